import { memo, useDeferredValue } from 'react'
import type { Instrument } from '@fermata/shared/questionnaire'
import { number } from '../../i18n/format.ts'
import { fullDay } from '../../i18n/full-day.ts'
import { m } from '../../i18n/messages.ts'
import { OtherRows } from '../closing/others/OtherRows.tsx'
import { Rows } from '../closing/reflection/Rows.tsx'
import { OwnSession } from './own/OwnSession.tsx'
import type { OneReflection, Whose } from './view.ts'
import css from './OverTime.module.css'

const WHY_NOT = {
  unreadable: m.reflections_unreadable,
  older: m.reflections_older,
  missing: m.reflections_missing,
  nothing: m.own_side_session_none,
} as const

const SHARED = {
  talkNow: m.reflections_share_talked,
  startWithThis: m.reflections_share_next,
  showAfter: m.reflections_share_after,
} as const

const One = memo(function One({ one, whose, instruments }: { one: OneReflection; whose: Whose; instruments: readonly Instrument[] }) {
  return (
    <li className={css['one']} data-reflection={one.state} data-session={one.id}>
      <h2 className="h2">{m.reflections_of({ date: fullDay(one.at) })}</h2>
      {one.state === 'read' ? (
        <>
          {whose.seat === 'therapist' && <p className="small dim">{SHARED[one.reflection.share]()}</p>}
          {one.through === 'link' && <p data-through="link">{m.reflections_link()}</p>}
          <Rows reflection={one.reflection} />
          {one.reflection.more && <OtherRows more={one.reflection.more} instruments={instruments} />}
        </>
      ) : (
        <p className={one.state === 'nothing' ? 'dim' : undefined}>{WHY_NOT[one.state]()}</p>
      )}
      {whose.seat === 'therapist' && whose.own.totals.filter(({ session }) => session === one.id).map(({ questionnaire, title, total }) => (
        <p key={questionnaire} data-from-paper={questionnaire} dir="auto">{m.paper_one({ title, total: number(total) })}</p>
      ))}
      {whose.seat === 'therapist' && <OwnSession id={one.id} at={one.at} client={whose.client} theirs={one.state === 'read' ? one.reflection.answers : null} own={whose.own} />}
    </li>
  )
})

/** So many stand there in the first frame; a room of years follows while the page already answers. */
const AT_FIRST = 12

/** Every session by itself, newest first: the answers in words, and what was said in the client's own. */
export function Sessions({ reflections, whose, instruments }: { reflections: readonly OneReflection[]; whose: Whose; instruments: readonly Instrument[] }) {
  const drawn = useDeferredValue(reflections, reflections.slice(0, AT_FIRST))
  return (
    <ul className={css['list']} data-view="sessions">
      {drawn.map((one) => (
        <One key={one.id} one={one} whose={whose} instruments={instruments} />
      ))}
    </ul>
  )
}
