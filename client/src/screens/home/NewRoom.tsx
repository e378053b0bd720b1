import { useState } from 'react'
import type { Refusal } from '@fermata/shared/result'
import { m } from '../../i18n/messages.ts'
import { sentenceFor } from '../../i18n/refusal.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Choice } from '../../ui/controls/Choice.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { Live } from '../../ui/Live.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { type Length, LENGTHS } from './view.ts'
import css from './Room.module.css'

export interface NewRoomAnswers {
  label: string
  minutes: Length
  doorName: string
  doorText: string
}

export interface NewRoomProps {
  /** The therapist's own name and words, as on the last room. */
  doorName: string
  doorText: string
  state: { state: 'ready' } | { state: 'making' } | { state: 'refused'; refusal: Refusal }
  onMake(answers: NewRoomAnswers): void
  onBack(): void
}

const lengthOptions = LENGTHS.map((minutes) => ({ value: String(minutes), minutes }))

/** A room for one client: what to call it, how long you meet, what hangs at the door. */
export function NewRoom({ doorName, doorText, state, onMake, onBack }: NewRoomProps) {
  const [answers, setAnswers] = useState<NewRoomAnswers>({ label: '', minutes: 50, doorName, doorText })
  const change = (part: Partial<NewRoomAnswers>) => setAnswers((before) => ({ ...before, ...part }))
  const ready = state.state !== 'making' && answers.label.trim() !== '' && answers.doorName.trim() !== ''
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (ready) onMake({ ...answers, label: answers.label.trim(), doorName: answers.doorName.trim() })
  }
  return (
    <Page screen="new-room" state={state.state}>
      <div>
        <Button look="link" onPress={onBack}>
          <Icon name="back" size={18} />
          {m.room_new_back()}
        </Button>
        <h1 className="h1">{m.room_new_title()}</h1>
      </div>
      <form className={css['form']} onSubmit={submit}>
        <Field
          label={m.room_new_label()}
          hint={m.room_new_label_hint()}
          value={answers.label}
          onChange={(label) => change({ label })}
          limit={80}
          autoFocus
        />
        <Choice
          legend={m.room_new_length()}
          options={lengthOptions.map(({ value, minutes }) => ({ value, label: m.room_new_minutes({ count: minutes }) }))}
          value={String(answers.minutes)}
          onChange={(value) => change({ minutes: LENGTHS.find((minutes) => String(minutes) === value) ?? 50 })}
        />
        <Field
          label={m.room_new_door_name()}
          value={answers.doorName}
          onChange={(name) => change({ doorName: name })}
          limit={120}
        />
        <Field
          label={m.room_new_door_text()}
          hint={m.room_new_door_text_hint()}
          value={answers.doorText}
          onChange={(text) => change({ doorText: text })}
          limit={600}
          lines={3}
        />
        <div className={css['act']}>
          <Live>{state.state === 'refused' && <p className={css['problem']}>{sentenceFor(state.refusal)}</p>}</Live>
          <Button look="main" size="big" submit waiting={!ready}>
            {state.state === 'making' ? m.common_working() : m.room_new_make()}
          </Button>
        </div>
      </form>
    </Page>
  )
}
