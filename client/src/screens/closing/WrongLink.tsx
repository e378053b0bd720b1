import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { Steps } from '../../ui/page/Steps.tsx'

export interface WrongLinkProps {
  /**
   * What this page can see of its own address: letters are missing at the end; or the secret was sent to the server, so
   * that this copy is not used. Whether a whole link was wrong, renewed, revoked or erased is told to nobody.
   */
  copy: 'cutShort' | 'exposed' | 'whole'
  /** Opens the link in a pasted text; false when there is none in it. */
  onPaste(text: string): boolean
}

const leads = { cutShort: m.wrong_cut_lead, exposed: m.wrong_exposed_lead, whole: m.wrong_lead }

/** A link that opens nothing: one page for every reason, so that nothing can be learnt from it about a room. */
export function WrongLink({ copy, onPaste }: WrongLinkProps) {
  return (
    <Page screen="wrong-link" state={copy}>
      <h1 className="h1">{m.wrong_title()}</h1>
      <p className="lead">{leads[copy]()}</p>
      <Steps steps={[m.wrong_step_whole(), m.wrong_step_newer(), m.wrong_step_ask()]} />
      <PasteLink onPaste={onPaste} />
      <p className="small dim">{m.wrong_private()}</p>
    </Page>
  )
}

function PasteLink({ onPaste }: Pick<WrongLinkProps, 'onPaste'>) {
  const [text, setText] = useState('')
  const [found, setFound] = useState(true)
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    setFound(onPaste(text))
  }
  return (
    <form onSubmit={submit}>
      <Field
        label={m.wrong_paste()}
        hint={m.wrong_paste_hint()}
        problem={found ? null : m.wrong_paste_none()}
        value={text}
        onChange={setText}
        limit={4_000}
        lines={2}
        testid="pasted-link"
      />
      <Button submit waiting={text.trim() === ''}>
        {m.wrong_paste_open()}
      </Button>
    </form>
  )
}
