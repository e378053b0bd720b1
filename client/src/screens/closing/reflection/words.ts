/** The catalogue's sentences for the questions and the five words. */
import { type Item, type Word, wordFor } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'

const QUESTIONS: Record<Item, () => string> = {
  safe: m.reflection_item_safe,
  understood: m.reflection_item_understood,
  aims: m.reflection_item_aims,
  way: m.reflection_item_way,
  sayable: m.reflection_item_sayable,
  overall: m.reflection_item_overall,
}

const WORDS: Record<Word, () => string> = {
  notAtAll: m.reflection_word_not_at_all,
  aLittle: m.reflection_word_a_little,
  partly: m.reflection_word_partly,
  mostly: m.reflection_word_mostly,
  completely: m.reflection_word_completely,
}

export const questionOf = (item: Item): string => QUESTIONS[item]()
export const nameOf = (word: Word): string => WORDS[word]()
/** An answer in a word: nobody reads numbers. */
export const answerInWords = (value: number | null): string =>
  value === null ? m.reflection_unanswered() : nameOf(wordFor(value))
