/**
 * Erasure, total and crash-safe. What is to go is written down before anything goes; a server that ends in between
 * finishes it at its next start. Asked again, each of these does what is left.
 */
import type { RandomSource, RoomId, SessionId, TherapistId } from '@fermata/shared/ids'
import { type CommandId, newId } from '@fermata/shared/ids'
import { ok, refuse, type Result } from '@fermata/shared/result'
import type { RoomState } from '@fermata/shared/session'
import { everybody, isErasing, markAccountErasing, removeAccount } from '../auth/accounts.ts'
import { listed, markErasing, unlistRoom } from '../auth/links.ts'
import { eraseReflection, eraseReflections } from '../reflections/keep.ts'
import type { Notes } from '../rooms/notes.ts'
import type { Store } from '../store/port.ts'

export interface ErasureParts {
  store: Store
  notes: Pick<Notes, 'erase'>
  random: RandomSource
}

/** Contested commits: each loser loads and tries again. */
const TRIES = 12

/** One session: the client's reflection on it, and what was said in it. Not while it goes on. */
export async function eraseSession({ store, random }: ErasureParts, room: RoomId, session: SessionId): Promise<Result<null>> {
  for (let tries = 0; tries < TRIES; tries++) {
    const loaded = await store.rooms.load(room)
    if (loaded === null) return refuse({ code: 'noSuchRoom' })
    const { session: current } = JSON.parse(loaded.document.state) as RoomState
    if (current.id === session && current.phase !== 'finished' && current.phase !== 'cancelled') return refuse({ code: 'outOfPhase' })
    await eraseReflection(store, room, session)
    const { outcome } = await store.rooms.commit({
      room, command: newId<CommandId>(random), expect: { version: loaded.document.version },
      forget: { session, at: store.now() }, durable: true,
    })
    if (outcome === 'committed') return ok(null)
    if (outcome === 'gone') return refuse({ code: 'noSuchRoom' })
  }
  return refuse({ code: 'unavailable', retryAfterMs: 500 })
}

/** A room with everything in it. Its place on the list goes last: it says that this is not finished. */
export async function eraseRoom({ store, notes }: ErasureParts, therapist: TherapistId, room: RoomId): Promise<void> {
  await markErasing(store, therapist, room)
  const contents = () => Promise.all([eraseReflections(store, room), notes.erase(room)])
  await contents()
  await store.rooms.erase(room)
  // Once more, for what was written meanwhile; nothing is taken from now on.
  await contents()
  await unlistRoom(store, therapist, room)
}

/** Everything of a therapist: rooms, vault, account. `onRoom` is told of each room that has gone. */
export async function eraseAccount(parts: ErasureParts, therapist: TherapistId, onRoom: (room: RoomId) => void): Promise<void> {
  const { store } = parts
  const rooms = async (): Promise<number> => {
    const all = await listed(store, therapist)
    for (const { room } of all) {
      await eraseRoom(parts, therapist, room)
      onRoom(room)
    }
    return all.length
  }
  await markAccountErasing(store, therapist)
  await rooms()
  await removeAccount(store, therapist)
  // A room that was being made meanwhile; from now on none can be.
  await rooms()
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
