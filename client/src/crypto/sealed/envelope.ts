/**
 * Sealing and opening what two seats say to each other. The associated data is built from the opener's own knowledge,
 * never from the message, so a message means the same to both or does not open at all. Plain text is padded to a few
 * fixed sizes: a press and a pulse look alike on the wire.
 */
import type { EnvelopeId, RandomSource, Seat } from '@fermata/shared/ids'
import type { Envelope, MessageClass } from '@fermata/shared/protocol'
import { openBox, readText, sealBox } from '../primitives/box.ts'
import type { SessionKeys } from '../door/grant.ts'
import { concat, idBytes, u32, utf8, type Bytes } from '../primitives/kdf.ts'

/** Sizes of padded plain text, in bytes: two of length, the text, zeros. */
const SIZES = [256, 1_024, 4_096, 16_384, 32_768] as const
const LENGTH_BYTES = 2

/** What is needed to seal one message. */
export interface Unsealed {
  id: EnvelopeId
  from: Seat
  to: Seat
  class: MessageClass
  /** The sender's counter; saved before use, so that no two messages share one. */
  seq: number
  /** The JSON to say, at most 32,766 bytes of UTF-8. */
  text: string
}

type Addressed = Pick<Envelope, 'id' | 'from' | 'to' | 'class' | 'seq'>

/** The first 52 of them, the same for all that is said under one grant. */
const places = new WeakMap<SessionKeys, Bytes>()

function placeOf(keys: SessionKeys): Bytes {
  const place = places.get(keys) ?? concat(utf8('FME1'), idBytes(keys.room), idBytes(keys.session), idBytes(keys.grant))
  places.set(keys, place)
  return place
}

/** 75 bytes that fix where, when, from whom, to whom and as what a message was said. */
function associated(keys: SessionKeys, { id, from, to, class: kind, seq }: Addressed): Bytes {
  return concat(placeOf(keys), utf8(`${from}${to}${kind === 'fact' ? 'F' : 'H'}`), u32(seq), idBytes(id))
}

/** Seals one message, once: the same envelope is resent on both paths. `null` if the text is longer than fits. */
export async function sealEnvelope(
  keys: SessionKeys, message: Unsealed, random: RandomSource,
): Promise<Envelope | null> {
  const { id, from, to, class: kind, seq } = message
  const direction = keys.directions.find((each) => each.from === from && each.to === to)
  if (!direction) throw new TypeError(`these keys do not join seats ${from} and ${to}`)
  const plain = pad(utf8(message.text))
  if (plain === null) return null
  const box = await sealBox(direction.key, plain, associated(keys, message), random)
  return { v: 1, id, session: keys.session, grant: keys.grant, from, to, class: kind, seq, box }
}

/**
 * Opens one message for the seat `me`; `null` unless the other seat of this grant sealed exactly this for me. The
 * text is still unparsed, and the message may be one that was seen before.
 */
export async function openEnvelope(
  keys: SessionKeys, envelope: Envelope, { me }: { me: Seat },
): Promise<string | null> {
  const direction = keys.directions.find((each) => each.to === me)
  if (!direction) return null
  const { from, to } = direction
  // Fields that are not taken from the message must still agree with it, or they would be free to change.
  if (envelope.session !== keys.session || envelope.grant !== keys.grant) return null
  if (envelope.from !== from || envelope.to !== to) return null
  const { id, class: kind, seq } = envelope
  const plain = await openBox(direction.key, envelope.box, associated(keys, { id, from, to, class: kind, seq }))
  const text = plain && unpad(plain)
  return text && readText(text)
}

/** `u16 length ‖ text ‖ zeros`, up to the next size; `null` if no size holds it. */
function pad(text: Bytes): Bytes | null {
  const size = SIZES.find((each) => LENGTH_BYTES + text.length <= each)
  if (size === undefined) return null
  const padded = new Uint8Array(size)
  new DataView(padded.buffer).setUint16(0, text.length)
  padded.set(text, LENGTH_BYTES)
  return padded
}

/** The text within; `null` for another size, a length beyond it, or a tail that is not all zeros. */
function unpad(padded: Bytes): Bytes | null {
  if (!SIZES.some((size) => size === padded.length)) return null
  const end = LENGTH_BYTES + new DataView(padded.buffer).getUint16(0)
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) return null
  return padded.slice(LENGTH_BYTES, end)
}
