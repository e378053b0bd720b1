import { useDeferredValue, useLayoutEffect, useRef } from 'react'
import { isComparable, type Item, type Past, type Trend } from '@fermata/shared/reflection'
import { day } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { usePrinting } from '../../../ui/use-printing.ts'
import { answerInWords } from '../../closing/reflection/words.ts'
import { isLong, LongTable } from './LongTable.tsx'
import type { Sides } from '../view.ts'
import type { Wording } from '../words.ts'
import css from './Table.module.css'

/** Whether a new line begins with this session. */
const breaks = (sessions: readonly Past[], index: number): boolean => {
  const [before, here] = [sessions[index - 1], sessions[index]]
  return before !== undefined && here !== undefined && !isComparable(before, here)
}

/** So many columns stand there in the first frame, more than a wide page shows; the others follow. */
const AT_FIRST = 20

/** The therapist's own answer, on their page alone. */
function Mine({ value }: { value: number | null }) {
  return value === null ? null : <span className={css['own']} data-own="">{m.own_side_you({ answer: answerInWords(value) })}</span>
}

/** The same in words: an item a row, a session a column, and what is usual. It opens at the newest session. */
export function Table({ trend, sides, wording }: { trend: Trend; sides: Sides; wording: Wording }) {
  const { sessions: all, rows } = trend
  const sessions = useDeferredValue(all, all.slice(-AT_FIRST))
  const printing = usePrinting()
  const scrolled = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = scrolled.current
    if (box === null) return
    const toEnd = getComputedStyle(box).direction === 'rtl' ? -1 : 1
    box.scrollLeft = toEnd * box.scrollWidth
  }, [sessions])
  const now = sessions.at(-1)?.at ?? 0
  return (
    <div
      ref={scrolled}
      className={css['scrolled']}
      role="region"
      aria-label={m.over_time_table_name()}
      // Whoever has no pointer scrolls it by the arrow keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-view="table"
    >
      {printing && isLong(all, wording) && <LongTable trend={trend} sessions={all} wording={wording} />}
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">{m.over_time_table_item()}</th>
            {sessions.map(({ session, at }, index) => (
              <th key={session} scope="col" data-breaks={breaks(sessions, index)}>
                {day(at, now)}
                {breaks(sessions, index) && <span className="hidden-text"> {m.over_time_table_breaks()}</span>}
              </th>
            ))}
            <th scope="col">{m.over_time_table_usual()}</th>
          </tr>
        </thead>
        <tbody>
          {wording.items.map((item) => {
            const row = rows.find((each) => each.item === item)
            return (
              <tr key={item} data-row={item}>
                <th scope="row">{wording.name(item)}</th>
                {sessions.map(({ session, answers }, index) => (
                  <td key={session} data-breaks={breaks(sessions, index)}>
                    {wording.answer(answers[item] ?? null, item)}
                    {index === sessions.length - 1 && row?.standing === 'lower' && (
                      <span className={css['lower']}>{m.over_time_lower()}</span>
                    )}
                    <Mine value={sides.get(session)?.side.answers[item as Item] ?? null} />
                  </td>
                ))}
                <td className="dim">{row === undefined || row.usual === null ? m.over_time_too_few() : wording.answer(row.usual, item)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
