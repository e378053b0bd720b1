import { useId } from 'react'
import type { LobbyCard } from '@fermata/shared/protocol'
import { m } from '../../i18n/messages.ts'
import { Choice } from '../../ui/controls/Choice.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import css from './Questions.module.css'

export interface QuestionsProps {
  card: LobbyCard
  onChange(card: LobbyCard): void
  /** Whether something is remembered, where that is known: the link alone does not tell. */
  remembered?: 'unknown' | 'nothing' | 'something'
}

/** What the client may say about where they are. Every answer may stay empty. */
export function Questions({ card, onChange, remembered = 'unknown' }: QuestionsProps) {
  const hint = useId()
  const change = (part: Partial<LobbyCard>) => onChange({ ...card, ...part })
  return (
    <>
      <Choice
        legend={m.lobby_who()}
        options={[
          { value: 'alone', label: m.who_alone() },
          { value: 'someoneNear', label: m.who_near() },
          { value: 'notSure', label: m.who_unsure() },
        ]}
        value={card.overheard}
        onChange={(overheard) => change({ overheard })}
      />
      <Field label={m.lobby_name()} hint={m.lobby_name_hint()} value={card.name} onChange={(name) => change({ name })} limit={80} />
      <Choice
        legend={m.lobby_place()}
        options={[
          { value: 'asLastTime', label: m.lobby_place_same() },
          { value: 'elsewhere', label: m.lobby_place_other() },
        ]}
        value={card.where}
        onChange={(where) => change(where === 'asLastTime' ? { where, place: '' } : { where })}
      />
      {card.where !== 'asLastTime' && (
        <Field
          label={m.lobby_place_words()}
          hint={m.lobby_place_hint()}
          value={card.place}
          onChange={(place) => change({ place })}
          limit={120}
        />
      )}
      <Field
        label={m.lobby_number()}
        hint={m.lobby_number_hint()}
        value={card.phone}
        onChange={(phone) => change({ phone })}
        limit={40}
        kind="tel"
        short
      />
      <Choice
        legend={m.lobby_calls()}
        options={[
          { value: 'therapist', label: m.lobby_calls_therapist() },
          { value: 'client', label: m.lobby_calls_client() },
        ]}
        value={card.calls}
        onChange={(calls) => change({ calls })}
      />
      <Field label={m.lobby_phrase()} hint={m.lobby_phrase_hint()} value={card.phrase} onChange={(phrase) => change({ phrase })} limit={80} />
      <div>
        <label className={css['tick']}>
          <input
            type="checkbox"
            checked={card.remember === 'yes' || (card.remember === 'asBefore' && remembered === 'something')}
            aria-describedby={hint}
            data-testid="remember-card"
            onChange={({ currentTarget }) => change({ remember: currentTarget.checked ? 'yes' : 'no' })}
          />
          {m.lobby_remember()}
        </label>
        <p id={hint} className="small dim">
          {m.lobby_remember_hint()}
        </p>
      </div>
    </>
  )
}
