/**
 * Reflections in the store: one sealed box for each session and seat of a room, on the disk before it is answered.
 * The server compares revisions and bytes, and reads nothing.
 */
import { DAY, type Millis } from '@fermata/shared/clock'
import { CLIENT, type RoomId, type Seat, type SessionId } from '@fermata/shared/ids'
import type { OwnCopy, ReflectionBeside, ReflectionPut, StoredReflection } from '@fermata/shared/protocol'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { mayLookBack, type RoomState } from '@fermata/shared/session'
import type { Change, Store } from '../store/port.ts'

const SHELF = 'reflections'
/** Contested writes of one place: each loser reads and decides again. */
const TRIES = 8

/** As a client gives it, once their link was proven. */
export type Given = Omit<ReflectionPut, 'link' | 'auth'>
/** As it lies on the shelf: with what was laid beside it. */
export type Kept = Given & { at: Millis; receipt: string | null; until?: Millis }

/** What stands where a reflection was erased: nothing of it comes back while its session can be looked back on. */
interface Erased {
  erased: Millis
}
type OnShelf = Kept | Erased
/** Longer than anything is taken for a session. */
const KEEP_OUT: Millis = 2 * DAY

/** What lies at a place, if it is a reflection. */
const keptAt = (value: string | undefined): Kept | null => {
  if (value === undefined) return null
  const stands = JSON.parse(value) as OnShelf
  return 'erased' in stands ? null : stands
}

/** Its time goes with it, whatever is laid beside it later. */
const putting = (key: string, kept: Kept, expect: number): Change => ({
  shelf: SHELF, key, expect, value: JSON.stringify(kept), ...(kept.until === undefined ? {} : { until: kept.until }),
})

/** Taken anew, there already as it is, or refused. */
type Taking = 'replace' | 'same' | 'superseded' | 'alreadyRead'

/** What becomes of a reflection beside the one that is in its place. Pure. */
export function taking(stored: Kept | null, given: Given): Taking {
  if (stored === null) return 'replace'
  if (given.rev > stored.rev) return stored.receipt === null ? 'replace' : 'alreadyRead'
  const same = given.rev === stored.rev && given.box === stored.box && given.psk === stored.psk
  return same ? 'same' : 'superseded'
}

/** Puts a reflection in its place; the room's link has been proven. `keepFor`: it goes by itself after that; `null`: it stays. */
export async function keepReflection(store: Store, room: RoomId, given: Given, keepFor: Millis | null = null): Promise<Result<null>> {
  const key = keyOf(given)
  for (let tries = 0; tries < TRIES; tries++) {
    const loaded = await store.rooms.load(room)
    if (loaded === null) return refuse({ code: 'noSuchRoom' })
    const state = JSON.parse(loaded.document.state) as RoomState
    const now = store.now()
    const entry = await store.records.get(room, SHELF, key)
    const stored = keptAt(entry?.value)
    if (entry !== null && stored === null) return refuse({ code: 'superseded' })
    const outcome = taking(stored, given)
    // What was taken stays taken: its acknowledgement may have got lost on the last minute.
    if (outcome === 'same') return ok(null)
    const allowed = mayLookBack(state, given.session, now)
    if (!allowed.ok) return allowed
    if (outcome !== 'replace') return refuse({ code: outcome })
    const kept: Kept = { ...given, at: now, receipt: null, ...(keepFor === null ? {} : { until: now + keepFor }) }
    if (await store.records.write(room, [putting(key, kept, entry?.rev ?? 0)])) return ok(null)
  }
  return refuse({ code: 'unavailable', retryAfterMs: 500 })
}

/** Lays a receipt or a copy beside exactly the revision that stands there. A receipt that is there stays. */
export async function layBeside(store: Store, room: RoomId, { session, seat, rev, own, receipt }: ReflectionBeside): Promise<Result<null>> {
  const key = keyOf({ session, seat })
  for (let tries = 0; tries < TRIES; tries++) {
    const entry = await store.records.get(room, SHELF, key)
    const kept = keptAt(entry?.value)
    if (entry === null || kept === null || kept.rev !== rev) return refuse({ code: 'superseded' })
    const change = putting(key, { ...kept, own: own ?? kept.own, receipt: receipt ?? kept.receipt }, entry.rev)
    if (change.value === entry.value) return ok(null)
    if (await store.records.write(room, [change])) return ok(null)
  }
  return refuse({ code: 'unavailable', retryAfterMs: 500 })
}

/** All reflections of a room, as its therapist is handed them. */
export async function reflectionsOf(store: Store, room: RoomId): Promise<StoredReflection[]> {
  const beside = (box: string | null) => (box === null ? 'none' : 'there')
  return (await shelf(store, room)).map(({ own, receipt, until: _until, ...kept }) => ({ ...kept, own: beside(own), receipt: beside(receipt) }))
}

/** One seat's own copies, and the receipts of what was opened. */
export async function ownCopies(store: Store, room: RoomId, seat: Seat): Promise<OwnCopy[]> {
  const kept = (await shelf(store, room)).filter((one) => one.seat === seat)
  return kept.map(({ session, rev, at, own, receipt }) => ({ session, seat, rev, at, own, receipt }))
}

const keyOf = ({ session, seat }: Pick<Given, 'session' | 'seat'>): string => `${session}.${seat}`

const shelf = async (store: Store, room: RoomId): Promise<Kept[]> =>
  (await store.records.list(room, SHELF)).flatMap(({ value }) => keptAt(value) ?? [])

/** Removes the client's reflection on one session, and lets none in again that is still on its way. */
export async function eraseReflection(store: Store, room: RoomId, session: SessionId): Promise<void> {
  const key = keyOf({ session, seat: CLIENT })
  const value = JSON.stringify({ erased: store.now() } satisfies Erased)
  await store.records.write(room, [{ shelf: SHELF, key, expect: 'any', value, until: store.now() + KEEP_OUT }])
}

/** Removes all reflections of a room. */
export async function eraseReflections(store: Store, room: RoomId): Promise<void> {
  const entries = await store.records.list(room, SHELF)
  if (entries.length === 0) return
  await store.records.write(room, entries.map(({ key }) => ({ shelf: SHELF, key, expect: 'any', value: null })))
}
