import { m } from '../../i18n/messages.ts'
import { Page } from '../../ui/page/Page.tsx'
import { Steps } from '../../ui/page/Steps.tsx'

/** The page came over plain http from elsewhere: browsers give no camera and no cryptography there. */
export function InsecureNotice({ address }: { address: string }) {
  return (
    <Page screen="insecure" help="none">
      <h1 className="h1">{m.insecure_title()}</h1>
      <p className="lead">{m.insecure_lead()}</p>
      <p className="dim">{m.insecure_now({ address })}</p>
      <Steps steps={[m.insecure_step_https(), m.insecure_step_local(), m.insecure_step_docs()]} />
    </Page>
  )
}
