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

/** Takes the room off its therapist's list and the door away; the door last, since it says whose the room is. */
export async function unlistRoom(store: Store, therapist: TherapistId, room: RoomId): Promise<void> {
  await store.records.write(therapist, [{ shelf: ROOMS, key: room, expect: 'any', value: null }])
  await store.records.write(room, [{ shelf: DOOR, key: 'link', expect: 'any', value: null }])
}

export async function roomsOf(store: Store, therapist: TherapistId): Promise<{ room: RoomId; createdAt: number }[]> {
  const entries = await store.records.list(therapist, ROOMS)
  return entries.map(({ key, value }) => ({
    room: key as RoomId,
    createdAt: (JSON.parse(value) as { createdAt: number }).createdAt,
  }))
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
