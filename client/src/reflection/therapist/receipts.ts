/**
 * What the therapist's browser lays beside reflections under the pair's keep key: the receipt of what was opened, and
 * the client's copy where there is none (it was written through the link), or none that opens (the link was renewed).
 */
import type { RandomSource } from '@fermata/shared/ids'
import { ReflectionList, type ReflectionBeside, type StoredReflection } from '@fermata/shared/protocol'
import { importKeepKey } from '../../crypto/door/grant.ts'
import { type Own, reflectionHash, sealOwnCopy, sealReceipt } from '../../crypto/sealed/reflection.ts'
import { type Api, Done } from '../../lib/api.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { RoomRecord } from '../../session/therapist/records.ts'
import { openStored } from './opening.ts'

/** Says that this revision was opened, unless that was said before; a failure is made good at the next reading. */
export async function layBeside(
  api: Api, { room, keepKey }: RoomRecord, stored: StoredReflection, own: Own, random: RandomSource,
): Promise<void> {
  if (stored.receipt === 'there' && stored.own === 'there') return
  const key = await importKeepKey(keepKey)
  if (key === null) return
  const about = { room, session: stored.session, seat: stored.seat, rev: stored.rev }
  const beside = {
    own: stored.own === 'there' ? null : await sealOwnCopy(key, about, own, random),
    receipt: stored.receipt === 'there' ? null : await sealReceipt(key, about, own.hash, random),
  }
  await put(api, room, { session: about.session, seat: about.seat, rev: about.rev, ...beside })
}

/** After a new link the pair has a new key: copies and receipts are sealed again under it. Nothing is marked as opened. */
export async function sealAgain(
  account: Pick<OpenAccount, 'keys'>, api: Api, record: RoomRecord, random: RandomSource,
): Promise<void> {
  const [asked, key] = await Promise.all([api.get(`/rooms/${record.room}/reflections`, ReflectionList), importKeepKey(record.keepKey)])
  if (!asked.ok || key === null) return
  for (const stored of asked.value.reflections) {
    const known = record.sessions?.find(({ session }) => session === stored.session)
    const [reflection, hash] = await Promise.all([openStored(account, record, known, stored), reflectionHash(stored.box)])
    if (reflection === null || hash === null) continue
    const about = { room: record.room, session: stored.session, seat: stored.seat, rev: stored.rev }
    const own = await sealOwnCopy(key, about, { metAt: known?.metAt ?? stored.at, hash, reflection }, random)
    const receipt = stored.receipt === 'none' ? null : await sealReceipt(key, about, hash, random)
    await put(api, record.room, { session: about.session, seat: about.seat, rev: about.rev, own, receipt })
  }
}

const put = (api: Api, room: RoomRecord['room'], beside: ReflectionBeside): Promise<unknown> =>
  api.send('PUT', `/rooms/${room}/reflections/beside`, beside, Done)
