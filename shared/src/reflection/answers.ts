/** What a client answered, as it stands sealed inside a reflection. Nobody sees numbers but the rows drawn of them. */
import * as v from 'valibot'
import { FilledIn, isAnswered } from '../questionnaire/filled-in.ts'
import { type Item, ITEMS, QUESTIONNAIRE, STEP, valueOf, WORDS } from './questionnaire.ts'

/** Longest free words, in letters as a text field counts them. */
export const LETTERS_AT_MOST = 3_000
/** Longest free words, in bytes of their JSON: what is left of a sealed reflection beside everything else. */
const BYTES_AT_MOST = 3_700
/** So many questionnaires may stand beside ours. */
export const OTHERS_AT_MOST = 3

/** From 0 to 100 in steps of five; `null`: not answered, or skipped. */
const Answer = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100), v.multipleOf(STEP)))

/** How the questions were answered; another mode is another row of its own. */
export const Mode = v.picklist(['line', 'words'])
export type Mode = v.InferOutput<typeof Mode>

/**
 * What is to happen with it. Who keeps it to themselves sends nothing, so that is no share of anything. `talkNow`: both
 * saw it together in session.
 */
export const Share = v.picklist(['talkNow', 'startWithThis', 'showAfter'])
export type Share = v.InferOutput<typeof Share>

export const Answers = v.strictObject({
  safe: Answer,
  understood: Answer,
  aims: Answer,
  way: Answer,
  sayable: Answer,
  overall: Answer,
})
export type Answers = v.InferOutput<typeof Answers>

const wordValues: readonly (number | null)[] = [null, ...WORDS.map(valueOf)]

/** Key by key. */
export const ReflectionParts = v.strictObject({
  questionnaire: v.literal(QUESTIONNAIRE),
  mode: Mode,
  answers: Answers,
  /** In the client's own words; may be empty. */
  words: v.pipe(v.string(), v.maxLength(LETTERS_AT_MOST), v.check((text) => jsonBytes(text) <= BYTES_AT_MOST)),
  share: Share,
})

/** In words only there is nothing between two words. */
export const isInItsMode = ({ mode, answers }: { mode: Mode; answers: Answers }): boolean =>
  mode === 'line' || ITEMS.every((item) => wordValues.includes(answers[item]))

export const Reflection = v.pipe(
  v.strictObject({
    ...ReflectionParts.entries,
    /** Other questionnaires of the house that were answered beside, or instead of, ours; never talked about in session. */
    more: v.optional(v.pipe(v.array(FilledIn), v.minLength(1), v.maxLength(OTHERS_AT_MOST))),
  }),
  v.check((one) => isInItsMode(one)),
  v.check(({ words, more }) => fitsTogether({ words, more })),
)
export type Reflection = v.InferOutput<typeof Reflection>

/** No question answered yet. */
export const NOTHING_ANSWERED: Answers = {
  safe: null, understood: null, aims: null, way: null, sayable: null, overall: null,
}

/** Whether all free words and other questionnaires fit beside each other. */
export function fitsTogether({ words, more }: { words: string; more?: readonly FilledIn[] | undefined }): boolean {
  return jsonBytes(words) + (more === undefined ? 0 : jsonBytes(more)) <= BYTES_AT_MOST
}

/** Whether there is anything to send. */
export const saysSomething = ({ answers, words, more = [] }: Pick<Reflection, 'answers' | 'words' | 'more'>): boolean =>
  words.trim() !== '' || more.some(isAnswered) || ITEMS.some((item: Item) => answers[item] !== null)

/** As much of a text as fits, whatever script it is written in. */
export function fitting(text: string): string {
  let fits = text.slice(0, LETTERS_AT_MOST)
  while (jsonBytes(fits) > BYTES_AT_MOST) fits = fits.slice(0, fits.length - 1)
  // A pair of surrogates is one letter: half of it is none.
  return /[\uD800-\uDBFF]$/.test(fits) ? fits.slice(0, -1) : fits
}

/** Bytes of something as JSON in UTF-8. */
function jsonBytes(value: unknown): number {
  let bytes = 0
  for (const letter of JSON.stringify(value)) {
    const point = letter.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
  }
  return bytes
}
