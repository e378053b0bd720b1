/**
 * Reflections: what a client wrote after a session, sealed to the therapist. The server keeps one for each session and
 * seat and reads none of them; all are of one size, so that it does not even learn how much was said.
 *
 * A client proves the link as at the door. A higher revision replaces a lower one; the same one with the same box is
 * taken as said before; anything else is refused and changes nothing.
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

const about = { session: SessionId, seat: Seat, rev: Rev, psk: ReflectionPsk, box: ReflectionBox }

/** Puts a reflection in its place, at most 24 hours after the session ended. Answered when the disk has it. */
export const ReflectionPut = v.strictObject({ link: LinkId, auth: Bytes32, ...about })
export type ReflectionPut = v.InferOutput<typeof ReflectionPut>

/** One reflection as the therapist is handed it. */
export const StoredReflection = v.strictObject({
  ...about,
  /** When the server took this revision. */
  at: At,
})
export type StoredReflection = v.InferOutput<typeof StoredReflection>

/** All reflections of a room, in no order. */
export const ReflectionList = v.strictObject({ reflections: v.array(StoredReflection) })
