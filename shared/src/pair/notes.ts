/**
 * Room notes as both browsers merge them, wherever they come from: the room's sealed box, what was said in this
 * session, and what was not saved yet. The order makes no difference.
 */
import { CLIENT, type Seat, THERAPIST } from '../ids.ts'
import type { Note, NoteName, NoteOf } from '../protocol/notes.ts'
import { type Journal, saidOf } from './said.ts'

/** Whose each note is. What another seat says of it counts for nothing. */
const OWNERS: Record<NoteName, readonly Seat[]> = {
  signals: [CLIENT],
  suggestion: [THERAPIST],
  tones: [THERAPIST],
  clientPoints: [CLIENT],
  therapistPoints: [THERAPIST],
  step: [CLIENT],
  consent: [CLIENT],
  record: [THERAPIST],
  repair: [THERAPIST],
  card: [CLIENT],
  questions: [THERAPIST],
}

/** The newest word on each note, ordered by name. */
export type Notes = readonly Note[]

export const noNotes: Notes = []

/** All words together: of each note the newest by an owner of it. */
export function mergedNotes(...all: readonly (readonly Note[])[]): Notes {
  const newest = new Map<NoteName, Note>()
  for (const note of all.flat()) {
    if (!OWNERS[note.value.note].includes(note.by)) continue
    const before = newest.get(note.value.note)
    if (before === undefined || isNewer(note, before)) newest.set(note.value.note, note)
  }
  return [...newest.values()].sort((a, b) => (a.value.note < b.value.note ? -1 : 1))
}

/** The higher number; where two devices counted alike, the later word, and then any rule that both sides share. */
function isNewer(one: Note, other: Note): boolean {
  if (one.n !== other.n) return one.n > other.n
  if (one.said !== other.said) return one.said > other.said
  return JSON.stringify(one) > JSON.stringify(other)
}

/** What was said of notes in this session. */
export const notesSaid = (journal: Journal): Note[] =>
  saidOf(journal, 'note').map(({ from, fact: { n, said, value } }) => ({ by: from, n, said, value }))

/** What a note says; `null` while nobody has said anything. */
export function noteOf<Name extends NoteName>(notes: Notes, name: Name): NoteOf<Name> | null {
  return (notes.find(({ value }) => value.note === name)?.value ?? null) as NoteOf<Name> | null
}

/** The number of the newest word on a note; 0 before the first. */
export const noteNumber = (notes: Notes, name: NoteName): number =>
  notes.find(({ value }) => value.note === name)?.n ?? 0

/** Whether both hold the same words. */
export const sameNotes = (one: Notes, other: Notes): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)
