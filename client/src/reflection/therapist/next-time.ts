/**
 * "Keep for next time": the prompt after one session as a note for the start of the next, in the room's own record of the
 * vault. It is read before Admit, until it is put away or that session has begun.
 */
import type { Millis } from '@fermata/shared/clock'
import type { SessionId } from '@fermata/shared/ids'
import type { Item, Prompt } from '@fermata/shared/reflection'
import type { Records, RoomRecord } from '../../session/therapist/records.ts'

/** Kept for the session after those that are known; another one that was kept before makes way. */
export function keptForNext(record: RoomRecord, from: SessionId, prompt: Prompt<Item>, now: Millis): RoomRecord {
  // A clock that runs behind must not take a session of the past for the next one.
  const keptAt = Math.max(now, ...(record.sessions ?? []).map(({ metAt }) => metAt))
  return { ...record, next: { from, keptAt, prompt } }
}

/** What was kept, while the session it was kept for is still to come. */
export function keptNow({ next = null, sessions = [] }: RoomRecord): NonNullable<RoomRecord['next']> | null {
  return next === null || sessions.some(({ metAt }) => metAt > next.keptAt) ? null : next
}

/** Put away; the very same record if nothing was kept, or – with `from` – not from this session. */
export function withoutNext(record: RoomRecord, from?: SessionId): RoomRecord {
  const { next = null } = record
  return next === null || (from !== undefined && next.from !== from) ? record : { ...record, next: null }
}

/** What a page shows of it, and how it is put away; `null`: nothing is kept. */
export function nextOf(records: Pick<Records, 'changeRoom'>, record: RoomRecord | undefined): { prompt: Prompt<Item>; onPutAway: () => void } | null {
  if (record === undefined) return null
  const kept = keptNow(record)
  return kept && { prompt: kept.prompt, onPutAway: () => void records.changeRoom(record.room, (before) => withoutNext(before)) }
}
