import type { RecordedNotes } from '@fermata/shared/record'
import { timeOfDay } from '../../i18n/format.ts'
import { fullDay } from '../../i18n/full-day.ts'
import { m } from '../../i18n/messages.ts'
import { usualWord } from '../room/signals/words.ts'
import { WENT } from '../room/today/words.ts'
import css from './Agreed.module.css'

interface AgreedProps {
  notes: RecordedNotes
  /** When the session began in which something did not sit right, while nobody has come back to it. */
  due?: number | null
  /** `file`: taken in, and not said in this room. */
  from?: 'room' | 'file'
}

/** What the two agreed on, and what the client let be kept of the last sessions: to be read, here and on paper. */
export function Agreed({ notes: { agenda, step, sessions }, due = null, from = 'room' }: AgreedProps) {
  return (
    <section className={css['agreed']} data-agreed={from}>
      <h2 className="h2">{from === 'file' ? m.record_agreed_file() : m.record_agreed()}</h2>
      {from === 'file' && <p className="small dim">{m.record_agreed_file_lead()}</p>}
      {due !== null && <p data-due="">{m.record_off_due({ date: fullDay(due) })}</p>}
      {step && (
        <div data-step={step.went?.how ?? 'open'}>
          <h3>{m.record_step()}</h3>
          <p dir="auto" translate="no">{m.today_quoted({ words: step.words })}</p>
          {step.went && <p className="small">{m.record_went({ how: WENT[step.went.how]() })}</p>}
        </div>
      )}
      {agenda.length > 0 && (
        <div>
          <h3>{m.record_agenda()}</h3>
          <ul>
            {agenda.map(({ by, words }) => (
              <li key={`${by} ${words}`} dir="auto">{by === 'client' ? m.record_agenda_client({ words }) : m.record_agenda_therapist({ words })}</li>
            ))}
          </ul>
        </div>
      )}
      {sessions.map(({ session, at, signals, pauses }) => (
        <div key={session} data-kept-of={session}>
          <h3>{m.record_signals_on({ date: fullDay(at) })}</h3>
          <ul>
            {signals.map((signal) => (
              <li key={signal.at} data-kept-signal={signal.code}>
                <span className="num">{timeOfDay(signal.at)}</span> {usualWord(signal.code)}
              </li>
            ))}
            {pauses > 0 && <li className="num">{m.record_pauses({ count: pauses })}</li>}
            {signals.length === 0 && pauses === 0 && <li className="dim">{m.kept_session_none()}</li>}
          </ul>
        </div>
      ))}
    </section>
  )
}
