/**
 * A room's past that was taken in from a file. It belongs to the room like what was shared in it: sealed in the vault, in
 * parts of one record each, every part a file of ours.
 */
import type { RoomId, SessionId } from '@fermata/shared/ids'
import { POINT_LETTERS } from '@fermata/shared/protocol'
import { readRecordFile, recordFile, type RecordedNotes, type RecordedRoom, type RecordedSession } from '@fermata/shared/record'
import { ok, type Result } from '@fermata/shared/result'
import type { Kept, Opened, PastRecord, Records } from '../session/therapist/records.ts'

/** Well within one vault record, whatever script is written: at most three bytes a letter. */
const LETTERS_AT_MOST = 15_000
/** So many of the client's points are kept: of several files the last. */
const POINTS_TAKEN_IN = 24

type PastKeeper = Pick<Records, 'opened' | 'keepPast' | 'remove'>

/** What was taken in for a room. */
export const sessionsTakenIn = (opened: Pick<Opened, 'pasts'> | null, room: RoomId): RecordedSession[] =>
  (opened?.pasts ?? []).flatMap(({ content }) => (content.room === room ? sessionsIn(content) : []))

/** The client's points and the next step, as files had them; `null`: none. */
export const notesTakenIn = (opened: Pick<Opened, 'pasts'> | null, room: RoomId): RecordedNotes | null =>
  (opened?.pasts ?? []).flatMap(({ content }) => (content.room === room ? roomsIn(content) : [])).find(({ notes }) => notes !== undefined)?.notes ?? null

function roomsIn({ file }: PastRecord): readonly RecordedRoom[] {
  const read = readRecordFile(file)
  return read.ok ? read.rooms : []
}

const sessionsIn = (part: PastRecord): RecordedSession[] => roomsIn(part).flatMap(({ sessions }) => sessions)

/** Takes sessions in; those of `here` are known already. Asked again after a failure, it goes on where it was. */
export async function takeIn(
  keeper: PastKeeper, room: RoomId, given: readonly RecordedSession[], here: ReadonlySet<SessionId>,
): Promise<Result<{ taken: number; known: number }>> {
  const known = new Set([...here, ...sessionsTakenIn(keeper.opened.get(), room).map(({ session }) => session)])
  const fresh = given.filter(({ session }) => !known.has(session))
  for (const sessions of parts(room, fresh)) {
    const kept = await keeper.keepPast(partOf(room, sessions))
    if (!kept.ok) return kept
  }
  return ok({ taken: fresh.length, known: given.length - fresh.length })
}

const partOf = (room: RoomId, sessions: RecordedSession[], notes?: RecordedNotes): PastRecord =>
  ({ kind: 'past', room, file: recordFile([{ room, name: '-', sessions, ...(notes === undefined ? {} : { notes }) }], 0) })

/** Keeps the client's points and the next step of a file, for the therapist to read; beside those of an earlier one, in a part of their own. */
export async function takeInWords(keeper: PastKeeper, room: RoomId, given: RecordedNotes): Promise<Result<null>> {
  const before = notesTakenIn(keeper.opened.get(), room) ?? { agenda: [], step: null, sessions: [] }
  const known = new Set(before.agenda.map(({ words }) => words))
  const points = given.agenda.filter(({ by, words }) => by === 'client' && words.length <= POINT_LETTERS && !known.has(words))
  const after: RecordedNotes = { agenda: [...before.agenda, ...points].slice(-POINTS_TAKEN_IN), step: given.step ?? before.step, sessions: [] }
  if (JSON.stringify(after) === JSON.stringify(before)) return ok(null)
  return keeper.keepPast(partOf(room, [], after), wordsPart(keeper, room))
}

const wordsPart = (keeper: PastKeeper, room: RoomId): Kept<PastRecord> | null =>
  (keeper.opened.get()?.pasts ?? []).find(({ content }) => content.room === room && roomsIn(content).some(({ notes }) => notes !== undefined)) ?? null

/** As many sessions in each part as fit. */
function parts(room: RoomId, sessions: readonly RecordedSession[]): RecordedSession[][] {
  const all: RecordedSession[][] = []
  for (const session of sessions) {
    const last = all.at(-1)
    const fits = last !== undefined && JSON.stringify(partOf(room, [...last, session])).length <= LETTERS_AT_MOST
    if (fits) last.push(session)
    else all.push([session])
  }
  return all
}

/** Erases one session of what was taken in, and a step that was agreed on in it. */
export async function forgetSession(keeper: PastKeeper, room: RoomId, session: SessionId): Promise<Result<null>> {
  const notes = notesTakenIn(keeper.opened.get(), room)
  const words = notes?.step?.session === session ? wordsPart(keeper, room) : null
  if (notes !== null && words !== null) {
    const left = { ...notes, step: null }
    const done = await (left.agenda.length === 0 ? keeper.remove(words) : keeper.keepPast(partOf(room, [], left), words))
    if (!done.ok) return done
  }
  return ofEach(keeper, room, (part) => {
    const sessions = sessionsIn(part.content)
    const left = sessions.filter((one) => one.session !== session)
    if (left.length === sessions.length) return Promise.resolve(ok(null))
    return left.length === 0 ? keeper.remove(part) : keeper.keepPast(partOf(room, left), part)
  })
}

/** Erases all of it. */
export const forgetPast = (keeper: PastKeeper, room: RoomId): Promise<Result<null>> => ofEach(keeper, room, (part) => keeper.remove(part))

async function ofEach(keeper: PastKeeper, room: RoomId, act: (part: Kept<PastRecord>) => Promise<Result<null>>): Promise<Result<null>> {
  for (const part of (keeper.opened.get()?.pasts ?? []).filter(({ content }) => content.room === room)) {
    const done = await act(part)
    if (!done.ok) return done
  }
  return ok(null)
}
