/** Making rooms and their links. A link is made here, in the therapist's browser, and never sent to the server. */
import { newId, type RandomSource, type RoomId } from '@fermata/shared/ids'
import { toBase64url } from '@fermata/shared/bytes'
import { THERAPIST } from '@fermata/shared/ids'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { sealBundle } from '../../crypto/door/bundle.ts'
import { authHash, type Link, newLink } from '../../crypto/door/link.ts'
import { type Api, Done } from '../../lib/api.ts'
import { sealAgain } from '../../reflection/therapist/receipts.ts'
import type { OpenAccount } from './account.ts'
import type { RoomRecord } from './records.ts'

export interface RoomForm {
  /** Only the therapist can read it. */
  label: string
  minutes: number
  doorName: string
  doorText: string
}

/** The address a client opens. */
export const clientLink = (origin: string, { room, fragment }: Pick<RoomRecord, 'room' | 'fragment'>): string =>
  `${origin}/r/${room}#${fragment}`

/** Makes a room. Its record is kept first: a room whose link nobody holds could never be opened. */
export async function makeRoom(account: OpenAccount, form: RoomForm, api: Api, random: RandomSource): Promise<Result<RoomRecord>> {
  const room = newId<RoomId>(random)
  const link = await newLink(random, room)
  const bundle = await bundleFor(account, link, form, 1, random)
  if (bundle === null) return refuse({ code: 'malformed' })
  const record: RoomRecord = {
    kind: 'room', room, ...form, fragment: link.fragment, keepKey: toBase64url(random.bytes(32)), lastMet: null,
  }
  const saved = await account.records.saveRoom(record)
  if (!saved.ok) return saved
  const made = await api.send('POST', '/rooms', { room, link: link.id, authHash: await authHash(link.auth), bundle }, Done)
  return made.ok ? ok(record) : made
}

/** A new link for a room; the one before stops working at once, here and at the server. */
export async function renewLink(account: OpenAccount, before: RoomRecord, api: Api, random: RandomSource): Promise<Result<RoomRecord>> {
  const link = await newLink(random, before.room)
  const bundle = await bundleFor(account, link, before, 1, random)
  if (bundle === null) return refuse({ code: 'malformed' })
  const record: RoomRecord = { ...before, fragment: link.fragment, keepKey: toBase64url(random.bytes(32)) }
  const saved = await account.records.saveRoom(record)
  if (!saved.ok) return saved
  const renewed = await api.send(
    'PUT', `/rooms/${before.room}/link`, { link: link.id, authHash: await authHash(link.auth), bundle }, Done,
  )
  if (!renewed.ok) return renewed
  // What was sealed through the old link opens with the old record.
  void sealAgain(account, api, { ...record, fragment: before.fragment }, random)
  return ok(record)
}

function bundleFor({ identity }: OpenAccount, link: Link, { doorName, doorText }: Pick<RoomForm, 'doorName' | 'doorText'>, rev: number, random: RandomSource) {
  return sealBundle(link, rev, { therapistKey: identity.publicKey, seat: THERAPIST, doorName, doorText }, random)
}
