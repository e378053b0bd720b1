import { useRef, useState } from 'react'
import { number } from '../../../i18n/format.ts'
import { fullDay } from '../../../i18n/full-day.ts'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Live } from '../../../ui/Live.tsx'
import { TotalDialog } from './TotalDialog.tsx'
import type { OneTotal, PaperProps } from './view.ts'
import css from './Paper.module.css'

type Said = 'nothing' | 'saved' | 'removed' | 'failed'
const SAID: Record<Said, () => string> = { nothing: () => '', saved: m.paper_saved, removed: m.paper_removed, failed: m.paper_failed }

/** Totals of forms that were filled in on paper: those that are entered, and the way to another. For the therapist alone. */
export function Paper({ client, instruments, sessions, totals, onEnter, onRemove }: PaperProps) {
  const [asked, setAsked] = useState<OneTotal | 'new' | null>(null)
  const [said, setSaid] = useState<Said>('nothing')
  const heading = useRef<HTMLHeadingElement>(null)
  const isForEntry = ({ questionnaire }: OneTotal): boolean => instruments.some((one) => one.questionnaire === questionnaire)
  const named = (act: string, { title, at }: OneTotal): string => m.paper_act_named({ act, title, date: fullDay(at) })
  const remove = async (total: OneTotal): Promise<void> => {
    const done = await onRemove(total)
    setSaid(done === 'sealed' ? 'removed' : 'failed')
    // Its buttons are gone with it; whoever has no pointer goes on from here.
    heading.current?.focus()
  }
  return (
    <section className={css['part']} aria-labelledby="paper" data-paper="">
      <h2 className="h2" id="paper" ref={heading} tabIndex={-1}>{m.paper_title()}</h2>
      <p className="small dim">{m.paper_lead({ client })}</p>
      {totals.length === 0 && <p className="small dim">{sessions.length === 0 ? m.paper_no_session() : m.paper_none()}</p>}
      {totals.length > 0 && (
        <ul className={css['list']}>
          {totals.map((one) => (
            <li key={`${one.session} ${one.questionnaire}`} data-total={one.saving}>
              <span className={css['said']}>
                <span className="num">{fullDay(one.at)}</span>
                <span dir="auto">{m.paper_one({ title: one.title, total: number(one.total) })}</span>
                {one.saving === 'notYet' && <span className="small">{m.own_side_waits()}</span>}
              </span>
              <span className={css['acts']}>
                {isForEntry(one) && (
                  <Button size="small" look="bare" name={named(m.paper_change(), one)} onPress={() => setAsked(one)}>{m.paper_change()}</Button>
                )}
                <Button size="small" look="bare" name={named(m.paper_remove(), one)} onPress={() => void remove(one)}>{m.paper_remove()}</Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {instruments.length > 0 && sessions.length > 0 && <Button onPress={() => setAsked('new')} testid="enter-total">{m.paper_enter()}</Button>}
      <Live className="small">{SAID[said]()}</Live>
      {asked !== null && (
        <TotalDialog
          instruments={instruments} sessions={sessions} totals={totals} change={asked === 'new' ? null : asked} onEnter={onEnter}
          onDone={(how) => {
            setAsked(null)
            setSaid(how === 'sealed' ? 'saved' : 'nothing')
          }}
        />
      )}
    </section>
  )
}
