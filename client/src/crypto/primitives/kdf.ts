/**
 * Keys and hashes, and the byte layouts they are made over. Everything derived in this folder goes through
 * `deriveBytes`, so that no two purposes can ever share a key: the label names the purpose, the context the occasion.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'

/** Bytes in a buffer of their own, as WebCrypto's types demand. */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const SALT = encoder.encode('fermata/1')

/** Text as UTF-8. */
export const utf8 = (text: string): Bytes => encoder.encode(text)

/** Bytes one after the other. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** A counter as four bytes, big-endian. A counter has passed its schema; one that would wrap round is a bug. */
export function u32(value: number): Bytes {
  if (value !== value >>> 0) throw new RangeError('not a counter')
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** The 16 bytes behind an id. An id has passed its schema, so text that is none is a bug. */
export function idBytes(id: string): Bytes {
  const bytes = fromBase64url(id)
  if (bytes?.length !== 16) throw new TypeError('not an id')
  return bytes
}

/** `label ‖ 00 ‖ parts`: no label contains a zero byte, so a label can never run into what follows it. */
export const labelled = (label: string, ...parts: readonly Uint8Array[]): Bytes =>
  concat(utf8(label), new Uint8Array(1), ...parts)

/** SHA-256 of the parts one after the other. */
export async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', concat(...parts)))
}

/**
 * The hash by which the server knows a bearer secret without holding it.
 * @param auth 32 bytes as base64url.
 * @returns SHA-256 of those 32 bytes (not of the text), as base64url.
 */
export async function authHash(auth: string): Promise<string> {
  const bytes = fromBase64url(auth)
  if (bytes?.length !== 32) throw new TypeError('not a bearer secret')
  return toBase64url(await sha256(bytes))
}

/**
 * HKDF-SHA-256 (RFC 5869) with salt `fermata/1` and info `label ‖ 00 ‖ context`.
 * @param key strong key material; never a password, because nothing here is slow.
 * @param length in bytes.
 */
export async function deriveBytes(
  key: Uint8Array, label: string, context: Uint8Array = new Uint8Array(), length = 32,
): Promise<Bytes> {
  return hkdf(key, SALT, labelled(label, context), length)
}

/** Plain HKDF-SHA-256; exported only so that the published test vectors can be run through it. */
export async function hkdf(key: Uint8Array, salt: Bytes, info: Bytes, length: number): Promise<Bytes> {
  const material = await crypto.subtle.importKey('raw', new Uint8Array(key), 'HKDF', false, ['deriveBits'])
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, material, length * 8),
  )
}
