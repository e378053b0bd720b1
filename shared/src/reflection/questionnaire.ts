/**
 * The six questions after a session. They are our own and in the public domain; a conversation aid, no tested scale.
 * Their words live in the catalogue of the app, under the same names; a change of words that changes a meaning needs a
 * new version, because answers to other questions do not belong in one row.
 */
import * as v from 'valibot'

/** Version of the questions; stored with every answer. */
export const QUESTIONNAIRE = 'fermata-reflection|1'

/** In the order in which they are asked. */
export const ITEMS = ['safe', 'understood', 'aims', 'way', 'sayable', 'overall'] as const
export const Item = v.picklist(ITEMS)
export type Item = v.InferOutput<typeof Item>

/** The five words, from least to most. */
export const WORDS = ['notAtAll', 'aLittle', 'partly', 'mostly', 'completely'] as const
export type Word = (typeof WORDS)[number]

/** Between two answers on the line. */
export const STEP = 5

const VALUES: Record<Word, number> = { notAtAll: 5, aLittle: 25, partly: 50, mostly: 75, completely: 95 }

/** What a word stands for, from 0 to 100. */
export const valueOf = (word: Word): number => VALUES[word]

/** The word nearest to an answer; half way between two, the one nearer the middle. */
export function wordFor(value: number): Word {
  const distance = (word: Word) => Math.abs(VALUES[word] - value) * 1_000 + Math.abs(VALUES[word] - VALUES.partly)
  return WORDS.reduce((best, word) => (distance(word) < distance(best) ? word : best))
}
