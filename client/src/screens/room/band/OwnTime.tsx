import { timeOfDay } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import type { Time } from '../view.ts'
import css from './OwnTime.module.css'

/** The time of day, and until when they meet: neither counts down, says aloud, nor changes its look near the end. */
export function OwnTime({ time: { now, until } }: { time: Time }) {
  return (
    <p className={`num ${css['time']}`} data-own-time data-testid="own-time">
      {timeOfDay(now)}
      {until !== null && <span>{m.room_time_until({ time: timeOfDay(until) })}</span>}
    </p>
  )
}
