/**
 * The pair's own quiet signals: which there are, what they are called, how a press is confirmed. The client alone
 * chooses; the therapist may suggest names, and hiding of all but two.
 */
import { noteNumber, noteOf, type Notes } from '../pair/notes.ts'
import type { NoteOf } from '../protocol/notes.ts'
import type { CheckInCode } from './vocabulary.ts'

export type Choices = NoteOf<'signals'>
export type Suggestion = NoteOf<'suggestion'>
export type Tones = NoteOf<'tones'>

/** Before anybody chose. */
export const USUAL_CHOICES: Choices = {
  note: 'signals', hidden: [], names: [], confirm: 'shape', key: 'q', alias: '', answered: 0,
}
/** A soft tone while their page is hidden, unless it was agreed otherwise; none for a late answer. */
export const USUAL_TONES: Tones = { note: 'tones', whileHidden: 'on', whenLate: 'off' }

/** Hidden by the client alone, and back with one tap. */
export const CLIENTS_ALONE: readonly CheckInCode[] = ['pause', 'not_private']

export const choicesOf = (notes: Notes): Choices => noteOf(notes, 'signals') ?? USUAL_CHOICES
export const tonesOf = (notes: Notes): Tones => noteOf(notes, 'tones') ?? USUAL_TONES

type Names = Choices['names']

/** With this word for a signal; empty: its usual one. */
export const withName = (names: Names, code: CheckInCode, word: string): Names => [
  ...names.filter((name) => name.code !== code), ...(word === '' ? [] : [{ code, word }]),
]

/** What the therapist suggests and the client has not answered yet; `null` where that would change nothing. */
export function suggestionNow(notes: Notes): Suggestion | null {
  const suggestion = noteOf(notes, 'suggestion')
  const choices = choicesOf(notes)
  if (suggestion === null || choices.answered >= noteNumber(notes, 'suggestion')) return null
  const isNews =
    suggestion.hidden.some((code) => !choices.hidden.includes(code)) ||
    suggestion.names.some(({ code, word }) => nameOf(choices, code) !== word)
  return isNews ? suggestion : null
}

/** The pair's own word for a signal; `null`: the usual one. */
export const nameOf = ({ names }: Pick<Choices, 'names'>, code: CheckInCode): string | null =>
  names.find((name) => name.code === code)?.word ?? null

/** The client's answer to the newest suggestion: all of it is taken over, or nothing. */
export function answered(notes: Notes, word: 'take' | 'leave'): Choices {
  const [choices, suggestion] = [choicesOf(notes), noteOf(notes, 'suggestion')]
  const after = { ...choices, answered: noteNumber(notes, 'suggestion') }
  if (word === 'leave' || suggestion === null) return after
  return {
    ...after,
    hidden: [...new Set([...choices.hidden, ...suggestion.hidden])],
    names: suggestion.names.reduce((names, { code, word: name }) => withName(names, code, name), choices.names),
  }
}
