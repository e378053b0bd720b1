/**
 * Rooms and their client links. A room has one link at a time; the server keeps its public id and the hash of what
 * proves it, never the secret. Wrong, renewed and erased look the same to whoever asks.
 */
import type { LinkId, RoomId, TherapistId } from '@fermata/shared/ids'
import type { Bundle, RoomLink } from '@fermata/shared/protocol'
import type { Store } from '../store/port.ts'
import { matches } from './hash.ts'

const ROOMS = 'rooms'
const DOOR = 'door'
/** Compared against when there is no such room, so that its absence takes as long as a wrong proof. */
const NOBODYS_HASH = 'A'.repeat(43)

interface StoredDoor {
  therapist: TherapistId
  link: LinkId
  authHash: string
  bundle: Bundle
}

const doorOf = async (store: Store, room: RoomId): Promise<{ rev: number; door: StoredDoor } | null> => {
  const entry = await store.records.get(room, DOOR, 'link')
  return entry === null ? null : { rev: entry.rev, door: JSON.parse(entry.value) as StoredDoor }
}

/** Hangs the first link on a new room and lists it with its therapist. Repeating it is harmless. */
export async function listRoom(store: Store, therapist: TherapistId, room: RoomId, link: RoomLink): Promise<boolean> {
  const door: StoredDoor = { therapist, link: link.link, authHash: link.authHash, bundle: link.bundle }
  const hung = await store.records.write(room, [{ shelf: DOOR, key: 'link', expect: 0, value: JSON.stringify(door) }])
  if (!hung && (await ownerOf(store, room)) !== therapist) return false
  await store.records.write(therapist, [
    { shelf: ROOMS, key: room, expect: 0, value: JSON.stringify({ createdAt: store.now() }) },
  ])
  return true
}

/** A new link for a room: the one before stops working now. */
export async function renewLink(
  store: Store,
  therapist: TherapistId,
  room: RoomId,
  link: RoomLink,
): Promise<boolean> {
  const before = await doorOf(store, room)
  if (before === null || before.door.therapist !== therapist) return false
  const door: StoredDoor = { therapist, link: link.link, authHash: link.authHash, bundle: link.bundle }
  return store.records.write(room, [{ shelf: DOOR, key: 'link', expect: before.rev, value: JSON.stringify(door) }])
}

/** Takes the door away and the room off its therapist's list; the list last, since it says that this is not finished. */
export async function unlistRoom(store: Store, therapist: TherapistId, room: RoomId): Promise<void> {
  await store.records.write(room, [{ shelf: DOOR, key: 'link', expect: 'any', value: null }])
  await store.records.write(therapist, [{ shelf: ROOMS, key: room, expect: 'any', value: null }])
}

/** Whether the room is theirs, also while it is half taken away. */
export async function owns(store: Store, therapist: TherapistId, room: RoomId): Promise<boolean> {
  const owner = await ownerOf(store, room)
  return owner === null ? (await store.records.get(therapist, ROOMS, room)) !== null : owner === therapist
}

/** `erasing`: its erasure has begun, and will be finished. */
interface Listed {
  createdAt: number
  erasing?: true
}

export async function roomsOf(store: Store, therapist: TherapistId): Promise<{ room: RoomId; createdAt: number }[]> {
  return (await listed(store, therapist)).flatMap(({ room, createdAt, erasing }) => (erasing ? [] : [{ room, createdAt }]))
}

/** Every room of theirs, also those whose erasure has begun. */
export async function listed(store: Store, therapist: TherapistId): Promise<(Listed & { room: RoomId })[]> {
  const entries = await store.records.list(therapist, ROOMS)
  return entries.map(({ key, value }) => ({ room: key as RoomId, ...(JSON.parse(value) as Listed) }))
}

/** Writes down that this room is to be erased, before anything of it goes: from now on the erasure will be finished. */
export async function markErasing(store: Store, therapist: TherapistId, room: RoomId): Promise<void> {
  const entry = await store.records.get(therapist, ROOMS, room)
  const before = entry === null ? { createdAt: store.now() } : (JSON.parse(entry.value) as Listed)
  await store.records.write(therapist, [
    { shelf: ROOMS, key: room, expect: 'any', value: JSON.stringify({ ...before, erasing: true } satisfies Listed) },
  ])
}

export async function ownerOf(store: Store, room: RoomId): Promise<TherapistId | null> {
  return (await doorOf(store, room))?.door.therapist ?? null
}

/** The welcome bundle behind a link that proves itself; `null` for anything else. */
export async function openDoor(store: Store, room: RoomId, link: LinkId, auth: string): Promise<Bundle | null> {
  const found = await doorOf(store, room)
  const proven = matches(auth, found?.door.authHash ?? NOBODYS_HASH)
  return found !== null && proven && found.door.link === link ? found.door.bundle : null
}

/** Whether this is still the room's link: it may have been renewed since it proved itself. */
export async function linkStands(store: Store, room: RoomId, link: LinkId): Promise<boolean> {
  return (await doorOf(store, room))?.door.link === link
}
