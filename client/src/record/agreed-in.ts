/**
 * What the two agreed on, back from a file. The therapist's points and the kept signals go into the room's notes, as the
 * therapist's browser may say them; the client's words go into the vault, to be read (docs/decisions/0034).
 */
import { pointsTakenIn, sessionsTakenIn } from '@fermata/shared/agreed'
import { type Clock, SECOND } from '@fermata/shared/clock'
import type { RecordedNotes } from '@fermata/shared/record'
import { comesTrue } from '../lib/comes-true.ts'
import type { RoomNotes } from '../notes/room-notes.ts'

/** Then it is said that not all could be saved. */
const PATIENCE = 15 * SECOND

/** Into the room's notes, opened outside of a session; closed here. Whether all that may come back is there now. */
export async function sayAgain(notes: RoomNotes, { agenda, sessions }: RecordedNotes, clock: Clock): Promise<'kept' | 'notKept'> {
  await comesTrue(notes.keeping, (keeping) => keeping !== 'unread', clock, PATIENCE)
  const now = notes.notes.get()
  const isOpen = notes.keeping.get() === 'kept' || notes.keeping.get() === 'notYet'
  const said = isOpen ? [pointsTakenIn(now, agenda.flatMap(({ by, words }) => (by === 'therapist' ? [words] : []))), sessionsTakenIn(now, sessions)] : []
  for (const value of said) if (value !== null) notes.set(value)
  const isKept = isOpen && (await comesTrue(notes.keeping, (keeping) => keeping === 'kept', clock, PATIENCE))
  notes.close()
  return isKept ? 'kept' : 'notKept'
}

/** What a file brought that the room does not say itself; `null`: nothing. */
export function notSaidHere(taken: RecordedNotes | null, here: RecordedNotes | null): RecordedNotes | null {
  if (taken === null) return null
  const said = new Set(here?.agenda.map(({ words }) => words))
  const left = { agenda: taken.agenda.filter(({ words }) => !said.has(words)), step: here?.step ? null : taken.step, sessions: [] }
  return left.agenda.length === 0 && left.step === null ? null : left
}

/** Both together, as they stand in the next file. */
export function together(here: RecordedNotes | null, taken: RecordedNotes | null): RecordedNotes | null {
  const left = notSaidHere(taken, here)
  if (left === null) return here
  return { agenda: [...(here?.agenda ?? []), ...left.agenda], step: here?.step ?? left.step, sessions: here?.sessions ?? [] }
}
