import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { Steps } from '../../ui/page/Steps.tsx'
import css from './Start.module.css'

/** The set-up link was used, or is older than an hour. */
export function SetupLinkSpent({ onSignIn }: { onSignIn(): void }) {
  return (
    <Page screen="setup-link-spent" help="none">
      <h1 className="h1">{m.spent_title()}</h1>
      <p className="lead">{m.spent_lead()}</p>
      <Steps steps={[m.spent_step_mine(), m.spent_step_new()]} />
      <code className={css['command']}>npm run setup-link</code>
      <div className={css['act']}>
        <Button look="main" onPress={onSignIn}>
          {m.spent_signin()}
        </Button>
      </div>
    </Page>
  )
}
