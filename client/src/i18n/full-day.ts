/** Beside `format.ts`, because no page of the room asks for it. */
import { locale } from './locale.ts'

/** Thursday 19 November 2026: where days of several years stand together, and on paper. */
export const fullDay = (at: number): string =>
  // Days are written as in Britain; the pseudo locale borrows them.
  new Intl.DateTimeFormat(['en', 'ar-XB'].includes(locale()) ? 'en-GB' : locale(), { dateStyle: 'full' }).format(at)
