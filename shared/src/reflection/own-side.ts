/**
 * The therapist's own side of a session: the same six questions, and a note to themselves. It is theirs alone: sealed in
 * their vault, in no message, and on no page of the client's.
 */
import * as v from 'valibot'
import { SessionId } from '../ids.ts'
import { isInItsMode, ReflectionParts } from './answers.ts'
import { PaperTotal } from './paper.ts'

/** As a client's, with a private note for free words, and shared with nobody. */
export const OwnSide = v.pipe(v.pick(ReflectionParts, ['questionnaire', 'mode', 'answers', 'words']), v.check((one) => isInItsMode(one)))
export type OwnSide = v.InferOutput<typeof OwnSide>

/** The own side of one session. */
export const SessionSide = v.strictObject({
  session: SessionId,
  /** When that session began. */
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
  side: OwnSide,
})
export type SessionSide = v.InferOutput<typeof SessionSide>

/** What the therapist holds of a session themselves: their own side of it, or a total they entered from paper. */
export const Own = v.union([SessionSide, PaperTotal])
export type Own = v.InferOutput<typeof Own>
