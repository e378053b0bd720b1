import { useId } from 'react'
import { m } from '../../../i18n/messages.ts'
import css from './Form.module.css'

/** What the client wants done with the answers; `keep` leaves this page never. */
export type Choice = 'talkNow' | 'startWithThis' | 'showAfter' | 'keep'

export interface ShareChoiceProps {
  therapist: string
  /** While both are in session it can be talked about now; afterwards the next session can begin with it. */
  when: 'inSession' | 'after'
  /** `null`: not chosen. Nothing is chosen on anybody's behalf. */
  value: Choice | null
  onChange(choice: Choice): void
}

/** Three ways, none of them chosen beforehand, each with what it means. */
export function ShareChoice({ therapist: name, when, value, onChange }: ShareChoiceProps) {
  const group = useId()
  const options: readonly { choice: Choice; label: string; more: string }[] = [
    when === 'inSession'
      ? { choice: 'talkNow', label: m.reflection_share_talk(), more: m.reflection_share_talk_more({ name }) }
      : { choice: 'startWithThis', label: m.reflection_share_next(), more: m.reflection_share_next_more({ name }) },
    { choice: 'showAfter', label: m.reflection_share_after(), more: m.reflection_share_after_more({ name }) },
    { choice: 'keep', label: m.reflection_share_keep(), more: m.reflection_share_keep_more() },
  ]
  return (
    <fieldset className={css['share']}>
      <legend className={css['shareTitle']} tabIndex={-1}>
        {m.reflection_share()}
      </legend>
      <div className={css['options']}>
        {options.map(({ choice, label, more }) => (
          <label key={choice} className={css['option']}>
            <input type="radio" name={group} value={choice} checked={choice === value} onChange={() => onChange(choice)} />
            <span>
              {label}
              <small>{more}</small>
            </span>
          </label>
        ))}
      </div>
      <p className="small dim">
        {m.reflection_later()} {m.reflection_no_alarm()}
      </p>
    </fieldset>
  )
}
