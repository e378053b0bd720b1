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
    case 'number':
      return question
    case 'choice': {
      const values = question.options.map(({ value }) => value)
      return { min: Math.min(...values), max: Math.max(...values), better: question.better }
    }
    case 'words':
      return null
  }
}

/** What a row is drawn of: a total where there is one, and each question that counts. */
export type Row = { id: string; text: string } & Bounds

/** The name of the row of a total. */
export const TOTAL = 'total'

export function rowsOf({ title, entry, total }: Instrument): Row[] {
  const whole = total.total === 'none' ? [] : [{ id: TOTAL, text: title, min: total.min, max: total.max, better: total.better }]
  const each = entry.entry === 'total' ? [] : entry.questions.flatMap((question) => {
    const bounds = boundsOf(question)
    return bounds === null ? [] : [{ id: question.id, text: question.text, min: bounds.min, max: bounds.max, better: bounds.better }]
  })
  return [...whole, ...each]
}

/**
 * The total by the questionnaire's own rule: the values as they stand in its file, added or averaged. `null` unless every
 * question that counts was answered: a total over gaps would be another measure.
 */
export function totalOf({ total, entry }: Instrument, answers: Readonly<Record<string, number | null>>): number | null {
  if (total.total === 'none' || entry.entry === 'total') return null
  const values = entry.questions.flatMap((question) => (boundsOf(question) === null ? [] : [answers[question.id] ?? null]))
  const given = values.filter((value) => value !== null)
  if (values.length === 0 || given.length < values.length) return null
  const sum = given.reduce((all, value) => all + value, 0)
  return total.total === 'sum' ? sum : sum / given.length
}

/** The answers in the measure of the rows, with the total they make; what was not answered, or has no row, is `null`. */
export function counted(instrument: Instrument, answers: Readonly<Record<string, number | null>>): Record<string, number | null> {
  const whole = totalOf(instrument, answers) ?? answers[TOTAL] ?? null
  const all: Record<string, number | null> = { ...answers, [TOTAL]: whole }
  return Object.fromEntries(rowsOf(instrument).map((row) => [row.id, ofRow(row, all[row.id] ?? null)]))
}

/** From the measure of a row back to the questionnaire's own numbers. */
export const fromHundred = (value: number, { min, max, better }: Bounds): number =>
  min + ((better === 'higher' ? value : 100 - value) / 100) * (max - min)

const ofRow = (row: Row, answer: number | null): number | null => (answer === null ? null : onHundred(answer, row))

/** Whether it may still be used on that day (such as `2027-03-31`); the last day counts. */
export const isInForce = ({ attestation: { expires } }: Pick<Instrument, 'attestation'>, day: string): boolean =>
  expires === null || day <= expires
