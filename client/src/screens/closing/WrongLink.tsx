import { m } from '../../i18n/messages.ts'
import { Page } from '../../ui/page/Page.tsx'
import { Steps } from '../../ui/page/Steps.tsx'

/** Wrong, renewed, revoked or erased: one page for all, so that nothing can be learnt from it. */
export function WrongLink() {
  return (
    <Page screen="wrong-link">
      <h1 className="h1">{m.wrong_title()}</h1>
      <p className="lead">{m.wrong_lead()}</p>
      <Steps steps={[m.wrong_step_whole(), m.wrong_step_newer(), m.wrong_step_ask()]} />
      <p className="small dim">{m.wrong_private()}</p>
    </Page>
  )
}
