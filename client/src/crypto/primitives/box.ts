/**
 * Sealed boxes under a symmetric key: AES-256-GCM, `nonce ‖ ciphertext ‖ tag`, as base64url text. The nonce is
 * random: a counter would repeat after a reload or in a duplicated tab, and one repeat gives both messages away.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import type { RandomSource } from '@fermata/shared/ids'
import * as v from 'valibot'
import { concat, utf8, type Bytes } from './kdf.ts'

const NONCE_BYTES = 12
/** With random 96-bit nonces, 2^20 boxes under one key repeat a nonce with a chance below 2^-57. */
const SEALS_PER_KEY = 2 ** 20

const seals = new WeakMap<CryptoKey, number>()

/** A key that seals and opens and cannot be read out again. `bytes` are wiped. */
export async function aesKey(bytes: Bytes): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  bytes.fill(0)
  return key
}

/** Seals `plain`; whoever opens it must name the same associated data `ad`. */
export async function sealBox(key: CryptoKey, plain: Bytes, ad: Bytes, random: RandomSource): Promise<string> {
  const used = (seals.get(key) ?? 0) + 1
  if (used > SEALS_PER_KEY) throw new Error('this key has sealed as much as it may')
  seals.set(key, used)
  const iv = concat(random.bytes(NONCE_BYTES))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: ad }, key, plain)
  return toBase64url(concat(iv, new Uint8Array(sealed)))
}

/** What the box holds; `null` unless it was sealed under this key, for this `ad`, and has not been touched. */
export async function openBox(key: CryptoKey, box: string, ad: Bytes): Promise<Bytes | null> {
  const bytes = fromBase64url(box)
  if (bytes === null) return null
  const params = { name: 'AES-GCM', iv: bytes.subarray(0, NONCE_BYTES), additionalData: ad }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(params, key, bytes.subarray(NONCE_BYTES)))
  } catch {
    return null
  }
}

/** Padded text is `u16 length ‖ text ‖ zeros`, so that a sealed box does not show how much was said. */
const LENGTH_BYTES = 2

/** `null` when the text does not fit into `size` bytes. */
export function pad(text: Bytes, size: number): Bytes | null {
  if (LENGTH_BYTES + text.length > size) return null
  const padded = new Uint8Array(size)
  new DataView(padded.buffer).setUint16(0, text.length)
  padded.set(text, LENGTH_BYTES)
  return padded
}

/** The text; `null` for any other size, length or filling. */
export function unpad(padded: Bytes, size: number): Bytes | null {
  if (padded.length !== size) return null
  const end = LENGTH_BYTES + new DataView(padded.buffer).getUint16(0)
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) return null
  return padded.slice(LENGTH_BYTES, end)
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes as text; `null` if they are not UTF-8. */
export function readText(bytes: Bytes): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

/** A value as JSON in its schema's own key order; `null` if it does not fit the schema. */
export function writeJson<const Schema extends v.GenericSchema>(
  schema: Schema, value: v.InferInput<Schema>,
): Bytes | null {
  const parsed = v.safeParse(schema, value)
  return parsed.success ? utf8(JSON.stringify(parsed.output)) : null
}

/**
 * Reads what `writeJson` wrote; `null` for any other spelling. So there are no duplicate keys, no `__proto__`, no
 * two readings of the same bytes.
 */
export function readJson<const Schema extends v.GenericSchema>(
  schema: Schema, bytes: Bytes,
): v.InferOutput<Schema> | null {
  const text = readText(bytes)
  if (text === null) return null
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = v.safeParse(schema, raw)
  return parsed.success && JSON.stringify(parsed.output) === text ? parsed.output : null
}
