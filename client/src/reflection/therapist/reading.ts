/** The therapist reads what the client of a room shared: every sealed reflection, opened or plainly not. */
import type { Millis } from '@fermata/shared/clock'
import type { RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { ReflectionList, type ReflectionPsk } from '@fermata/shared/protocol'
import type { Item, Past, Reflection, WithOthers } from '@fermata/shared/reflection'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { reflectionHash } from '../../crypto/sealed/reflection.ts'
import type { Api } from '../../lib/api.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { RoomRecord, SessionRecord } from '../../session/therapist/records.ts'
import { sessionsTakenIn } from '../../record/past.ts'
import { asPast } from '../as-past.ts'
import { openStored } from './opening.ts'
import { layBeside } from './receipts.ts'

/** One session's reflection as the therapist's page shows it. */
export type ReadReflection = { session: SessionId; at: Millis } & (
  | { state: 'read'; through: ReflectionPsk; reflection: Reflection }
  /** Sealed with a secret that is not (any more) in this vault, or touched on the way. */
  | { state: 'unreadable' }
  /** The server shows an older one than was read here before, or other bytes under the same revision. */
  | { state: 'older' }
  /** It was read before, and the server does not show it any more. */
  | { state: 'missing' }
)

/** What can be laid side by side: only what was read, as a session of its own each. */
export const pastOf = (all: readonly ReadReflection[]): Past<Item>[] =>
  all.flatMap((one) => (one.state === 'read' ? [asPast(one)] : []))

/** Those after which other questionnaires were answered too. */
export const withOthers = (all: readonly ReadReflection[]): WithOthers[] =>
  all.flatMap((one) => (one.state === 'read' && one.reflection.more ? [{ session: one.session, at: one.at, more: one.reflection.more }] : []))

type Seen = { session: SessionId; at: Millis; rev: number; hash: string }

/** All reflections of one room, newest first. What was opened is remembered in the vault, and the client is told so. */
export async function readReflections(
  account: Pick<OpenAccount, 'keys' | 'records'>, api: Api, room: RoomId, random: RandomSource,
): Promise<Result<ReadReflection[]>> {
  const asked = await api.get(`/rooms/${room}/reflections`, ReflectionList)
  if (!asked.ok) return asked
  const record = account.records.opened.get()?.rooms.find(({ content }) => content.room === room)?.content
  if (record === undefined) return refuse({ code: 'noSuchRoom' })
  const { sessions = [] } = record
  const seen: Seen[] = []
  const shown: ReadReflection[] = []
  for (const stored of asked.value.reflections) {
    const known = sessions.find(({ session }) => session === stored.session)
    const about = { session: stored.session, at: known?.metAt ?? stored.at }
    const hash = await reflectionHash(stored.box)
    if (isOlder(known, stored.rev, hash)) shown.push({ ...about, state: 'older' })
    else {
      const reflection = await openStored(account, record, known, stored)
      if (reflection !== null && hash !== null) {
        seen.push({ ...about, rev: stored.rev, hash })
        void layBeside(api, record, stored, { metAt: about.at, hash, reflection }, random)
      }
      shown.push(reflection === null ? { ...about, state: 'unreadable' } : { ...about, state: 'read', through: stored.psk, reflection })
    }
  }
  const gone = sessions.filter(({ session, read }) => read !== null && shown.every((one) => one.session !== session))
  shown.push(...gone.map(({ session, metAt }) => ({ session, at: metAt, state: 'missing' as const })))
  const present = new Set(shown.map(({ session }) => session))
  const takenIn = sessionsTakenIn(account.records.opened.get(), room).filter(({ session }) => !present.has(session))
  shown.push(...takenIn.map((one) => ({ state: 'read' as const, ...one })))
  if (seen.length > 0) void account.records.changeRoom(room, (before) => withRead(before, seen))
  return ok(shown.sort((a, b) => b.at - a.at))
}

/**
 * What was opened here before, for what is usual, oldest first or not. Nothing is opened that was not: so nothing is marked
 * as read, and the client is told nothing. Empty while the server does not answer.
 */
export async function pastOpened(
  account: Pick<OpenAccount, 'keys' | 'records'>, api: Api, room: RoomId,
): Promise<Past<Item>[]> {
  const record = account.records.room(room)
  const asked = await api.get(`/rooms/${room}/reflections`, ReflectionList)
  if (!asked.ok || record === null) return []
  const opened = await Promise.all(asked.value.reflections.map(async (stored) => {
    const known = record.sessions?.find(({ session }) => session === stored.session)
    if (!known?.read || known.read.rev !== stored.rev || known.read.hash !== (await reflectionHash(stored.box))) return []
    const reflection = await openStored(account, record, known, stored)
    return reflection === null ? [] : [asPast({ session: stored.session, at: known.metAt, reflection })]
  }))
  const here = opened.flat()
  const present = new Set(here.map(({ session }) => session))
  return [...here, ...sessionsTakenIn(account.records.opened.get(), room).filter(({ session }) => !present.has(session)).map(asPast)]
}

/** Whether a browser that read this session's reflection before must refuse what it is shown now. */
export function isOlder(known: SessionRecord | undefined, rev: number, hash: string | null): boolean {
  const read = known?.read ?? null
  return read !== null && (rev < read.rev || (rev === read.rev && hash !== read.hash))
}

/** The record with these marked as read; the very same if nothing is new. */
export function withRead(record: RoomRecord, seen: readonly Seen[]): RoomRecord {
  return seen.reduce((before, { session, at, rev, hash }) => {
    const { sessions = [] } = before
    const known = sessions.find((one) => one.session === session)
    if (known?.read && known.read.rev >= rev) return before
    const changed: SessionRecord = { session, metAt: at, psks: [], ...known, read: { rev, hash } }
    return { ...before, sessions: known ? sessions.map((one) => (one === known ? changed : one)) : [...sessions, changed] }
  }, record)
}
