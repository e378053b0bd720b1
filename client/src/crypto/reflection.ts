/**
 * Reflections: sealed to the therapist's key with a secret that only the admitted device has – or, from another tab,
 * only the link. Bound to room, session, seat and revision, and always of one size. The client's own copy is sealed
 * under the pair's keep key, so that the link alone reads nothing of the past.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import type { GrantId, RandomSource, RoomId, Seat, SessionId } from '@fermata/shared/ids'
import { Reflection } from '@fermata/shared/reflection'
import { aesKey, openBox, readJson, sealBox, writeJson } from './box.ts'
import { openWith, sealTo, type Occasion } from './hpke.ts'
import { concat, idBytes, labelled, sha256, u32, utf8, type Bytes } from './kdf.ts'
import type { Link } from './link.ts'
import { importPublicKey } from './therapist-keys.ts'

const PLAIN_BYTES = 4_096
const LENGTH_BYTES = 2

/** Where a reflection belongs; both sides take it from their own knowledge. */
export interface About {
  room: RoomId
  session: SessionId
  seat: Seat
  rev: number
}

/** The secret it is sealed with, and that secret's public name. */
export interface ReflectionKey {
  psk: Bytes
  pskId: Bytes
}

/** Of the device that was admitted under this grant. `psk` comes from `reflectionPsk`. */
export const sessionKey = (grant: GrantId, psk: Bytes): ReflectionKey => ({ psk, pskId: idBytes(grant) })
/** Of whoever has the link. */
export const linkKey = ({ pairKey, id }: Pick<Link, 'pairKey' | 'id'>): ReflectionKey => ({ psk: pairKey, pskId: idBytes(id) })

const place = ({ room, session, seat, rev }: About) => [idBytes(room), idBytes(session), utf8(seat), u32(rev)]

const occasion = (about: About, key: ReflectionKey): Occasion => ({
  info: labelled('fermata/1 reflection', ...place(about)),
  ...key,
  exportLabel: 'fermata/1 reflection',
})

/** Seals a reflection to the therapist; `null` if it is none, or the therapist's key is not one. */
export async function sealReflection(
  therapistKey: string, about: About, key: ReflectionKey, reflection: Reflection,
): Promise<string | null> {
  const therapist = await importPublicKey(therapistKey)
  const text = writeJson(Reflection, reflection)
  if (therapist === null || text === null) return null
  return toBase64url((await sealTo(therapist, pad(text), occasion(about, key))).sealed)
}

/** Opens one at the therapist's; `null` unless exactly this was sealed for this place with this key. */
export async function openReflection(
  keys: CryptoKeyPair, about: About, key: ReflectionKey, box: string,
): Promise<Reflection | null> {
  const sealed = fromBase64url(box)
  const opened = sealed && (await openWith(keys, sealed, occasion(about, key)))
  const text = opened && unpad(opened.plain)
  return text && readJson(Reflection, text)
}

/** SHA-256 of a sealed reflection, by which one that was opened is known again; `null` for what is no box. */
export async function reflectionHash(box: string): Promise<string | null> {
  const sealed = fromBase64url(box)
  return sealed && toBase64url(await sha256(sealed))
}

const ownData = (about: About) => concat(utf8('FMS1'), ...place(about))

/** The pair's keep key as it came with the grant (base64url), ready for use and not readable. */
export async function importKeepKey(text: string): Promise<CryptoKey | null> {
  const bytes = fromBase64url(text)
  return bytes?.length === 32 ? aesKey(bytes) : null
}

/** The client's own copy. */
export async function sealOwnCopy(
  keepKey: CryptoKey, about: About, reflection: Reflection, random: RandomSource,
): Promise<string | null> {
  const text = writeJson(Reflection, reflection)
  return text && sealBox(keepKey, pad(text), ownData(about), random)
}

export async function openOwnCopy(keepKey: CryptoKey, about: About, box: string): Promise<Reflection | null> {
  const plain = await openBox(keepKey, box, ownData(about))
  const text = plain && unpad(plain)
  return text && readJson(Reflection, text)
}

/** `u16 length ‖ text ‖ zeros`. A reflection that its schema lets through is short enough. */
function pad(text: Bytes): Bytes {
  if (LENGTH_BYTES + text.length > PLAIN_BYTES) throw new RangeError('a reflection outgrew its box')
  const padded = new Uint8Array(PLAIN_BYTES)
  new DataView(padded.buffer).setUint16(0, text.length)
  padded.set(text, LENGTH_BYTES)
  return padded
}

function unpad(padded: Bytes): Bytes | null {
  if (padded.length !== PLAIN_BYTES) return null
  const end = LENGTH_BYTES + new DataView(padded.buffer).getUint16(0)
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) return null
  return padded.slice(LENGTH_BYTES, end)
}
