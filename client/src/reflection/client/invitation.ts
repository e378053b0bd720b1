/**
 * What a client's browser keeps so that a session can be looked back on for 24 hours: the secret it seals with, the
 * key to its own copy, and – until the server has it – the sealed reflection itself. Gone after that day.
 */
import type { Millis } from '@fermata/shared/clock'
import type { DeviceId, GrantId, RoomId, SessionId } from '@fermata/shared/ids'
import type { ReflectionPsk } from '@fermata/shared/protocol'
import { LOOK_BACK_WITHIN } from '@fermata/shared/session'
import type { Bytes } from '../../crypto/primitives/kdf.ts'
import type { KeyKeep } from '../../lib/keep.ts'

export interface Invitation {
  session: SessionId
  grant: GrantId
  /** The tab that was in the session; every other one is only somebody with the link. */
  device: DeviceId
  metAt: Millis
  /** As soon as this browser learns it. */
  endedAt: Millis | null
  psk: Bytes
  /** Opens the own copy; not readable. */
  keepKey: CryptoKey
  /** The revision sealed last; 0 before the first. */
  rev: number
  /** The own copy of it. */
  own: string | null
}

/** Sealed, and not known to be saved. */
export interface Unsent {
  session: SessionId
  rev: number
  psk: ReflectionPsk
  box: string
  /** The copy under the pair's key; `null` from a tab that only has the link. */
  own: string | null
  until: Millis
}

const invitationName = (room: RoomId) => `reflection.${room}`
/** Where the key to one's own past is kept beyond the day, by choice. */
export const keptName = (room: RoomId) => `reflection.kept.${room}`
/** Under this name stands what else is asked (`offered.ts`). */
export const offeredName = (room: RoomId) => `reflection.offered.${room}`
const unsentName = (room: RoomId) => `reflection.unsent.${room}`

/** Until when this session can be looked back on. */
export const openUntil = ({ endedAt, metAt }: Pick<Invitation, 'endedAt' | 'metAt'>): Millis =>
  (endedAt ?? metAt) + LOOK_BACK_WITHIN

/** What was kept for a room; whatever had its day is removed. */
export async function readInvitation(keys: KeyKeep, room: RoomId, now: Millis): Promise<Invitation | null> {
  const kept = (await keys.get(invitationName(room))) as Invitation | undefined
  if (kept === undefined || now < openUntil(kept)) return kept ?? null
  await keys.remove(invitationName(room))
  return null
}

export async function readUnsent(keys: KeyKeep, room: RoomId, now: Millis): Promise<Unsent | null> {
  const kept = (await keys.get(unsentName(room))) as Unsent | undefined
  if (kept === undefined || now < kept.until) return kept ?? null
  await keys.remove(unsentName(room))
  return null
}

export const writeInvitation = (keys: KeyKeep, room: RoomId, invitation: Invitation): Promise<void> =>
  keys.set(invitationName(room), invitation)

export const writeUnsent = (keys: KeyKeep, room: RoomId, unsent: Unsent): Promise<void> =>
  keys.set(unsentName(room), unsent)

export const removeUnsent = (keys: KeyKeep, room: RoomId): Promise<void> => keys.remove(unsentName(room))

/** Nothing of any session in this room stays, nor what opens the past: for whoever leaves without a trace. */
export async function forgetInvitation(keys: KeyKeep, room: RoomId): Promise<void> {
  await Promise.all([invitationName(room), unsentName(room), keptName(room), offeredName(room)].map((name) => keys.remove(name)))
}
