/**
 * Sealing to a person's public key: HPKE (RFC 9180) in PSK mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM,
 * empty associated data. Always with a pre-shared key: in base mode anybody who holds the public key could forge.
 * Used only for Admit and after; pages that merely paint the lobby do not import this file.
 */
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke'
import { concat, utf8, type Bytes } from './kdf.ts'

const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
const ENC_BYTES = suite.KEM.Npk
const PSK_BYTES = 32

/** What both sides must agree on beforehand, and the label of the secret they take away from it. */
export interface Occasion {
  info: Bytes
  psk: Bytes
  pskId: Bytes
  exportLabel: string
}

// The library falls back to base mode when the key is empty; a short key is a bug here, never an input.
function options({ info, psk, pskId }: Occasion) {
  if (psk.length !== PSK_BYTES || pskId.length === 0) throw new TypeError('a pre-shared key has 32 bytes and a name')
  return { info, psk, pskId }
}

/** Seals one message. @returns `enc ‖ ciphertext`, and 32 bytes that only the opener can derive too. */
export async function sealTo(
  publicKey: CryptoKey, plain: Bytes, occasion: Occasion,
): Promise<{ sealed: Bytes; exported: Bytes }> {
  const { encapsulatedSecret, ctx } = await suite.SetupSender(publicKey, options(occasion))
  const sealed = concat(encapsulatedSecret, await ctx.Seal(plain))
  return { sealed, exported: concat(await ctx.Export(utf8(occasion.exportLabel), 32)) }
}

/**
 * Opens what `sealTo` sealed; `null` for everything else. The private key may be non-extractable, which is why the
 * public one comes with it.
 */
export async function openWith(
  keys: CryptoKeyPair, sealed: Bytes, occasion: Occasion,
): Promise<{ plain: Bytes; exported: Bytes } | null> {
  const given = options(occasion)
  try {
    const ctx = await suite.SetupRecipient(keys, sealed.slice(0, ENC_BYTES), given)
    const plain = concat(await ctx.Open(sealed.slice(ENC_BYTES)))
    return { plain, exported: concat(await ctx.Export(utf8(occasion.exportLabel), 32)) }
  } catch {
    return null
  }
}
