/**
 * The recovery code: 128 random bits and 12 check bits, printed once as 7 × 4 letters of Crockford's base32. It
 * needs no slow hashing, because nobody can guess 128 bits. It opens the vault, and it signs in; the proof of the one
 * says nothing of the other.
 */
import { toBase64url } from '@fermata/shared/bytes'
import type { RandomSource, RecordId } from '@fermata/shared/ids'
import { aesKey } from '../primitives/box.ts'
import { authHash, concat, deriveBytes, labelled, sha256, type Bytes } from '../primitives/kdf.ts'

export interface RecoveryCode {
  /** As printed: `008J-4CT4-…`. */
  text: string
  /** The 16 bytes behind it: the key material. */
  bits: Bytes
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LETTERS = 28
const CHECK_BITS = 12n

/** A fresh code. */
export const newRecoveryCode = (random: RandomSource): Promise<RecoveryCode> => codeOf(concat(random.bytes(16)))

/**
 * A code as a person typed it: case, spaces and dashes do not matter, O is 0, I and L are 1. `null` if it is not
 * complete or its check bits do not fit, so that a mistyped code never reaches the server.
 */
export async function readRecoveryCode(typed: string): Promise<RecoveryCode | null> {
  const letters = typed.replace(/[\s\p{Pd}]/gu, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  if (letters.length !== LETTERS) return null
  let value = 0n
  for (const letter of letters) {
    const digit = ALPHABET.indexOf(letter)
    if (digit < 0) return null
    value = (value << 5n) | BigInt(digit)
  }
  const code = await codeOf(toBytes(value >> CHECK_BITS))
  return code.text.replaceAll('-', '') === letters ? code : null
}

/** What the code opens and proves. */
export interface RecoveryKeys {
  /** Over the vault key. */
  wrapKey: CryptoKey
  /** By which the server finds the account, 16 bytes. */
  id: RecordId
  /** Proof at sign-in, 32 bytes as base64url. */
  auth: string
  /** What the server keeps of `auth`. */
  authHash: string
}

export async function recoveryKeys({ bits }: RecoveryCode): Promise<RecoveryKeys> {
  const auth = toBase64url(await deriveBytes(bits, 'recovery auth'))
  return {
    wrapKey: await aesKey(await deriveBytes(bits, 'recovery wrap')),
    id: toBase64url(await deriveBytes(bits, 'recovery id', new Uint8Array(), 16)) as RecordId,
    auth,
    authHash: await authHash(auth),
  }
}

async function codeOf(bits: Bytes): Promise<RecoveryCode> {
  const hash = await sha256(labelled('fermata/1 recovery', bits))
  const check = new DataView(hash.buffer).getUint16(0) >> 4
  let value = (bits.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) << CHECK_BITS) | BigInt(check)
  let text = ''
  for (let n = 0; n < LETTERS; n++) {
    text = (ALPHABET[Number(value & 31n)] ?? '') + (n > 0 && n % 4 === 0 ? '-' : '') + text
    value >>= 5n
  }
  return { text, bits }
}

function toBytes(value: bigint): Bytes {
  const bytes = new Uint8Array(16)
  for (let n = 15; n >= 0; n--, value >>= 8n) bytes[n] = Number(value & 255n)
  return bytes
}
