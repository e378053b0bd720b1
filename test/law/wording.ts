/**
 * Finds wording of published, licensed instruments without holding any: of each known item and title only salted hashes
 * of its runs of words are kept (`licensed-wording.json`).
 *
 * How the list was made: each wording, typed in outside of this tree, was given to `tracesOf`, and what came out was put
 * into the list, sorted. Runs that are everyday English alone ("as a result of these") were left out by hand. To add one:
 * do the same, and keep the wording itself out of every file, message and test.
 */
import { hash as digest } from 'node:crypto'

/** Runs of so many words are compared; a shorter wording as a whole. */
const RUN = 5

/** Words as they are compared: no case, no accents, no apostrophes, nothing between them. */
export const wordsOf = (text: string): string[] =>
  text.normalize('NFKD').toLowerCase().replace(/\p{M}|['’]/gu, '').match(/\p{L}+/gu) ?? []

const hash = (words: readonly string[]): string => digest('sha256', `fermata wording 1|${words.join(' ')}`, 'hex').slice(0, 16)

const runs = (words: readonly string[], length: number): string[][] =>
  Array.from({ length: Math.max(0, words.length - length + 1) }, (_, from) => words.slice(from, from + length))

/** What is kept of one wording: how many words a run has, and its hash. */
export function tracesOf(wording: string): string[] {
  const words = wordsOf(wording)
  const length = Math.min(RUN, words.length)
  return runs(words, length).map((run) => `${length}:${hash(run)}`)
}

/** The runs of a text whose traces are known, as they were written, without their case. */
export function found(text: string, known: ReadonlySet<string>): string[] {
  const words = wordsOf(text)
  const lengths = [...new Set([...known].map((trace) => Number(trace.split(':')[0])))]
  return lengths.flatMap((length) =>
    runs(words, length).flatMap((run) => (known.has(`${length}:${hash(run)}`) ? [run.join(' ')] : [])),
  )
}
