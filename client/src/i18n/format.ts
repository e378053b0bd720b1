/** Times and dates as the page's language writes them. */
import { dir, locale } from './locale.ts'

// The pseudo locale borrows English names and figures; only its sentences are changed.
const language = () => (locale() === 'ar-XB' ? 'en' : locale())

/** 14:56 */
export const timeOfDay = (at: number): string =>
  new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** 12 November, with the year when it is another one than `now`'s. */
export function day(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : language(), {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** Thursday 19 November */
export const longDay = (at: number): string =>
  new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : language(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(at)

/** 2.5 */
export const number = (value: number): string => new Intl.NumberFormat(language(), { maximumFractionDigits: 2 }).format(value)

/**
 * A number to ring, as it was given: in one line, and from left to right also where the language runs the other way, which
 * would turn its groups round (Unicode's isolates, U+2066 and U+2069).
 */
export function phone(given: string): string {
  const inOneLine = given.replaceAll(' ', '\u00a0')
  return dir() === 'rtl' ? `\u2066${inOneLine}\u2069` : inOneLine
}
