/**
 * A room's sessions in the vault. The newest lie in the room's own record; older ones in records of their own, so that
 * however often two people meet, no record outgrows its box and no key to a reflection is dropped. Everybody else sees
 * one list. Pure.
 */
import type { Kept, RoomRecord, SessionRecord, SessionsRecord } from '../vault-content.ts'

/** With the devices of each, so many fit into one record of 49,124 bytes. */
export const SESSIONS_IN_ONE = 80
/** So many stay with the room when older ones are moved: not every meeting moves some. */
const STAY = 40

type Older = Kept<SessionsRecord>

/** What is written: the room's own record, and the records of older sessions that change. No sessions left: erased. */
export interface LaidOut {
  room: RoomRecord
  parts: readonly { before: Older | null; content: SessionsRecord | { kind: 'gone' } }[]
}

/** The room as everybody sees it, oldest session first. */
export function wholeRoom(room: RoomRecord, older: readonly Older[]): RoomRecord {
  const own = older.filter(({ content }) => content.room === room.room)
  if (own.length === 0) return room
  const sessions = [...own.flatMap(({ content }) => content.sessions), ...(room.sessions ?? [])]
  return { ...room, sessions: sessions.sort((a, b) => a.metAt - b.metAt) }
}

/** The other way round: a changed room as it is to be written beside the records of older sessions that it has. */
export function laidOut(room: RoomRecord, older: readonly Older[]): LaidOut {
  const parts: { before: Older | null; content: SessionsRecord | { kind: 'gone' } }[] = []
  let rest = room.sessions ?? []
  for (const before of older.filter(({ content }) => content.room === room.room)) {
    const ids = new Set(before.content.sessions.map(({ session }) => session))
    const sessions = rest.filter(({ session }) => ids.has(session))
    rest = rest.filter(({ session }) => !ids.has(session))
    if (JSON.stringify(sessions) === JSON.stringify(before.content.sessions)) continue
    parts.push({ before, content: sessions.length === 0 ? { kind: 'gone' } : partOf(room, sessions) })
  }
  while (rest.length > SESSIONS_IN_ONE) {
    const moved = Math.min(rest.length - STAY, SESSIONS_IN_ONE)
    parts.push({ before: null, content: partOf(room, rest.slice(0, moved)) })
    rest = rest.slice(moved)
  }
  return { room: room.sessions === undefined ? room : { ...room, sessions: rest }, parts }
}

const partOf = ({ room }: RoomRecord, sessions: readonly SessionRecord[]): SessionsRecord => ({ kind: 'sessions', room, sessions: [...sessions] })
