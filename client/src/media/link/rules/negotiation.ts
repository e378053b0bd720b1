/**
 * Whether a negotiation step fits where we are. simple-peer destroys itself on a late answer and cannot tell a
 * candidate of the previous offer from one of this, so nothing reaches it before this judgement.
 */
import type { Signal } from '@fermata/shared/protocol'

export interface Position {
  /** The peer instance in use; raised only by the caller. */
  epoch: number
  /** Its newest offer: made (caller) or taken (answerer). */
  neg: number
  /** The newest offer whose other side's description was taken; it may still be on its way into force. */
  taken: number
  /** The newest offer for which the other side's description is in force; its candidates are usable. */
  applied: number
}

/** Without a peer: nothing of the old epoch fits any more. */
export const NOWHERE = { neg: Number.POSITIVE_INFINITY, taken: Number.POSITIVE_INFINITY, applied: Number.POSITIVE_INFINITY } as const

export type Verdict =
  /** Fits: use it. */
  | 'now'
  /** A newer peer of the caller: build anew for it. */
  | 'anew'
  /** Ahead of us: keep it until its description is in force. */
  | 'later'
  /** Known already: the other side seems to have missed our reply, so say it again. */
  | 'again'
  /** Stale or senseless: drop it. */
  | 'never'

/** The caller's offers are answered, the answerer's pleas are heard; nothing else flows in these directions. */
export function judge(role: 'caller' | 'answerer', at: Position, signal: Signal): Verdict {
  if (signal.s === 'candidates') return judgeCandidates(role, at, signal)
  return role === 'caller' ? judgeAsCaller(at, signal) : judgeAsAnswerer(at, signal)
}

type Step = { epoch: number; neg: number }

function judgeAsCaller(at: Position, signal: Exclude<Signal, { s: 'candidates' }>): Verdict {
  if (signal.s === 'please') return 'now'
  if (signal.description.type !== 'answer') return 'never'
  // It comes by both ways, and twice where it was asked for again: while the first is being applied the next would end the peer.
  return signal.epoch === at.epoch && signal.neg === at.neg && at.taken < at.neg ? 'now' : 'never'
}

function judgeAsAnswerer(at: Position, signal: Exclude<Signal, { s: 'candidates' }>): Verdict {
  if (signal.s === 'please' || signal.description.type !== 'offer') return 'never'
  if (signal.epoch !== at.epoch) return signal.epoch > at.epoch ? 'anew' : 'never'
  if (signal.neg === at.neg) return 'again'
  return signal.neg > at.neg ? 'now' : 'never'
}

function judgeCandidates(role: 'caller' | 'answerer', at: Position, { epoch, neg }: Step): Verdict {
  if (epoch === at.epoch && neg === at.applied) return 'now'
  if (epoch < at.epoch || (epoch === at.epoch && neg < at.applied)) return 'never'
  // Only the caller raises numbers: to itself, anything above its own is senseless.
  if (role === 'caller' && (epoch > at.epoch || neg > at.neg)) return 'never'
  return 'later'
}
