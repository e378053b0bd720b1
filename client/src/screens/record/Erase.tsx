import { useState } from 'react'
import { longDay } from '../../i18n/format.ts'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { EraseDialog } from './EraseDialog.tsx'
import type { Erasing, RecordProps } from './view.ts'
import css from './Record.module.css'

type Props = Pick<RecordProps, 'client' | 'sessions' | 'erasing' | 'onErase' | 'onKeep'>

/** Erasure, the smallest part first. Each is asked once more. */
export function Erase({ client, sessions, erasing, onErase, onKeep }: Props) {
  const [asked, setAsked] = useState<Erasing | null>(null)
  const keep = (): void => {
    setAsked(null)
    onKeep()
  }
  // What is gone is not asked about any longer.
  const isThere = asked !== null && (asked.erase === 'room' || asked.erase === 'everything'
    || sessions.some(({ id, shared }) => id === asked.session && (asked.erase === 'session' || shared === 'something')))
  return (
    <section className={css['part']} aria-labelledby="erase">
      <h2 className="h2" id="erase">{m.record_erase()}</h2>
      <p>{m.record_erase_lead()}</p>
      <p className="dim" data-note="law">{m.record_erase_law()}</p>
      {sessions.length > 0 && (
        <details>
          <summary>{m.record_erase_sessions()}</summary>
          <ul className={css['sessions']}>
            {sessions.map(({ id, at, shared }) => (
              <li key={id} data-session={id}>
                <span className="num">{longDay(at)}</span>
                <span className={css['acts']}>
                  {shared === 'something' && (
                    <Button size="small" look="bare" onPress={() => setAsked({ erase: 'reflection', session: id, at })}>
                      {m.record_erase_reflection()}
                    </Button>
                  )}
                  <Button size="small" look="bare" onPress={() => setAsked({ erase: 'session', session: id, at })}>
                    {m.record_erase_session()}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className={css['acts']}>
        {client === null ? (
          <Button onPress={() => setAsked({ erase: 'everything' })}>{m.record_erase_all()}</Button>
        ) : (
          <Button onPress={() => setAsked({ erase: 'room' })}>{m.record_erase_room()}</Button>
        )}
      </div>
      {isThere && <EraseDialog what={asked} client={client} state={erasing} onYes={(code) => onErase(asked, code)} onNo={keep} />}
    </section>
  )
}
