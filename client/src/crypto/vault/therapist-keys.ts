/**
 * P-256 key pairs: the therapist's, which lives as a sealed vault record, and the client's, made anew for each knock
 * and never readable by anything.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import type { RandomSource } from '@fermata/shared/ids'
import { concat, type Bytes } from '../primitives/kdf.ts'

const P256 = { name: 'ECDH', namedCurve: 'P-256' }
const PUBLIC_KEY_BYTES = 65

/** A key pair as it is kept inside the vault. */
export interface StoredTherapistKeys {
  /** Uncompressed point, 65 bytes, base64url: the form the welcome bundle carries. */
  publicKey: string
  /** PKCS #8, base64url. */
  privateKey: string
}

/** A fresh pair for a new vault, readable so that it can be sealed into a record. */
export async function newTherapistKeys(): Promise<StoredTherapistKeys> {
  const keys = await crypto.subtle.generateKey(P256, true, ['deriveBits'])
  const privateKey = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { publicKey: await exportPublicKey(keys.publicKey), privateKey: toBase64url(new Uint8Array(privateKey)) }
}

/** The stored pair, ready for use, its private key not readable; `null` if the record holds no such pair. */
export async function importTherapistKeys(stored: StoredTherapistKeys): Promise<CryptoKeyPair | null> {
  const pkcs8 = fromBase64url(stored.privateKey)
  const publicKey = await importPublicKey(stored.publicKey)
  if (pkcs8 === null || publicKey === null) return null
  try {
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, P256, false, ['deriveBits'])
    return { privateKey, publicKey }
  } catch {
    return null
  }
}

/** The uncompressed point, 65 bytes, as base64url. */
export async function exportPublicKey(key: CryptoKey): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', key)))
}

/** A public key from its raw form; `null` unless it is an uncompressed point on the curve. */
export async function importPublicKey(raw: string): Promise<CryptoKey | null> {
  const bytes = fromBase64url(raw)
  if (bytes?.length !== PUBLIC_KEY_BYTES) return null
  try {
    return await crypto.subtle.importKey('raw', bytes, P256, true, [])
  } catch {
    return null
  }
}

/** What a client makes for one knock, and only one. */
export interface KnockKeys {
  /** The private key is non-extractable: only this device can open the grant. */
  keyPair: CryptoKeyPair
  /** 32 bytes, committed to in the knock and revealed after the grant, for the spoken code. */
  nonce: Bytes
}

export async function newKnockKeys(random: RandomSource): Promise<KnockKeys> {
  return { keyPair: await crypto.subtle.generateKey(P256, false, ['deriveBits']), nonce: concat(random.bytes(32)) }
}
