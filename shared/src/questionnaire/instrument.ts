/**
 * A questionnaire as the app works with it, whoever wrote it: what is asked, how it is answered, what may be made of the
 * answers, and by whose leave it is used. Read from a file of FHIR (`read.ts`), and written as one (`write.ts`).
 */
import * as v from 'valibot'

const text = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max))

/** Name and version of the questions, such as `fermata-reflection|1`: answers to others are another row. */
export const QuestionnaireName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,64}\|[A-Za-z0-9.-]{1,16}$/))
export type QuestionnaireName = v.InferOutput<typeof QuestionnaireName>

/** Answers are counted in these bounds. */
export const VALUE_AT_MOST = 10_000
const Value = v.pipe(v.number(), v.minValue(-VALUE_AT_MOST), v.maxValue(VALUE_AT_MOST))

/** A word and the number it stands for. */
export const Anchor = v.strictObject({ value: Value, label: text(120) })
export type Anchor = v.InferOutput<typeof Anchor>

/** Which way is better: a low answer on one item can mean what a high one means on another. */
const Better = v.picklist(['higher', 'lower'])

export const Question = v.variant('answer', [
  /** A place on a line. */
  v.strictObject({ answer: v.literal('line'), id: text(64), text: text(500), min: Value, max: Value, step: Value, better: Better }),
  /** A number that is written. */
  v.strictObject({ answer: v.literal('number'), id: text(64), text: text(500), min: Value, max: Value, better: Better }),
  /** One of these. */
  v.strictObject({
    answer: v.literal('choice'), id: text(64), text: text(500), better: Better,
    options: v.pipe(v.array(Anchor), v.minLength(1), v.maxLength(20)),
  }),
  /** Free words; never counted. */
  v.strictObject({ answer: v.literal('words'), id: text(64), text: text(500), letters: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(VALUE_AT_MOST)) }),
])
export type Question = v.InferOutput<typeof Question>

/** A day, such as `2027-03-31`. */
export const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))

/** By whose leave it is used. `expires`: the last day, or `null` where it does not end. */
export const Attestation = v.strictObject({ holder: text(200), licence: text(200), expires: v.nullable(Day) })
export type Attestation = v.InferOutput<typeof Attestation>

/** What is answered on the screen: the questions, or – where electronic use is not permitted – a total from paper alone. */
export const Entry = v.variant('entry', [
  v.strictObject({
    entry: v.literal('questions'),
    questions: v.pipe(v.array(Question), v.minLength(1), v.maxLength(60)),
    /** Words beside a line, from least to most; may be none. */
    words: v.pipe(v.array(Anchor), v.maxLength(20)),
  }),
  v.strictObject({ entry: v.literal('total') }),
])
export type Entry = v.InferOutput<typeof Entry>

/** One number for the whole, if there is one. */
export const Total = v.variant('total', [
  v.strictObject({ total: v.literal('none') }),
  v.strictObject({ total: v.picklist(['sum', 'mean']), min: Value, max: Value, better: Better }),
])
export type Total = v.InferOutput<typeof Total>

export const Instrument = v.strictObject({
  questionnaire: QuestionnaireName,
  /** Its canonical address in FHIR, without the version. */
  url: v.pipe(text(300), v.regex(/^[a-z][a-z0-9+.-]*:[A-Za-z0-9._~:/#-]+$/)),
  title: text(200),
  /** What is said above it; may be empty. */
  notice: v.pipe(v.string(), v.maxLength(1_000)),
  copyright: v.pipe(v.string(), v.maxLength(1_000)),
  attestation: Attestation,
  total: Total,
  entry: Entry,
})
export type Instrument = v.InferOutput<typeof Instrument>
