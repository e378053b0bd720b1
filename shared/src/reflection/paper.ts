/**
 * A total from paper: what a client's form came to that may not be filled in on a screen, entered by the therapist for one
 * session. The number alone; no question and no answer of the form is here.
 */
import * as v from 'valibot'
import { SessionId } from '../ids.ts'
import { isInForce } from '../questionnaire/counting.ts'
import { type Instrument, QuestionnaireName, VALUE_AT_MOST } from '../questionnaire/instrument.ts'

/** Of one session, one for each questionnaire. */
export const PaperTotal = v.strictObject({
  session: SessionId,
  /** When that session began. */
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
  questionnaire: QuestionnaireName,
  /** In the questionnaire's own measure. */
  total: v.pipe(v.number(), v.minValue(-VALUE_AT_MOST), v.maxValue(VALUE_AT_MOST)),
})
export type PaperTotal = v.InferOutput<typeof PaperTotal>

/** Those of which nothing but a total may be entered, and that may be used on that day. */
export const forPaper = (instruments: readonly Instrument[], day: string): Instrument[] =>
  instruments.filter((one) => one.entry.entry === 'total' && one.total.total !== 'none' && isInForce(one, day))

/** What was typed as a total of this questionnaire; `null`: no number, or none within its bounds. A comma is a point. */
export function totalTyped({ total }: Pick<Instrument, 'total'>, typed: string): number | null {
  const text = typed.trim().replace(',', '.')
  if (total.total === 'none' || !/^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(text)) return null
  const value = Number(text)
  return value >= total.min && value <= total.max ? value : null
}
