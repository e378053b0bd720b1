/** Opening what a client sealed, at the therapist's. */
import type { StoredReflection } from '@fermata/shared/protocol'
import type { Reflection } from '@fermata/shared/reflection'
import { readLink } from '../../crypto/door/link.ts'
import { linkKey, openReflection } from '../../crypto/sealed/reflection.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { RoomRecord, SessionRecord } from '../../session/therapist/records.ts'
import { keysOf } from './keep-psk.ts'

/** One reflection, opened with whichever of the secrets it was sealed with; `null`: with none. */
export async function openStored(
  { keys }: Pick<OpenAccount, 'keys'>, { room, fragment }: RoomRecord, known: SessionRecord | undefined,
  { session, seat, rev, psk, box }: StoredReflection,
): Promise<Reflection | null> {
  const link = psk === 'link' ? await readLink(room, fragment) : null
  const tried = psk === 'link' ? (link === null ? [] : [linkKey(link)]) : known === undefined ? [] : keysOf(known)
  for (const key of tried) {
    const reflection = await openReflection(keys, { room, session, seat, rev }, key, box)
    if (reflection !== null) return reflection
  }
  return null
}
