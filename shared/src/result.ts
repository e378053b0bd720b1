/**
 * Expected outcomes are values. A refusal is a code with typed parameters; the sentence a person reads
 * lives in the app's catalogue, where a missing one does not compile.
 */
import * as v from 'valibot'
import { DAY } from './clock.ts'
import { SessionId } from './ids.ts'

export type Result<Value, Problem = Refusal> = { ok: true; value: Value } | { ok: false; refusal: Problem }

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value })
export const refuse = <Problem>(refusal: Problem): { ok: false; refusal: Problem } => ({ ok: false, refusal })

/** For how long to wait, in ms: at most a day. */
const Wait = v.pipe(v.number(), v.minValue(0), v.maxValue(DAY))

/** Why the server did not do what was asked. Nothing was changed. */
export const Refusal = v.variant('code', [
  /** The message could not be read: wrong shape, unknown, too large for its kind. */
  v.strictObject({ code: v.literal('malformed') }),
  /** More than this connection may send. */
  v.strictObject({ code: v.literal('tooMany'), retryAfterMs: Wait }),
  /** Wrong, renewed or erased link, or a room that is not yours: all one answer, so that nothing is learnt. */
  v.strictObject({ code: v.literal('noSuchRoom') }),
  /** The sign-in has ended or never was. */
  v.strictObject({ code: v.literal('signedOut') }),
  /** Your seat may not do this. */
  v.strictObject({ code: v.literal('notForYourSeat') }),
  /** Another device holds your seat now. */
  v.strictObject({ code: v.literal('displaced') }),
  /** Not while the session is where it is. */
  v.strictObject({ code: v.literal('outOfPhase') }),
  /** The room has moved on to another session; seal again for that one. */
  v.strictObject({ code: v.literal('otherSession'), session: SessionId }),
  /** The session had ended before this arrived. */
  v.strictObject({ code: v.literal('sessionOver') }),
  /** A newer one of these is there already, or another one of the same revision. */
  v.strictObject({ code: v.literal('superseded') }),
  /** The therapist has opened this reflection: it stays as it is. */
  v.strictObject({ code: v.literal('alreadyRead') }),
  /** The person who knocked is no longer at the door. */
  v.strictObject({ code: v.literal('knockGone') }),
  /** As many people wait at this door as it holds. */
  v.strictObject({ code: v.literal('doorFull') }),
  /** This session moved between as many devices as it can keep the keys of. */
  v.strictObject({ code: v.literal('movedTooOften') }),
  /** The therapist is in another room; end or leave it first. */
  v.strictObject({ code: v.literal('elsewhere') }),
  /** The store does not answer; nothing is known to be lost. */
  v.strictObject({ code: v.literal('unavailable'), retryAfterMs: Wait }),
])
export type Refusal = v.InferOutput<typeof Refusal>
export type RefusalCode = Refusal['code']

/** What the sender should do with the same message now. */
export type Retry = 'never' | 'later' | 'afterReseal'

const RETRY: Record<RefusalCode, Retry> = {
  malformed: 'never',
  tooMany: 'later',
  noSuchRoom: 'never',
  signedOut: 'never',
  notForYourSeat: 'never',
  displaced: 'never',
  outOfPhase: 'never',
  otherSession: 'afterReseal',
  sessionOver: 'never',
  superseded: 'never',
  alreadyRead: 'never',
  knockGone: 'never',
  doorFull: 'later',
  movedTooOften: 'never',
  elsewhere: 'never',
  unavailable: 'later',
}

/** Whether the refused message may be sent again. */
export const retryOf = (refusal: Refusal): Retry => RETRY[refusal.code]

/** For switches that must be total: a new variant fails to compile here. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`)
}
