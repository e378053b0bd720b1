/**
 * What to do about a peer that is silent or never came to be. Pure, so that every rule can be shown without a
 * network. The caller acts on the answer; the answerer asks for it.
 */
import type { Millis } from '@fermata/shared/clock'

export interface Trouble {
  /** Whether signalling works: without it nothing we could do would arrive. */
  reachable: boolean
  /** Whether this peer was connected. */
  established: boolean
  /** The other side's description is in force: the connection is on its way. */
  applied: boolean
  /** ICE or DTLS gave up. */
  failed: boolean
  /** Since bytes last arrived. */
  silence: Millis
  /** Since the last restart or rebuild. */
  sinceStep: Millis
  /** Since our offer was last said, while it waits for its answer; otherwise `null`. */
  unanswered: Millis | null
  /** Restarts since bytes last arrived. */
  restarts: number
  /** Peers tried since the last connection. */
  tries: number
}

export type Remedy = 'wait' | 'say again' | 'restart' | 'rebuild'

/** Silence that counts as trouble: three heartbeats (measured: a cut is noticed after 1.6–2.0 s, where ICE itself needs 6.5 s). */
export const SILENCE = 1_500
/** Between two steps at least: peers that connect and fall at once must not spin. */
export const STEP_APART = 300
/** A restart gets this long before the next step. */
const RESTART_PATIENCE = 4_000
/** A peer whose descriptions are exchanged gets this long to connect: 1.2 s at 200 ms RTT and 5 % loss, times five. */
const CONNECT_PATIENCE = 6_000
/** An answer is lost, not slow, after this long. */
const ANSWER_PATIENCE = 1_000
const RESTARTS_AT_MOST = 2

/** How long the newest of so many peers has to be answered: at once for the first, then 1, 2, 4 and always 8 s. */
export function pace(tries: number): Millis {
  return tries === 0 ? STEP_APART : Math.min(1_000 * 2 ** (tries - 1), 8_000)
}

export function remedy(trouble: Trouble): Remedy {
  const { established, applied, failed, silence, sinceStep, unanswered, restarts, tries } = trouble
  if (!trouble.reachable) return 'wait'
  if (!established) {
    const patience = applied && !failed ? CONNECT_PATIENCE : 0
    return sinceStep >= Math.max(pace(tries), patience) ? 'rebuild' : 'wait'
  }
  const rest = unanswered !== null && unanswered >= ANSWER_PATIENCE ? 'say again' : 'wait'
  if (silence < SILENCE && !failed) return rest
  if (sinceStep < (restarts > 0 ? RESTART_PATIENCE : STEP_APART)) return rest
  return restarts < RESTARTS_AT_MOST ? 'restart' : 'rebuild'
}
