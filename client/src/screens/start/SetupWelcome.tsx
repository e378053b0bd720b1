import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Page } from '../../ui/page/Page.tsx'
import css from './Start.module.css'

export interface SetupWelcomeProps {
  /** Takes the name as typed, trimmed and not empty. */
  onNext(name: string): void
}

/** First start of a practice, behind the set-up link: who are you? */
export function SetupWelcome({ onNext }: SetupWelcomeProps) {
  const [name, setName] = useState('')
  const given = name.trim()
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (given) onNext(given)
  }
  return (
    <Page screen="setup-welcome" help="none">
      <h1 className="h1">{m.setup_title()}</h1>
      <p className="lead">{m.setup_lead()}</p>
      <form className={css['form']} onSubmit={submit}>
        <Field
          label={m.setup_name()}
          hint={m.setup_name_hint()}
          value={name}
          onChange={setName}
          limit={120}
          autoComplete="name"
          autoFocus
        />
        <div className={css['act']}>
          <Button look="main" submit waiting={!given}>
            {m.setup_next()}
          </Button>
        </div>
      </form>
    </Page>
  )
}
