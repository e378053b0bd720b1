/**
 * Bytes as text: base64url without padding (RFC 4648 §5), the only binary encoding on our wire.
 * Non-canonical text is refused, so that one value has exactly one spelling: ids must not be malleable.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** By character code; 255: no letter of ours. */
const VALUE = new Uint8Array(128).fill(255)
for (const [value, letter] of [...ALPHABET].entries()) VALUE[letter.charCodeAt(0)] = value

/** Encodes bytes as unpadded base64url. */
export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const letters = Math.min(bytes.length - i, 3) + 1
    for (let n = 0; n < letters; n++) text += ALPHABET[(group >> (18 - 6 * n)) & 63]
  }
  return text
}

/** Decodes canonical unpadded base64url; `null` for anything else (padding, stray letters, dangling bits). */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let n = 0; n < text.length; n++) {
    const value = VALUE[text.charCodeAt(n)] ?? 255
    if (value > 63) return null
    held = (held << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
      held &= (1 << bits) - 1
    }
  }
  return held === 0 ? bytes : null
}
