import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { Button } from '../controls/Button.tsx'
import { Field } from '../controls/Field.tsx'
import css from './PasteLink.module.css'

export interface PasteLinkProps {
  label: string
  hint?: string
  /** Opens the link in a pasted text; false when there is none in it. */
  onPaste(text: string): boolean
}

/** A field for a link and whatever text stands around it. */
export function PasteLink({ label, hint, onPaste }: PasteLinkProps) {
  const [text, setText] = useState('')
  const [found, setFound] = useState(true)
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    setFound(onPaste(text))
  }
  return (
    <form className={css['form']} onSubmit={submit}>
      <Field
        label={label}
        hint={hint}
        problem={found ? null : m.paste_none()}
        value={text}
        onChange={setText}
        limit={4_000}
        lines={2}
        testid="pasted-link"
      />
      <Button submit waiting={text.trim() === ''}>
        {m.paste_open()}
      </Button>
    </form>
  )
}
