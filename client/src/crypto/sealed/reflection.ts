/**
 * Reflections: sealed to the therapist's key with a secret that only the admitted device has – or, from another tab,
 * only the link. Bound to room, session, seat and revision, and always of one size. The client's own copy is sealed
 * under the pair's keep key, so that the link alone reads nothing of the past.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import type { GrantId, RandomSource, RoomId, Seat, SessionId } from '@fermata/shared/ids'
import { Bytes32 } from '@fermata/shared/protocol'
import { Reflection } from '@fermata/shared/reflection'
import * as v from 'valibot'
import { openBox, pad, readJson, sealBox, unpad, writeJson } from '../primitives/box.ts'
import { openWith, sealTo, type Occasion } from '../primitives/hpke.ts'
import { concat, idBytes, labelled, sha256, u32, utf8, type Bytes } from '../primitives/kdf.ts'
import type { Link } from '../door/link.ts'
import { importPublicKey } from '../vault/therapist-keys.ts'

const PLAIN_BYTES = 4_096

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
  return toBase64url((await sealTo(therapist, filled(text), occasion(about, key))).sealed)
}

/** Opens one at the therapist's; `null` unless exactly this was sealed for this place with this key. */
export async function openReflection(
  keys: CryptoKeyPair, about: About, key: ReflectionKey, box: string,
): Promise<Reflection | null> {
  const sealed = fromBase64url(box)
  const opened = sealed && (await openWith(keys, sealed, occasion(about, key)))
  const text = opened && unpad(opened.plain, PLAIN_BYTES)
  return text && readJson(Reflection, text)
}

/** SHA-256 of a sealed reflection, by which one that was opened is known again; `null` for what is no box. */
export async function reflectionHash(box: string): Promise<string | null> {
  const sealed = fromBase64url(box)
  return sealed && toBase64url(await sha256(sealed))
}

const ownData = (about: About) => concat(utf8('FMS1'), ...place(about))

/** What the client keeps of a reflection: when they met, what it looked like sealed, and what it says. */
const Own = v.strictObject({ metAt: v.number(), hash: Bytes32, reflection: Reflection })
export type Own = v.InferOutput<typeof Own>

/** The client's own copy. */
export async function sealOwnCopy(keepKey: CryptoKey, about: About, own: Own, random: RandomSource): Promise<string | null> {
  const text = writeJson(Own, own)
  return text && sealBox(keepKey, filled(text), ownData(about), random)
}

export async function openOwnCopy(keepKey: CryptoKey, about: About, box: string): Promise<Own | null> {
  const plain = await openBox(keepKey, box, ownData(about))
  const text = plain && unpad(plain, PLAIN_BYTES)
  return text && readJson(Own, text)
}

const receiptData = (about: About) => concat(utf8('FMR1'), ...place(about))

/** The therapist's word that this revision was opened; `hash`: of the sealed box that was. */
export async function sealReceipt(keepKey: CryptoKey, about: About, hash: string, random: RandomSource): Promise<string | null> {
  const plain = fromBase64url(hash)
  return plain && sealBox(keepKey, plain, receiptData(about), random)
}

/** The hash of what was opened; `null` for what is no receipt of this revision. */
export async function openReceipt(keepKey: CryptoKey, about: About, box: string): Promise<string | null> {
  const plain = await openBox(keepKey, box, receiptData(about))
  return plain?.length === 32 ? toBase64url(plain) : null
}

/** A reflection that its schema lets through is short enough. */
function filled(text: Bytes): Bytes {
  const padded = pad(text, PLAIN_BYTES)
  if (padded === null) throw new RangeError('a reflection outgrew its box')
  return padded
}
