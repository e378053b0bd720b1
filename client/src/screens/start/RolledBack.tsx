import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { Steps } from '../../ui/page/Steps.tsx'
import css from './Start.module.css'

export interface RolledBackProps {
  onLookAgain(): void
  /** Goes on with the older state; what was newer is then gone for this browser too. */
  onUseOlder(): void
}

/** The server shows an older desk than this browser has seen: a restored backup, or somebody who tampers. */
export function RolledBack({ onLookAgain, onUseOlder }: RolledBackProps) {
  return (
    <Page screen="rolled-back" help="none">
      <h1 className="h1">{m.rolled_title()}</h1>
      <p className="lead">{m.rolled_lead()}</p>
      <Steps steps={[m.rolled_step_ask(), m.rolled_step_wait(), m.rolled_step_older()]} />
      <div className={css['act']}>
        <Button look="main" onPress={onLookAgain}>
          {m.rolled_again()}
        </Button>
        <Button onPress={onUseOlder}>{m.rolled_use()}</Button>
      </div>
    </Page>
  )
}
