/** Answers of any questionnaire on one measure, so that the rows over time are drawn of all alike. Pure. */
import type { Instrument, Question } from './instrument.ts'

type Bounds = { min: number; max: number; better: 'higher' | 'lower' }

/** From 0 to 100, where 100 is the better end. */
export function onHundred(value: number, { min, max, better }: Bounds): number {
  const share = ((Math.min(max, Math.max(min, value)) - min) / (max - min)) * 100
  return better === 'higher' ? share : 100 - share
}

/** Within what the answers to a question lie; `null` for free words. */
export function boundsOf(question: Question): Bounds | null {
  switch (question.answer) {
    case 'line':
      return question
    case 'choice': {
      const values = question.options.map(({ value }) => value)
      return { min: Math.min(...values), max: Math.max(...values), better: question.better }
    }
    case 'words':
      return null
  }
}

/** What a row is drawn of: each question that counts, or the total alone. */
export type Row = { id: string; text: string } & Bounds

/** The name of the row of a total. */
export const TOTAL = 'total'

export function rowsOf({ title, entry, total }: Instrument): Row[] {
  if (entry.entry === 'questions') {
    return entry.questions.flatMap((question) => {
      const bounds = boundsOf(question)
      return bounds === null ? [] : [{ id: question.id, text: question.text, min: bounds.min, max: bounds.max, better: bounds.better }]
    })
  }
  return total.total === 'none' ? [] : [{ id: TOTAL, text: title, min: total.min, max: total.max, better: total.better }]
}

/** The answers in the measure of the rows; what was not answered, or has no row, is `null`. */
export const counted = (instrument: Instrument, answers: Readonly<Record<string, number | null>>): Record<string, number | null> =>
  Object.fromEntries(rowsOf(instrument).map((row) => [row.id, ofRow(row, answers[row.id] ?? null)]))

const ofRow = (row: Row, answer: number | null): number | null => (answer === null ? null : onHundred(answer, row))

/** Whether it may still be used on that day (such as `2027-03-31`); the last day counts. */
export const isInForce = ({ attestation: { expires } }: Pick<Instrument, 'attestation'>, day: string): boolean =>
  expires === null || day <= expires
