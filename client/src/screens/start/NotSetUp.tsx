import { m } from '../../i18n/messages.ts'
import { Page } from '../../ui/page/Page.tsx'
import { Steps } from '../../ui/page/Steps.tsx'

/** The server has no practice yet. Its operator reads where the link is; a stranger learns no more than that. */
export function NotSetUp() {
  return (
    <Page screen="not-set-up" help="none">
      <h1 className="h1">{m.not_set_up_title()}</h1>
      <p className="lead">{m.not_set_up_lead()}</p>
      <Steps steps={[m.not_set_up_step_link(), m.not_set_up_step_again(), m.not_set_up_step_docker()]} />
    </Page>
  )
}
