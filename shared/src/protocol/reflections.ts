/**
 * Reflections: what a client wrote after a session, sealed to the therapist. The server keeps one for each session and
 * seat and reads none of them; all are of one size, so that it does not even learn how much was said.
 *
 * A client proves the link as at the door. A higher revision replaces a lower one until the therapist has opened that;
 * the same one with the same box is taken as said before; anything else is refused and changes nothing. Beside each lies
 * the client's own copy, which opens on devices that were admitted, never with the link alone.
 */
import * as v from 'valibot'
import { LinkId, Seat, SessionId } from '../ids.ts'
import { At, Bytes32, Counter } from './fields.ts'

/** 65 bytes of encapsulated key, 4,096 of padded text, 16 of tag. */
export const ReflectionBox = v.pipe(v.string(), v.length(5_570), v.regex(/^[A-Za-z0-9_-]+$/))

/** Which secret it was sealed with: the session's own, or only the link's (from a tab that was not admitted). */
export const ReflectionPsk = v.picklist(['session', 'link'])
export type ReflectionPsk = v.InferOutput<typeof ReflectionPsk>

/** Revisions begin at 1. */
const Rev = v.pipe(Counter, v.minValue(1))

/** The client's own copy under the pair's keep key: nonce, 4,096 of padded text, tag. */
export const OwnCopyBox = v.pipe(v.string(), v.length(5_499), v.regex(/^[A-Za-z0-9_-]+$/))

/** The therapist's receipt under the pair's keep key: nonce, the hash of what was opened, tag. */
export const ReceiptBox = v.pipe(v.string(), v.length(80), v.regex(/^[A-Za-z0-9_-]+$/))

const place = { session: SessionId, seat: Seat, rev: Rev }
const about = { ...place, psk: ReflectionPsk, box: ReflectionBox }

/** Puts a reflection in its place, at most 24 hours after the session ended. Answered when the disk has it. */
export const ReflectionPut = v.strictObject({ link: LinkId, auth: Bytes32, ...about, own: v.nullable(OwnCopyBox) })
export type ReflectionPut = v.InferOutput<typeof ReflectionPut>

/**
 * The therapist's browser lays something beside one revision of a reflection: the receipt that it was opened, after
 * which no higher revision is taken, or the client's copy under the pair's key. `null`: stays as it is.
 */
export const ReflectionBeside = v.strictObject({ ...place, own: v.nullable(OwnCopyBox), receipt: v.nullable(ReceiptBox) })
export type ReflectionBeside = v.InferOutput<typeof ReflectionBeside>

const Beside = v.picklist(['there', 'none'])

/** One reflection as the therapist is handed it. */
export const StoredReflection = v.strictObject({
  ...about,
  /** When the server took this revision. */
  at: At,
  /** What lies beside it. */
  own: Beside,
  receipt: Beside,
})
export type StoredReflection = v.InferOutput<typeof StoredReflection>

/** All reflections of a room, in no order. */
export const ReflectionList = v.strictObject({ reflections: v.array(StoredReflection) })

/** Asks for a client's own copies, by proof of the link; without the pair's keep key they open nowhere. */
export const OwnCopiesAsk = v.strictObject({ link: LinkId, auth: Bytes32 })

export const OwnCopy = v.strictObject({ ...place, at: At, own: v.nullable(OwnCopyBox), receipt: v.nullable(ReceiptBox) })
export type OwnCopy = v.InferOutput<typeof OwnCopy>

/** All of the client's, in no order. */
export const OwnCopyList = v.strictObject({ copies: v.array(OwnCopy) })
