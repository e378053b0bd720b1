/** Keeps, when a session opens on a client's device, what it takes to look back on it afterwards. */
import type { DeviceId, GrantId, RoomId, SessionId } from '@fermata/shared/ids'
import { importKeepKey, reflectionPsk, type SessionSecret } from '../../crypto/door/grant.ts'
import type { KeyKeep } from '../../lib/keep.ts'
import { readInvitation, writeInvitation } from './invitation.ts'

export interface Admission {
  room: RoomId
  session: SessionId
  grant: GrantId
  device: DeviceId
  admittedAt: number
  secret: SessionSecret
  /** As the grant brought it (base64url). */
  keepKey: string
}

/** A browser that keeps nothing offers no looking back; the session itself does not depend on it. */
export async function keepInvitation(keys: KeyKeep, admission: Admission): Promise<void> {
  const { room, session, grant, device, admittedAt, secret } = admission
  const keepKey = await importKeepKey(admission.keepKey)
  if (keepKey === null) return
  const before = await readInvitation(keys, room, admittedAt)
  const { rev, own } = before?.session === session ? before : { rev: 0, own: null }
  const psk = await reflectionPsk(secret, grant)
  await writeInvitation(keys, room, { session, grant, device, metAt: admittedAt, endedAt: null, psk, keepKey, rev, own })
}
