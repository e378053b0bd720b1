/**
 * What a person wrote, marked as theirs inside our sentences (docs/decisions/0053).
 *
 * The marks are Unicode's own, FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: plain text keeps the direction of the
 * one apart from the direction of the other. On a page `ui/jsx/words.ts` turns them into elements.
 */

const BEGIN = '\u2068'
const END = '\u2069'
/** Embeddings, overrides and isolates. An override would turn what follows round; an isolate would close ours. */
const CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g
const MARKED = new RegExp(`${BEGIN}([^${END}]*)${END}`)

/** A person's words as they may stand in any of our sentences: marked, and without a power over what surrounds them. */
export const verbatim = (given: unknown): string => `${BEGIN}${String(given).replace(CONTROLS, '')}${END}`

/** A sentence in pieces: ours at even places, people's at odd ones. */
export const pieces = (sentence: string): string[] => sentence.split(MARKED)

/** The sentence without marks, for what has no direction: speech, and an element that is a person's words as a whole. */
export const unmarked = (sentence: string): string => sentence.replace(CONTROLS, '')
