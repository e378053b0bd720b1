/**
 * What was erased before and is there again, because a backup was brought back: it goes once more, before anybody is
 * served. A log, a reflection or a room that is not there costs one look.
 */
import { everybody } from '../auth/accounts.ts'
import { ownerOf, unlistRoom } from '../auth/links.ts'
import { eraseReflection as removeReflection, reflectionsOf } from '../reflections/keep.ts'
import type { Erased } from './erased-list.ts'
import { eraseAccount, type ErasureParts, finishErasures, removeRoom, removeSession } from './erase.ts'

/** Before anybody is served: finishes what was cut short, erases again what came back, and leaves no file with any of it. */
export async function tidyErasures(parts: ErasureParts): Promise<number> {
  const count = (await finishErasures(parts)) + (await eraseAgain(parts))
  await parts.store.compact()
  return count
}

/** Answers how many things had come back. */
export async function eraseAgain(parts: ErasureParts): Promise<number> {
  const accounts = new Set<string>(await everybody(parts.store))
  let back = 0
  for (const erased of await parts.list.all()) if (await isGoneAgain(parts, accounts, erased)) back += 1
  return back
}

/** Removes it where it is there; whether it was. */
async function isGoneAgain(parts: ErasureParts, accounts: ReadonlySet<string>, erased: Erased): Promise<boolean> {
  const { store } = parts
  if (erased.what === 'account') {
    if (!accounts.has(erased.therapist)) return false
    await eraseAccount(parts, erased.therapist, () => undefined)
    return true
  }
  const { room } = erased
  const isThere = (await store.rooms.load(room)) !== null
  if (erased.what === 'room') {
    const owner = await ownerOf(store, room)
    if (!isThere && owner === null) return false
    await removeRoom(parts, room)
    if (owner !== null) await unlistRoom(store, owner, room)
    return true
  }
  if (!isThere) return false
  const { session } = erased
  const reflected = (await reflectionsOf(store, room)).some((one) => one.session === session)
  if (erased.what === 'reflection') {
    if (reflected) await removeReflection(store, room, session)
    return reflected
  }
  const { head } = await store.rooms.read(room, session, 0, 0)
  if (!reflected && head === 0) return false
  await removeSession(parts, room, session)
  return true
}
