/**
 * Reflections in the store: one sealed box for each session and seat of a room, on the disk before it is answered.
 * The server compares revisions and bytes, and reads nothing.
 */
import type { RoomId } from '@fermata/shared/ids'
import type { StoredReflection } from '@fermata/shared/protocol'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { mayLookBack, type RoomState } from '@fermata/shared/session'
import type { Store } from '../store/port.ts'

const SHELF = 'reflections'
/** Contested writes of one place: each loser reads and decides again. */
const TRIES = 8

/** Taken anew, there already as it is, or refused. */
type Taking = 'replace' | 'same' | 'superseded'

/** What becomes of a reflection beside the one that is in its place. Pure. */
export function taking(stored: StoredReflection | null, given: Omit<StoredReflection, 'at'>): Taking {
  if (stored === null || given.rev > stored.rev) return 'replace'
  const same = given.rev === stored.rev && given.box === stored.box && given.psk === stored.psk
  return same ? 'same' : 'superseded'
}

/** Puts a reflection in its place; the room's link has been proven. */
export async function keepReflection(
  store: Store, room: RoomId, given: Omit<StoredReflection, 'at'>,
): Promise<Result<null>> {
  const key = `${given.session}.${given.seat}`
  for (let tries = 0; tries < TRIES; tries++) {
    const loaded = await store.rooms.load(room)
    if (loaded === null) return refuse({ code: 'noSuchRoom' })
    const state = JSON.parse(loaded.document.state) as RoomState
    const now = store.now()
    const entry = await store.records.get(room, SHELF, key)
    const outcome = taking(entry === null ? null : (JSON.parse(entry.value) as StoredReflection), given)
    // What was taken stays taken: its acknowledgement may have got lost on the last minute.
    if (outcome === 'same') return ok(null)
    const allowed = mayLookBack(state, given.session, now)
    if (!allowed.ok) return allowed
    if (outcome === 'superseded') return refuse({ code: 'superseded' })
    const value = JSON.stringify({ ...given, at: now } satisfies StoredReflection)
    if (!(await store.records.write(room, [{ shelf: SHELF, key, expect: entry?.rev ?? 0, value }]))) continue
    if ((await store.rooms.load(room)) !== null) return ok(null)
    // Erased while this was written: nothing of the room may stay.
    await eraseReflections(store, room)
    return refuse({ code: 'noSuchRoom' })
  }
  return refuse({ code: 'unavailable', retryAfterMs: 500 })
}

/** All reflections of a room. */
export async function reflectionsOf(store: Store, room: RoomId): Promise<StoredReflection[]> {
  return (await store.records.list(room, SHELF)).map(({ value }) => JSON.parse(value) as StoredReflection)
}

/** Removes all reflections of a room. */
export async function eraseReflections(store: Store, room: RoomId): Promise<void> {
  const entries = await store.records.list(room, SHELF)
  if (entries.length === 0) return
  await store.records.write(room, entries.map(({ key }) => ({ shelf: SHELF, key, expect: 'any', value: null })))
}
