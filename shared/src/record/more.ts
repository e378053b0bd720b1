/** Other questionnaires that were filled in, as the items of their own QuestionnaireResponse. Pure. */
import { answersOf, CODES, type FilledIn, type Given, type Instrument, type Question, TOTAL, totalOf } from '../questionnaire/index.ts'

/** What was answered, question by question. Where the questionnaire is not loaded any more, by number and without its wording. */
export function itemsOf(filled: FilledIn, instrument: Instrument | undefined, plain: (text: string) => string) {
  const questions = instrument?.entry.entry === 'questions' && answersOf(instrument, filled) !== null ? instrument.entry.questions : []
  return filled.answers.flatMap((given, n) => {
    const question = questions[n]
    const value = given === null ? null : valueOf(given, question, plain)
    if (value === null) return []
    return [{ linkId: question?.id ?? String(n + 1), ...(question === undefined ? {} : { text: question.text }), answer: [value] }]
  })
}

function valueOf(given: NonNullable<Given>, question: Question | undefined, plain: (text: string) => string) {
  if (typeof given === 'string') return plain(given) === '' ? null : { valueString: plain(given) }
  if (question?.answer === 'choice') {
    const label = question.options.find(({ value }) => value === given)?.label ?? ''
    return { valueCoding: { code: String(given), display: label } }
  }
  return question?.answer === 'line' ? { valueInteger: given } : { valueDecimal: given }
}

/** The total it makes, as an Observation names it; `null`: none. */
export function totalObserved(filled: FilledIn, instrument: Instrument | undefined) {
  const answers = instrument === undefined ? null : answersOf(instrument, filled)
  const total = instrument === undefined || answers === null ? null : totalOf(instrument, answers.values)
  return total === null || instrument === undefined ? null : {
    code: { coding: [{ system: CODES, code: TOTAL }], text: instrument.title }, valueQuantity: { value: total },
  }
}
