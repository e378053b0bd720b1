import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { Live } from '../../ui/Live.tsx'
import { Page } from '../../ui/page/Page.tsx'
import css from './Start.module.css'

export interface RecoveryCodeShowProps {
  /** The code in its groups, as printed. */
  groups: readonly string[]
  /** Where the practice lives, for the printed sheet. */
  host: string
  copied: boolean
  onPrint(): void
  onCopy(): void
  onNext(): void
}

/** The one time the recovery code is shown: print it, and why. The printed sheet is this page without its buttons. */
export function RecoveryCodeShow({ groups, host, copied, onPrint, onCopy, onNext }: RecoveryCodeShowProps) {
  return (
    <Page screen="recovery-code-show" help="none">
      <h1 className="h1">{m.code_show_title()}</h1>
      <p className="lead">{m.code_show_lead()}</p>
      <p className={css['host']}>{m.code_show_print_host({ host })}</p>
      <ol className={`${css['code']} num`} aria-label={m.code_show_label()} translate="no" data-testid="recovery-code">
        {groups.map((group, index) => (
          <li key={`${index} ${group}`}>{group}</li>
        ))}
      </ol>
      <div className={css['why']}>
        <p>{m.code_show_why()}</p>
        <p className="dim">{m.code_show_nobody()}</p>
      </div>
      <div className={css['act']}>
        <Button look="main" onPress={onNext}>
          {m.code_show_next()}
        </Button>
        <Button onPress={onPrint}>
          <Icon name="print" size={20} />
          {m.code_show_print()}
        </Button>
        <Button onPress={onCopy}>
          <Icon name="copy" size={20} />
          {m.code_show_copy()}
        </Button>
        <Live className="small dim">{copied && m.common_copied()}</Live>
      </div>
    </Page>
  )
}
