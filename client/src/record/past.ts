/**
 * A room's past that was taken in from a file. It belongs to the room like what was shared in it: sealed in the vault, in
 * parts of one record each, every part a file of ours.
 */
import type { RoomId, SessionId } from '@fermata/shared/ids'
import { readRecordFile, recordFile, type RecordedSession } from '@fermata/shared/record'
import { ok, type Result } from '@fermata/shared/result'
import type { Kept, Opened, PastRecord, Records } from '../session/therapist/records.ts'

/** Well within one vault record, whatever script is written: at most three bytes a letter. */
const LETTERS_AT_MOST = 15_000

type PastKeeper = Pick<Records, 'opened' | 'keepPast' | 'remove'>

/** What was taken in for a room. */
export const sessionsTakenIn = (opened: Pick<Opened, 'pasts'> | null, room: RoomId): RecordedSession[] =>
  (opened?.pasts ?? []).flatMap(({ content }) => (content.room === room ? sessionsIn(content) : []))

function sessionsIn({ file }: PastRecord): RecordedSession[] {
  const read = readRecordFile(file)
  return read.ok ? read.rooms.flatMap(({ sessions }) => sessions) : []
}

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

const partOf = (room: RoomId, sessions: RecordedSession[]): PastRecord =>
  ({ kind: 'past', room, file: recordFile([{ room, name: '-', sessions }], 0) })

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

/** Erases one session of what was taken in. */
export async function forgetSession(keeper: PastKeeper, room: RoomId, session: SessionId): Promise<Result<null>> {
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
