/**
 * The part of FHIR R4's Questionnaire that we read: strict, so that nothing in a file is silently passed over. Each
 * message is for the operator who wrote the file.
 */
import * as v from 'valibot'
import { VALUE_AT_MOST } from './instrument.ts'
import { EXTENSION, FHIR } from './names.ts'

const text = (max: number) =>
  v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'is empty'), v.maxLength(max, `is longer than ${max} letters`))
const number = v.pipe(
  v.number('must be a number'),
  v.minValue(-VALUE_AT_MOST, `is below ${-VALUE_AT_MOST}`), v.maxValue(VALUE_AT_MOST, `is above ${VALUE_AT_MOST}`),
)
const whole = v.pipe(number, v.integer('must be a whole number'))
const is = <const Word extends string>(word: Word) => v.literal(word, `must be "${word}"`)
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  v.picklist(words, `must be one of ${words.map((word) => `"${word}"`).join(', ')}`)
const list = <Schema extends v.GenericSchema>(item: Schema, max: number) =>
  v.pipe(v.array(item, 'must be a list'), v.maxLength(max, `has more than ${max} entries`))
const day = v.pipe(
  v.string('must be a day such as 2027-03-31'),
  v.check((given) => /^\d{4}-\d{2}-\d{2}$/.test(given) && isDay(given), 'must be a day such as 2027-03-31'),
)

function isDay(given: string): boolean {
  const [year = 0, month = 0, date = 0] = given.split('-').map(Number)
  const made = new Date(Date.UTC(year, month - 1, date))
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date
}

const named = <const Url extends string, Entries extends v.ObjectEntries>(url: Url, entries: Entries) =>
  v.strictObject({ url: v.literal(url), ...entries })

const Better = named(EXTENSION.better, { valueCode: oneOf(['higher', 'lower']) })

const Word = named(EXTENSION.word, {
  extension: v.tuple([named('value', { valueDecimal: number }), named('label', { valueString: text(120) })], 'must hold a value and a label, in this order'),
})

/** Holder, licence, last day (left out where it does not end), and whether it may be used on a screen. */
const Attestation = named(EXTENSION.attestation, {
  extension: list(
    v.variant('url', [
      named('holder', { valueString: text(200) }),
      named('licence', { valueString: text(200) }),
      named('expires', { valueDate: day }),
      named('electronicUse', { valueBoolean: v.boolean('must be true or false') }),
    ], 'is no part of an attestation: holder, licence, expires, electronicUse'), 4),
})

/** How one number is made of the answers, in which bounds it lies and which way is better. */
const Scoring = named(EXTENSION.scoring, {
  extension: list(
    v.variant('url', [
      named('total', { valueCode: oneOf(['none', 'sum', 'mean']) }),
      named('min', { valueDecimal: number }),
      named('max', { valueDecimal: number }),
      named('better', { valueCode: oneOf(['higher', 'lower']) }),
    ], 'is no part of a scoring: total, min, max, better'), 4),
})

const Option = v.strictObject({
  valueCoding: v.strictObject({
    code: text(64),
    display: text(120),
    extension: v.tuple([named(FHIR.ordinal, { valueDecimal: number })], 'must hold one ordinalValue'),
  }, 'must be a coding'),
})

const about = { linkId: text(64), text: text(500), required: v.optional(v.literal(false, 'must be false: every question may be skipped')) }
const sided = (url: typeof FHIR.min | typeof FHIR.max | typeof FHIR.step) => named(url, { valueInteger: whole })
const bounded = (url: typeof FHIR.min | typeof FHIR.max) => named(url, { valueDecimal: number })

const Item = v.variant('type', [
  v.strictObject({
    ...about, type: v.literal('integer'),
    extension: list(v.variant('url', [sided(FHIR.min), sided(FHIR.max), sided(FHIR.step), Better], 'is not known here'), 4),
  }),
  v.strictObject({
    ...about, type: v.literal('decimal'),
    extension: list(v.variant('url', [bounded(FHIR.min), bounded(FHIR.max), Better], 'is not known here'), 3),
  }),
  v.strictObject({ ...about, type: v.literal('choice'), answerOption: list(Option, 20), extension: v.optional(list(Better, 1)) }),
  v.strictObject({ ...about, type: v.literal('text'), maxLength: v.pipe(whole, v.minValue(1, 'is below 1')) }),
], 'must be "integer", "decimal", "choice" or "text"')
export type FhirItem = v.InferOutput<typeof Item>

export const FhirQuestionnaire = v.strictObject({
  resourceType: is('Questionnaire'),
  id: v.pipe(text(64), v.regex(/^[A-Za-z0-9.-]+$/, 'may hold letters, digits, dots and hyphens only')),
  url: v.pipe(text(300), v.regex(/^[a-z][a-z0-9+.-]*:[A-Za-z0-9._~:/#-]+$/, 'must be an address such as https://… or urn:…')),
  version: v.pipe(text(16), v.regex(/^[A-Za-z0-9.-]+$/, 'may hold letters, digits, dots and hyphens only')),
  title: text(200),
  status: is('active'),
  description: v.optional(text(1_000)),
  copyright: v.optional(text(1_000)),
  extension: list(v.variant('url', [Attestation, Scoring, Word], 'is not known here'), 22),
  item: v.optional(list(Item, 60)),
}, 'must be an object')
export type FhirQuestionnaire = v.InferOutput<typeof FhirQuestionnaire>
