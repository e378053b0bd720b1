/**
 * What a therapist takes along of their rooms: our own file, which can be read back. Versioned; a file of a later version
 * is refused rather than half read.
 */
import * as v from 'valibot'
import { RoomId, SessionId } from '../ids.ts'
import { RecordNote, StepNote } from '../protocol/notes.ts'
import { PaperTotal, Reflection, SessionSide } from '../reflection/index.ts'

const Time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))

/** One session, and what was shared after it. */
export const RecordedSession = v.strictObject({
  session: SessionId,
  /** When it began. */
  at: Time,
  /** Sealed on the device that was in the session, or written through the link alone. */
  through: v.picklist(['session', 'link']),
  reflection: Reflection,
})
export type RecordedSession = v.InferOutput<typeof RecordedSession>

/** What the two agreed on, and what the client let be kept, as the room's notes had it when the file was made. */
export const RecordedNotes = v.strictObject({
  agenda: v.array(v.strictObject({ by: v.picklist(['client', 'therapist']), words: v.string() })),
  step: v.nullable(v.omit(StepNote, ['note'])),
  /** The last sessions that the client let something be kept of. */
  sessions: RecordNote.entries.sessions,
})
export type RecordedNotes = v.InferOutput<typeof RecordedNotes>

export const RecordedRoom = v.strictObject({
  room: RoomId,
  /** What the client is called in the file: a pseudonym, or the name at the desk. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  /** Oldest first. */
  sessions: v.pipe(v.array(RecordedSession), v.maxLength(5_000)),
  /** The therapist's own side, with their private notes. */
  ownSides: v.optional(v.pipe(v.array(SessionSide), v.maxLength(5_000))),
  notes: v.optional(RecordedNotes),
  /** Totals of forms that the client filled in on paper. */
  totals: v.optional(v.pipe(v.array(PaperTotal), v.maxLength(20_000))),
})
export type RecordedRoom = v.InferOutput<typeof RecordedRoom>

/** By this a file says that it is ours. */
const FORMAT = 'fermata-record'
/**
 * History: 1, rooms with what was shared; 2, with other questionnaires, the therapist's own side and
 * what was agreed on; 3, with totals from paper. All are read.
 */
export const RECORD_VERSION = 3

export const RecordFile = v.strictObject({
  format: v.literal(FORMAT),
  version: v.picklist([1, 2, RECORD_VERSION]),
  writtenAt: Time,
  rooms: v.pipe(v.array(RecordedRoom), v.maxLength(1_000)),
})
export type RecordFile = v.InferOutput<typeof RecordFile>

/** The file's text. */
export function recordFile(rooms: readonly RecordedRoom[], writtenAt: number): string {
  const file: RecordFile = { format: FORMAT, version: RECORD_VERSION, writtenAt, rooms: [...rooms] }
  return `${JSON.stringify(file, null, 1)}\n`
}

/** Why a file is not taken in: not ours at all, from a later version of ours, or ours but damaged. */
export type FileProblem = 'foreign' | 'newer' | 'broken'

/** Reads a file that somebody chose. */
export function readRecordFile(text: string): { ok: true; rooms: readonly RecordedRoom[] } | { ok: false; problem: FileProblem } {
  const raw = parse(text)
  // A cut file of ours is no JSON any more, but still begins as ours does.
  if (raw === undefined) return { ok: false, problem: text.slice(0, 200).includes(`"${FORMAT}"`) ? 'broken' : 'foreign' }
  const head = v.safeParse(v.object({ format: v.literal(FORMAT), version: v.number() }), raw)
  if (!head.success) return { ok: false, problem: 'foreign' }
  if (head.output.version > RECORD_VERSION) return { ok: false, problem: 'newer' }
  const read = v.safeParse(RecordFile, raw)
  return read.success && isUnambiguous(read.output) ? { ok: true, rooms: read.output.rooms } : { ok: false, problem: 'broken' }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

/** Each room once; in a room each session, each own side, and of a session each total once. */
const isUnambiguous = ({ rooms }: RecordFile): boolean =>
  areDistinct(rooms.map(({ room }) => room)) && rooms.every(({ sessions, ownSides = [], totals = [] }) =>
    [sessions, ownSides].every((all) => areDistinct(all.map(({ session }) => session)))
    && areDistinct(totals.map(({ session, questionnaire }) => `${session} ${questionnaire}`)))

const areDistinct = (names: readonly string[]): boolean => new Set(names).size === names.length
