/**
 * One questionnaire as it was filled in: a value for each of its questions in their order, so that no question's text or
 * name travels with the answers. Which questions those are says its name and version.
 */
import * as v from 'valibot'
import { type Instrument, type Question, QuestionnaireName, VALUE_AT_MOST } from './instrument.ts'

/** A number for what counts, text for free words; `null`: not answered, or skipped. */
const Given = v.nullable(v.union([v.pipe(v.number(), v.minValue(-VALUE_AT_MOST), v.maxValue(VALUE_AT_MOST)), v.pipe(v.string(), v.minLength(1), v.maxLength(3_000))]))
export type Given = v.InferOutput<typeof Given>

export const FilledIn = v.strictObject({ questionnaire: QuestionnaireName, answers: v.pipe(v.array(Given), v.minLength(1), v.maxLength(60)) })
export type FilledIn = v.InferOutput<typeof FilledIn>

/** Whether a question takes this answer; skipping is always one. */
export function takes(question: Question, given: Given): boolean {
  if (given === null) return true
  switch (question.answer) {
    case 'line':
      return typeof given === 'number' && given >= question.min && given <= question.max && (given - question.min) % question.step === 0
    case 'number':
      return typeof given === 'number' && given >= question.min && given <= question.max
    case 'choice':
      return question.options.some(({ value }) => value === given)
    case 'words':
      return typeof given === 'string' && given.length <= question.letters
  }
}

/** What was answered, by the names of the questions; `null` where it does not fit this questionnaire. */
export function answersOf({ questionnaire, entry }: Instrument, filled: FilledIn): { values: Record<string, number | null>; words: Record<string, string> } | null {
  if (entry.entry !== 'questions' || filled.questionnaire !== questionnaire || filled.answers.length !== entry.questions.length) return null
  const [values, words]: [Record<string, number | null>, Record<string, string>] = [{}, {}]
  for (const [n, question] of entry.questions.entries()) {
    const given = filled.answers[n] ?? null
    if (!takes(question, given)) return null
    if (question.answer !== 'words') values[question.id] = given as number | null
    else if (given !== null) words[question.id] = given as string
  }
  return { values, words }
}

/** Whether anything was answered. */
export const isAnswered = ({ answers }: FilledIn): boolean => answers.some((given) => given !== null)
