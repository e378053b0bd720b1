/** Answers to an operator's questions in words: its own where it has them, else the place or the number. */
import type { Given, Instrument, Question } from '@fermata/shared/questionnaire'
import { number } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'

/** A place on a line. */
export function placeInWords(instrument: Instrument, { min, max }: { min: number; max: number }, at: number | null): string {
  if (at === null) return m.questions_unanswered_line()
  const words = instrument.entry.entry === 'questions' ? instrument.entry.words : []
  const nearest = words.toSorted((a, b) => Math.abs(a.value - at) - Math.abs(b.value - at))[0]
  return nearest?.label ?? m.questions_place({ at: number(at), min: number(min), max: number(max) })
}

/** What was answered, as both read it. */
export function givenInWords(instrument: Instrument, question: Question, given: Given): string {
  if (given === null) return m.questions_skipped()
  if (typeof given === 'string') return given
  if (question.answer === 'choice') return question.options.find(({ value }) => value === given)?.label ?? number(given)
  return question.answer === 'line' ? placeInWords(instrument, question, given) : number(given)
}
