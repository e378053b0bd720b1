/** The shared agenda: what each of the two wants to come to. Both see all of it; each adds and takes away their own. */
import { CLIENT, type Seat, THERAPIST } from '../ids.ts'
import { noteOf, type Notes } from '../pair/notes.ts'
import { type NoteValue, POINT_LETTERS, POINTS_AT_MOST } from '../protocol/notes.ts'

export interface Point {
  by: Seat
  words: string
}

const nameOf = (by: Seat) => (by === CLIENT ? 'clientPoints' : 'therapistPoints')

const pointsOf = (notes: Notes, by: Seat): readonly string[] => noteOf(notes, nameOf(by))?.points ?? []

/** The client's points first, each in the order they were written in. */
export const agendaOf = (notes: Notes): Point[] =>
  [CLIENT, THERAPIST].flatMap((by) => pointsOf(notes, by).map((words) => ({ by, words })))

/** Whether this seat has room for one more point. */
export const hasRoom = (notes: Notes, by: Seat): boolean => pointsOf(notes, by).length < POINTS_AT_MOST

/** What this seat says to add a point; `null` when there is nothing to say. */
export function withPoint(notes: Notes, by: Seat, words: string): NoteValue | null {
  const [before, added] = [pointsOf(notes, by), words.trim().slice(0, POINT_LETTERS)]
  if (added === '' || before.includes(added) || !hasRoom(notes, by)) return null
  return { note: nameOf(by), points: [...before, added] }
}

/** What this seat says to take one of its own points away. */
export const withoutPoint = (notes: Notes, by: Seat, words: string): NoteValue =>
  ({ note: nameOf(by), points: pointsOf(notes, by).filter((each) => each !== words) })
