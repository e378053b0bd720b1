/** Certificates and the fingerprints by which a session description names them (RFC 8122). */
import { toBase64url } from '@fermata/shared/bytes'

const LINE = /^a=fingerprint:(\S+)[ \t]+(\S+)[ \t]*$/gim
/** 32 bytes as hexadecimal pairs with colons. */
const SHA_256 = /^[0-9a-f]{2}(:[0-9a-f]{2}){31}$/i

/**
 * The SHA-256 (base64url) of the one certificate a description allows; `null` unless it names exactly one, by
 * sha-256 and by nothing else. Two fingerprints would let the browser accept either.
 */
export function soleFingerprint(sdp: string): string | null {
  // Any line that mentions a fingerprint must be one we understood: the browser may read more spellings than we do.
  const mentions = sdp.split(/\r\n|\r|\n/).filter((line) => /fingerprint/i.test(line))
  const named = [...sdp.replace(/\r\n?/g, '\n').matchAll(LINE)]
  if (named.length === 0 || named.length !== mentions.length) return null
  const values = new Set<string>()
  for (const [, algorithm, value] of named) {
    if (algorithm?.toLowerCase() !== 'sha-256' || value === undefined || !SHA_256.test(value)) return null
    values.add(value.toLowerCase())
  }
  const [only, ...others] = values
  return only === undefined || others.length > 0 ? null : fromHexPairs(only)
}

/** `ab:cd:…`, as descriptions and certificates spell it, to base64url. */
export function fromHexPairs(pairs: string): string {
  return toBase64url(Uint8Array.from(pairs.split(':'), (pair) => Number.parseInt(pair, 16)))
}

/** SHA-256 (base64url) of a certificate's DER bytes. */
export async function hashCertificate(der: BufferSource): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', der)))
}
