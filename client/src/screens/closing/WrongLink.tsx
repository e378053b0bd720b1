import { m } from '../../i18n/messages.ts'
import { Page } from '../../ui/page/Page.tsx'
import { PasteLink, type PasteLinkProps } from '../../ui/page/PasteLink.tsx'
import { Steps } from '../../ui/page/Steps.tsx'

export interface WrongLinkProps extends Pick<PasteLinkProps, 'onPaste'> {
  /**
   * What this page can see of its own address: letters are missing at the end; or the secret was sent to the server, so
   * that this copy is not used. Whether a whole link was wrong, renewed, revoked or erased is told to nobody.
   */
  copy: 'cutShort' | 'exposed' | 'whole'
}

const leads = { cutShort: m.wrong_cut_lead, exposed: m.wrong_exposed_lead, whole: m.wrong_lead }

/** A link that opens nothing: one page for every reason, so that nothing can be learnt from it about a room. */
export function WrongLink({ copy, onPaste }: WrongLinkProps) {
  return (
    <Page screen="wrong-link" state={copy}>
      <h1 className="h1">{m.wrong_title()}</h1>
      <p className="lead">{leads[copy]()}</p>
      <Steps steps={[m.wrong_step_whole(), m.wrong_step_newer(), m.wrong_step_ask()]} />
      <PasteLink label={m.wrong_paste()} hint={m.wrong_paste_hint()} onPaste={onPaste} />
      <p className="small dim">{m.wrong_private()}</p>
    </Page>
  )
}
