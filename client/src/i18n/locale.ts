/** The language of the page, and the direction it is read in. Chosen once, before the first drawing. */
import { baseLocale, isLocale, overwriteGetLocale, type Locale } from './generated/runtime.js'

export type { Locale }
export type Direction = 'ltr' | 'rtl'

const DIRECTIONS: Record<Locale, Direction> = { en: 'ltr', 'ar-XB': 'rtl' }

/** A shipped page has one language written into it (see vite.config.ts) and leaves the choosing out. */
const SEVERAL = import.meta.env.MODE !== 'production'

let current: Locale = baseLocale

export const locale = (): Locale => current
export const dir = (): Direction => DIRECTIONS[current]

/** Takes a language and tells the page. Drawn components keep their words until they are drawn again. */
export function setLocale(next: Locale, root: HTMLElement = document.documentElement): void {
  current = next
  if (SEVERAL) overwriteGetLocale(() => current)
  root.lang = next
  root.dir = dir()
}

/** `?locale=ar-XB` asks for a catalogue by name; anything unknown is the base language. */
export function localeFrom(search: string): Locale {
  const asked = new URLSearchParams(search).get('locale')
  return SEVERAL && asked !== null && isLocale(asked) ? asked : baseLocale
}
