import { useEffect, useRef } from 'react'
import { OFFERED_AT_MOST } from '@fermata/shared/protocol'
import { m } from '../../../i18n/messages.ts'
import { RoomDialog } from '../RoomDialog.tsx'
import type { OneQuestionnaire, QuestionsView } from './view.ts'
import css from './Questions.module.css'

interface OneProps {
  one: OneQuestionnaire
  chosen: 'yes' | 'no'
  /** Why it cannot be changed now; `null`: it can. */
  fixed: string | null
  onToggle(): void
}

function One({ one: { name, title, terms, use }, chosen, fixed, onToggle }: OneProps) {
  const why = use === 'paper' ? m.questions_choice_paper() : use === 'ended' ? m.questions_choice_expired() : fixed
  return (
    <li>
      <label className={css['one']} data-offered={name}>
        <input type="checkbox" checked={chosen === 'yes'} disabled={why !== null} onChange={onToggle} />
        <span>
          <span dir="auto">{terms === null ? m.questions_choice_ours() : title}</span>
          {terms && <small dir="auto">{m.questions_choice_terms(terms)}</small>}
          {why !== null && <small>{why}</small>}
        </span>
      </label>
    </li>
  )
}

/** Which questionnaires stand at the end: ours, others beside it, or others instead. */
export function QuestionsDialog({ view: { offered, known, onLook, onChoose }, onClose }: { view: QuestionsView; onClose(): void }) {
  const look = useRef(onLook)
  useEffect(() => look.current(), [])
  const toggle = (name: string): void => onChoose(offered.includes(name) ? offered.filter((one) => one !== name) : [...offered, name])
  const fixed = (name: string): string | null => {
    if (offered.includes(name)) return offered.length === 1 ? m.questions_choice_one() : null
    return offered.length >= OFFERED_AT_MOST ? m.questions_choice_most() : null
  }
  return (
    <RoomDialog title={m.questions_choice_title()} testid="questions-dialog" onClose={onClose}>
      <p className="small dim">{m.questions_choice_lead()}</p>
      {typeof known === 'string' ? (
        <p className="small" role="status">{known === 'wait' ? m.questions_wait() : m.questions_choice_away()}</p>
      ) : (
        <>
          <ul className={css['list']} aria-label={m.questions_choice_title()}>
            {known.map((one) => (
              <One key={one.name} one={one} chosen={offered.includes(one.name) ? 'yes' : 'no'} fixed={fixed(one.name)} onToggle={() => toggle(one.name)} />
            ))}
          </ul>
          {known.length < 2 && <p className="small dim">{m.questions_choice_none()}</p>}
        </>
      )}
    </RoomDialog>
  )
}
