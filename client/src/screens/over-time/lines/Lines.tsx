import { useId, useMemo, useState } from 'react'
import { type Item, ownLine, type Trend } from '@fermata/shared/reflection'
import { day, longDay } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { Chart } from './Chart.tsx'
import { across, ROW } from './geometry.ts'
import type { Sides } from '../view.ts'
import { standingInWords, type Wording } from '../words.ts'
import css from './Lines.module.css'

/** A line down through all rows, where the session that is looked at stands. */
function Here({ index, count }: { index: number; count: number }) {
  return <span className={css['here']} aria-hidden="true" style={{ '--at': `${(across(index, count) * 100) / ROW.width}%` } as React.CSSProperties} />
}

/** The rows, and a way to look at each session: what was answered then stands at the end of its row. */
export function Lines({ trend: { sessions, rows }, sides, wording }: { trend: Trend; sides: Sides; wording: Wording }) {
  const pick = useId()
  const own = useMemo(
    () => new Map(wording.items.map((item) => [item, ownLine(sessions, (session) => sides.get(session)?.side, item as Item)])), [sessions, sides, wording],
  )
  const last = sessions.length - 1
  const [at, setAt] = useState(last)
  const [first, newest, here] = [sessions[0], sessions[last], sessions[at]]
  if (first === undefined || newest === undefined || here === undefined) return null
  return (
    <div className={css['lines']} data-view="lines">
      {wording.items.map((item) => {
        const row = rows.find((each) => each.item === item)
        const mine = sides.get(here.session)?.side.answers[item as Item] ?? null
        return row && (
          <div key={item} className={css['row']} data-trend={item} data-standing={row.standing}>
            <h2 className={css['name']}>{wording.name(item)}</h2>
            <div className={css['drawing']}>
              <Chart row={row} count={sessions.length} own={own.get(item) ?? []} wording={wording} />
              {at !== last && <Here index={at} count={sessions.length} />}
            </div>
            <p className={css['note']} data-note={at === last ? 'standing' : 'answer'}>
              {at === last ? standingInWords(row.standing) : wording.answer(here.answers[item] ?? null, item)}
              {mine !== null && <span className={css['own']} data-own="">{m.own_side_you({ answer: wording.answer(mine, item) })}</span>}
            </p>
          </div>
        )
      })}
      {last > 0 && (
        <div className={css['axis']}>
          <label className="small" htmlFor={pick}>
            {m.over_time_pick()}
          </label>
          <div>
            <input
              id={pick}
              type="range"
              min={0}
              max={last}
              value={at}
              aria-valuetext={longDay(here.at)}
              onChange={(event) => setAt(Number(event.currentTarget.value))}
            />
            <p className={css['days']} aria-hidden="true">
              <span>{day(first.at, newest.at)}</span>
              <span>{day(newest.at, newest.at)}</span>
            </p>
          </div>
          <p className={css['picked']} data-picked="">{day(here.at, newest.at)}</p>
        </div>
      )}
    </div>
  )
}
