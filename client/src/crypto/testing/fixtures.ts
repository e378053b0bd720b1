/** What the tests of this folder share: fixed ids and bytes, repeatable randomness, an admission from door to key. */
import { EMPTY_CARD } from '@fermata/shared/agreed'
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import type {
  EnvelopeId, GenerationId, GrantId, KnockId, RandomSource, RecordId, RoomId, SessionId, TherapistId, WrapId,
} from '@fermata/shared/ids'
import { THERAPIST } from '@fermata/shared/ids'
import type { GrantInside, KnockInside, Welcome } from '@fermata/shared/protocol'
import { openGrant, sealGrant, type SessionSecret } from '../door/grant.ts'
import type { Bytes } from '../primitives/kdf.ts'
import { openKnock, sealKnock } from '../door/knock.ts'
import { newLink } from '../door/link.ts'
import { importTherapistKeys, newKnockKeys, newTherapistKeys } from '../vault/therapist-keys.ts'

/** `first`, `first + 1`, … */
export const range = (first: number, length = 16): Bytes => Uint8Array.from({ length }, (_, n) => first + n)
export const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
export const unhex = (text: string): Bytes => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))

const id = <Id extends string>(first: number) => toBase64url(range(first)) as Id
export const room = id<RoomId>(0x00)
export const knock = id<KnockId>(0x10)
export const session = id<SessionId>(0x20)
export const grant = id<GrantId>(0x30)
export const envelopeId = id<EnvelopeId>(0x40)
export const therapist = id<TherapistId>(0x50)
export const wrapId = id<WrapId>(0x60)
export const record = id<RecordId>(0x70)
export const generation = id<GenerationId>(0x80)
/** A second id of any kind. */
export const other = <Id extends string>(): Id => id<Id>(0xe0)
export const secret = range(0x40, 32) as SessionSecret

/** Repeatable bytes (xorshift32): for tests that show a run, never for keys. */
export function seeded(seed: number): RandomSource {
  let state = seed | 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 255
  }
  return { bytes: (length) => Uint8Array.from({ length }, next) }
}

/** Always the same bytes: for vectors with a given nonce. */
export const exactly = (bytes: Uint8Array): RandomSource => ({ bytes: () => bytes })

/** The same base64url text with one bit of the byte at `at` flipped; negative counts from the end. */
export function flip(box: string, at: number): string {
  const bytes = fromBase64url(box) ?? new Uint8Array()
  const index = at < 0 ? bytes.length + at : at
  bytes[index] = (bytes[index] ?? 0) ^ 1
  return toBase64url(bytes)
}

const thirtyTwo = (fill: number) => toBase64url(new Uint8Array(32).fill(fill))
const media = (type: 'offer' | 'answer') => ({
  certificate: thirtyTwo(7),
  description: { type, sdp: 'v=0\r\n' },
  candidates: [{ candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host', sdpMid: '0', sdpMLineIndex: 0 }],
})
export const knockInside: Omit<KnockInside, 'key' | 'sasCommit'> = {
  ...media('offer'), card: { ...EMPTY_CARD, name: 'Robin', overheard: 'alone' },
}
export const grantInside: GrantInside = {
  nonce: thirtyTwo(2), ...media('answer'), therapistName: 'Dr. A', pause: null, cutOff: 'asPlanned', keepKey: thirtyTwo(9), minutes: 50,
}

/** A therapist, as the vault and the door know them. */
export async function newTherapist() {
  const stored = await newTherapistKeys()
  const keys = await importTherapistKeys(stored)
  if (!keys) throw new Error('a fresh pair imports')
  const { publicKey: therapistKey } = stored
  const welcome: Welcome = { therapistKey, seat: THERAPIST, doorName: 'Practice', doorText: 'Welcome' }
  return { stored, keys, welcome }
}

/** A link, and a knock on it that the therapist has before them. */
export async function knocking(random: RandomSource) {
  const [door, link, knockKeys] = [await newTherapist(), await newLink(random, room), await newKnockKeys(random)]
  const about = { link, session, knock }
  const { therapistKey } = door.welcome
  const sealed = await sealKnock({ ...about, ...knockKeys, therapistKey, inside: knockInside })
  if (!sealed) throw new Error('a small knock seals')
  const opening = { ...about, therapistPrivateKey: door.keys, box: sealed.box }
  const opened = await openKnock(opening)
  if (!opened) throw new Error('an honest knock opens')
  return { ...door, link, knockKeys, about, opening, ...sealed, ...opened }
}

/** A knock and its grant, opened by the device that knocked. */
export async function admitted(random: RandomSource) {
  const before = await knocking(random)
  const granted = await sealGrant({ knock: before.forGrant, grant, inside: grantInside })
  const got = granted && (await openGrant(before.pending, grant, granted.box))
  if (!granted || !got) throw new Error('an honest grant opens')
  return { ...before, grantBox: granted.box, therapistSecret: granted.secret, clientSecret: got.secret, got }
}
