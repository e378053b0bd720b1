/** Until when it stays open, as a sentence: a day at most, so that today and tomorrow are all there is. */
import { timeOfDay } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'

export interface Until {
  until: number
  now: number
}

const isToday = ({ until, now }: Until): boolean => new Date(until).getDate() === new Date(now).getDate()

export const leaveSentence = (span: Until): string => {
  const time = timeOfDay(span.until)
  return isToday(span) ? m.reflection_leave_today({ time }) : m.reflection_leave_tomorrow({ time })
}

export const readableSentence = (span: Until): string => {
  const time = timeOfDay(span.until)
  return isToday(span) ? m.reflection_until_today({ time }) : m.reflection_until_tomorrow({ time })
}
