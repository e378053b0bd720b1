/** Fields that several messages share, with their bounds. */
import * as v from 'valibot'

/** Largest frame either side reads, in bytes (Socket.IO's default of 1 MB invites abuse). */
export const FRAME_BYTES = 64 * 1024
/** What one connection may send: so many messages a second, and so many at once (measured: a flood beyond costs the others). */
export const MESSAGES_PER_SECOND = 40
export const MESSAGES_AT_ONCE = 100

/** Bytes as base64url text. Canonical spelling is checked where the bytes are decoded. */
const base64url = (maxLetters: number) =>
  v.pipe(v.string(), v.maxLength(maxLetters), v.regex(/^[A-Za-z0-9_-]+$/))

/** A small sealed box: a wrapped key, a kept session secret. */
export const SmallBox = base64url(2_048)
/** A sealed knock or grant: holds a session description and its candidates (32 KiB plain). */
export const LargeBox = base64url(46_000)
/** A sealed message between seats: at most 32,768 bytes plain, nonce and tag. */
export const EnvelopeBox = base64url(43_800)

/** 32 bytes as text: a hash, or a bearer token of 256 bits. */
export const Bytes32 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/))
export type Bytes32 = v.InferOutput<typeof Bytes32>

/** Milliseconds since 1970, by the server's clock. */
export const At = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))

/** A counter that fits an unsigned 32-bit field. */
export const Counter = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff))

/** What the client keeps of the therapist while they pause. */
export const Keep = v.picklist(['see', 'seeAndHear', 'neither'])
export type Keep = v.InferOutput<typeof Keep>

/** One word on the pause: `n` rises with every press, and the highest counts. */
export const PauseWord = v.strictObject({ n: Counter, on: v.boolean(), keep: Keep })
export type PauseWord = v.InferOutput<typeof PauseWord>

/** One ICE candidate, as the browser gives it. */
export const Candidate = v.strictObject({
  candidate: v.pipe(v.string(), v.maxLength(1_024)),
  sdpMid: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  sdpMLineIndex: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64))),
})
export type Candidate = v.InferOutput<typeof Candidate>

/** A session description; at most 24 kB of SDP. */
export const Description = v.strictObject({
  type: v.picklist(['offer', 'answer']),
  sdp: v.pipe(v.string(), v.maxLength(24_000)),
})
export type Description = v.InferOutput<typeof Description>
