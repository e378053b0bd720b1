import type { Past, Trend } from '@fermata/shared/reflection'
import { day } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import type { Wording } from '../words.ts'
import css from './Table.module.css'

/** More sessions than a sheet of paper is wide for, and so few items that they are its columns instead. */
export const isLong = (sessions: readonly Past[], { items }: Wording): boolean => sessions.length > 8 && items.length <= 7

/** The table as it is printed where it is long: a session a row, so that none is cut off at the edge of the paper. */
export function LongTable({ trend: { rows }, sessions, wording }: { trend: Trend; sessions: readonly Past[]; wording: Wording }) {
  const now = sessions.at(-1)?.at ?? 0
  return (
    <table className={`${css['table']} ${css['long']}`} aria-hidden="true">
      <thead>
        <tr>
          <th scope="col">{m.over_time_sessions()}</th>
          {wording.items.map((item) => <th key={item} scope="col">{wording.name(item)}</th>)}
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ session, at, answers }) => (
          <tr key={session}>
            <th scope="row">{day(at, now)}</th>
            {wording.items.map((item) => <td key={item}>{wording.answer(answers[item] ?? null, item)}</td>)}
          </tr>
        ))}
        <tr>
          <th scope="row">{m.over_time_table_usual()}</th>
          {wording.items.map((item) => {
            const usual = rows.find((row) => row.item === item)?.usual ?? null
            return <td key={item}>{usual === null ? m.over_time_too_few() : wording.answer(usual, item)}</td>
          })}
        </tr>
      </tbody>
    </table>
  )
}
