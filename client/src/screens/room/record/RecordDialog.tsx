import { useState } from 'react'
import type { Consent } from '@fermata/shared/agreed'
import { longDay, timeOfDay } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Choice } from '../../../ui/controls/Choice.tsx'
import { RoomDialog } from '../RoomDialog.tsx'
import type { Kept } from '../set-up/view.ts'
import { usualWord } from '../signals/words.ts'
import type { RecordView } from './view.ts'
import css from './Record.module.css'

const KEPT: Record<Kept, () => string> = { kept: m.today_kept, later: m.today_kept_later, here: m.kept_cannot }

/** The client's choice. Nothing of it counts before it is saved. */
function Choosing({ view, name }: { view: Extract<RecordView, { seat: 'client' }>; name: string }) {
  const [consent, setConsent] = useState<Consent>(view.consent)
  const [saved, setSaved] = useState<'no' | 'yes'>('no')
  const change = (part: Partial<Consent>) => {
    setSaved('no')
    setConsent({ ...consent, ...part })
  }
  const options = [
    { value: 'nothing', label: m.kept_nothing() },
    { value: 'keep', label: m.kept_keep() },
  ] as const
  return (
    <>
      <p className={`small ${css['wording']}`} dir="auto">{view.wording ?? m.kept_ours({ name })}</p>
      <section className={css['part']}>
        <Choice legend={m.kept_signals()} options={options} value={consent.signals} onChange={(signals) => change({ signals })} />
        <p className="small dim">{m.kept_signals_hint()}</p>
        <Choice legend={m.kept_pauses()} options={options} value={consent.pauses} onChange={(pauses) => change({ pauses })} />
        <p className="small dim">{m.kept_less()}</p>
        <div className={css['acts']}>
          <Button
            look="main"
            testid="save-consent"
            onPress={() => {
              view.onChoose(consent)
              setSaved('yes')
            }}
          >
            {m.kept_save()}
          </Button>
          <span className="small dim" role="status" data-kept={view.kept}>{saved === 'yes' && KEPT[view.kept]()}</span>
        </div>
      </section>
    </>
  )
}

const theirChoice = ({ signals, pauses }: Consent, name: string): string => {
  if (signals === 'keep') return pauses === 'keep' ? m.kept_lets_both({ name }) : m.kept_lets_signals({ name })
  return pauses === 'keep' ? m.kept_lets_pauses({ name }) : m.kept_lets_nothing({ name })
}

/** What may be kept of a session, and what is. The client chooses; both read the same. */
export function RecordDialog({ view, name, onClose }: { view: RecordView; name: string; onClose(): void }) {
  return (
    <RoomDialog title={m.kept_title()} testid="record-dialog" onClose={onClose}>
      {view.seat === 'client' ? <Choosing view={view} name={name} /> : <p className="small" data-testid="their-choice">{theirChoice(view.consent, name)}</p>}
      <section className={css['part']} aria-label={m.kept_so_far()}>
        <h3>{m.kept_so_far()}</h3>
        {view.sessions.length === 0 ? (
          <p className="small dim">{m.kept_none()}</p>
        ) : (
          <ul>
            {view.sessions.map(({ session, at, signals, pauses }) => (
              <li key={session} className={css['session']} data-session={session}>
                <strong className="small">{longDay(at)}</strong>
                <span className={css['signals']}>
                  {signals.map((signal) => (
                    <span key={signal.at} data-kept-signal={signal.code}>
                      <span className="num">{timeOfDay(signal.at)}</span> {usualWord(signal.code)}
                    </span>
                  ))}
                  {pauses > 0 && <span>{m.kept_paused({ count: pauses })}</span>}
                  {signals.length === 0 && pauses === 0 && <span className="dim">{m.kept_session_none()}</span>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </RoomDialog>
  )
}
