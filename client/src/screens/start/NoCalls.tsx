import { m } from '../../i18n/messages.ts'
import { Page } from '../../ui/page/Page.tsx'
import { Steps } from '../../ui/page/Steps.tsx'

/** This browser makes no calls: WebRTC was switched off in it, or it never had any. */
export function NoCalls() {
  return (
    <Page screen="no-calls">
      <h1 className="h1">{m.nocalls_title()}</h1>
      <p className="lead">{m.nocalls_lead()}</p>
      <Steps steps={[m.nocalls_step_other(), m.nocalls_step_addon(), m.nocalls_step_setting()]} />
    </Page>
  )
}
