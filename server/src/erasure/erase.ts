/**
 * Erasure, total and crash-safe. What is to go is written down before anything goes, in the store and in a list outside
 * it; a server that ends in between finishes it at its next start, and a backup that is brought back does not bring back
 * what was erased (`again.ts`). Asked again, each of these does what is left. Answered once the store's files are free of it.
 */
import type { RandomSource, RoomId, SessionId, TherapistId } from '@fermata/shared/ids'
import { type CommandId, newId } from '@fermata/shared/ids'
import { ok, refuse, type Result } from '@fermata/shared/result'
import type { RoomState } from '@fermata/shared/session'
import { everybody, isErasing, markAccountErasing, removeAccount } from '../auth/accounts.ts'
import { listed, markErasing, unlistRoom } from '../auth/links.ts'
import { eraseReflection as removeReflection, eraseReflections } from '../reflections/keep.ts'
import type { Notes } from '../rooms/notes.ts'
import type { Store } from '../store/port.ts'
import type { ErasedList } from './erased-list.ts'

export interface ErasureParts {
  store: Store
  notes: Pick<Notes, 'erase'>
  random: RandomSource
  list: ErasedList
}

/** Contested commits: each loser loads and tries again. */
const TRIES = 12

/** The client's reflection on one session. */
export async function eraseReflection({ store, list }: ErasureParts, room: RoomId, session: SessionId): Promise<void> {
  await list.add({ what: 'reflection', room, session })
  await removeReflection(store, room, session)
  await store.compact()
}

/** One session: the client's reflection on it, and what was said in it. Not while it goes on. */
export async function eraseSession(parts: ErasureParts, room: RoomId, session: SessionId): Promise<Result<null>> {
  const { store, list } = parts
  const loaded = await store.rooms.load(room)
  if (loaded === null) return refuse({ code: 'noSuchRoom' })
  const { session: current } = JSON.parse(loaded.document.state) as RoomState
  if (current.id === session && current.phase !== 'finished' && current.phase !== 'cancelled') return refuse({ code: 'outOfPhase' })
  await list.add({ what: 'session', room, session })
  const removed = await removeSession(parts, room, session)
  if (removed.ok) await store.compact()
  return removed
}

/** Removes what a session left, whatever its phase. */
export async function removeSession({ store, random }: Pick<ErasureParts, 'store' | 'random'>, room: RoomId, session: SessionId): Promise<Result<null>> {
  await removeReflection(store, room, session)
  for (let tries = 0; tries < TRIES; tries++) {
    const loaded = await store.rooms.load(room)
    if (loaded === null) return refuse({ code: 'noSuchRoom' })
    const { outcome } = await store.rooms.commit({
      room, command: newId<CommandId>(random), expect: { version: loaded.document.version },
      forget: { session, at: store.now() }, durable: true,
    })
    if (outcome === 'committed') return ok(null)
    if (outcome === 'gone') return refuse({ code: 'noSuchRoom' })
  }
  return refuse({ code: 'unavailable', retryAfterMs: 500 })
}

/**
 * A room with everything in it. Its place on the list says that this is not finished, so it goes when all else has gone;
 * and the files are made anew after that, or its door would stay in them.
 */
export async function eraseRoom(parts: ErasureParts, therapist: TherapistId, room: RoomId): Promise<void> {
  await parts.list.add({ what: 'room', room })
  await markErasing(parts.store, therapist, room)
  await removeRoom(parts, room)
  await unlistRoom(parts.store, therapist, room)
  await parts.store.compact()
}

/** Removes all that a room holds. */
export async function removeRoom({ store, notes }: Pick<ErasureParts, 'store' | 'notes'>, room: RoomId): Promise<void> {
  const contents = () => Promise.all([eraseReflections(store, room), notes.erase(room)])
  await contents()
  await store.rooms.erase(room)
  // Once more, for what was written meanwhile; nothing is taken from now on.
  await contents()
}

/** Everything of a therapist: rooms, vault, account. `onRoom` is told of each room that has gone. */
export async function eraseAccount(parts: ErasureParts, therapist: TherapistId, onRoom: (room: RoomId) => void): Promise<void> {
  const { store, list } = parts
  const rooms = async (): Promise<void> => {
    for (const { room } of await listed(store, therapist)) {
      await list.add({ what: 'room', room })
      await markErasing(store, therapist, room)
      await removeRoom(parts, room)
      await unlistRoom(store, therapist, room)
      onRoom(room)
    }
  }
  await list.add({ what: 'account', therapist })
  await markAccountErasing(store, therapist)
  await rooms()
  await removeAccount(store, therapist)
  // A room that was being made meanwhile; from now on none can be.
  await rooms()
  await store.compact()
}

/** Finishes what was begun before this process was there. Answers how many rooms and accounts went. */
export async function finishErasures(parts: ErasureParts): Promise<number> {
  let finished = 0
  for (const therapist of await everybody(parts.store)) {
    if (await isErasing(parts.store, therapist)) {
      await eraseAccount(parts, therapist, () => undefined)
      finished += 1
      continue
    }
    for (const { room, erasing } of await listed(parts.store, therapist)) {
      if (!erasing) continue
      await eraseRoom(parts, therapist, room)
      finished += 1
    }
  }
  return finished
}
