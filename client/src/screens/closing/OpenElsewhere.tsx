import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import css from './Closing.module.css'

/** The same room is open in another tab of this browser. */
export function OpenElsewhere({ onUseHere }: { onUseHere(): void }) {
  return (
    <Page screen="open-elsewhere">
      <h1 className="h1">{m.elsewhere_title()}</h1>
      <p className="lead">{m.elsewhere_lead()}</p>
      <div className={css['acts']}>
        <Button look="main" onPress={onUseHere}>
          {m.elsewhere_use()}
        </Button>
      </div>
    </Page>
  )
}
