/**
 * What the two agreed on, back from a file: what the therapist's browser may say of it in the room's notes. The client's
 * own words are not among it: a file is nobody's word, and only the client speaks as the client.
 */
import { THERAPIST } from '../ids.ts'
import { noteOf, type Notes } from '../pair/notes.ts'
import { type NoteValue, SESSIONS_KEPT } from '../protocol/notes.ts'
import { withPoint } from './agenda.ts'
import { consentOf } from './consent.ts'
import { type KeptSession, narrowed } from './record.ts'

/** The therapist's points that are not there yet, as many as there is room for; `null`: nothing to say. */
export function pointsTakenIn(notes: Notes, points: readonly string[]): NoteValue | null {
  let said: NoteValue | null = null
  let now = notes
  for (const words of points) {
    const value = withPoint(now, THERAPIST, words)
    if (value === null) continue
    said = value
    now = [...now.filter((note) => note.value.note !== value.note), { by: THERAPIST, n: 1, said: 0, value }]
  }
  return said
}

/** Kept sessions that are not there yet, the newest of all, and of each no more than the client lets be kept now; `null`: nothing to say. */
export function sessionsTakenIn(notes: Notes, given: readonly KeptSession[]): NoteValue | null {
  const before = noteOf(notes, 'record')?.sessions ?? []
  const known = new Set(before.map(({ session }) => session))
  const fresh = given.filter(({ session }) => !known.has(session))
  const sessions = narrowed([...before, ...fresh].sort((a, b) => a.at - b.at), consentOf(notes)).slice(-SESSIONS_KEPT)
  return JSON.stringify(sessions) === JSON.stringify(before) ? null : { note: 'record', sessions }
}
