import { useState } from 'react'
import type { Refusal } from '@fermata/shared/result'
import { m } from '../../i18n/messages.ts'
import { sentenceFor } from '../../i18n/refusal.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import css from './Start.module.css'

export type CodeState =
  | { state: 'ready' }
  | { state: 'checking' }
  /** Mistyped: the checksum or the server says that it is not the code. */
  | { state: 'wrong' }
  /** The server refused for another reason. */
  | { state: 'refused'; refusal: Refusal }

export interface CodeFormProps {
  label: string
  hint: string
  wrong: string
  go: string
  state: CodeState
  onSubmit(typed: string): void
  children?: React.ReactNode
}

const problemOf = (state: CodeState, wrong: string) =>
  state.state === 'wrong' ? wrong : state.state === 'refused' ? sentenceFor(state.refusal) : null

/** One field for a recovery code. */
export function CodeForm({ label, hint, wrong, go, state, onSubmit, children }: CodeFormProps) {
  const [typed, setTyped] = useState('')
  const checking = state.state === 'checking'
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (typed.trim() && !checking) onSubmit(typed)
  }
  return (
    <form className={css['form']} onSubmit={submit}>
      <Field
        label={label}
        hint={hint}
        problem={problemOf(state, wrong)}
        value={typed}
        onChange={setTyped}
        limit={80}
        kind="code"
        autoFocus
        testid="recovery-code-field"
      />
      <div className={css['act']}>
        <Button look="main" submit waiting={checking || !typed.trim()}>
          {checking ? m.common_working() : go}
        </Button>
        {children}
      </div>
    </form>
  )
}
