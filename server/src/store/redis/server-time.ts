import type { Clock, Millis } from '@fermata/shared/clock'

/** How far `now()` may be from Redis' own clock before a script refuses to decide by it. */
const ALLOWED_DRIFT: Millis = 2_000
/** A slower answer to "what time is it?" says too little: it may be wrong by half as much. */
const SLOWEST_READING: Millis = 1_000

/** What the time is for all servers of one Redis. */
export interface ServerTime {
  now(): Millis
  /** How far a script lets `now` be from Redis' clock; `null`: it does not look. */
  readonly allowedDrift: Millis | null
  /** Compares with Redis' clock, which `ask` reads. */
  correct(ask: () => Promise<Millis>): Promise<void>
}

/**
 * Redis' time as it was read last, and what has passed since: setting this machine's clock changes nothing. Until the first
 * reading it is this machine's time.
 */
export function correctedTime(clock: Clock): ServerTime {
  let ahead = clock.now() - clock.elapsed()
  return {
    now: () => Math.round(clock.elapsed() + ahead),
    allowedDrift: ALLOWED_DRIFT,
    async correct(ask) {
      const asked = clock.elapsed()
      const theirs = await ask()
      const answered = clock.elapsed()
      if (answered - asked > SLOWEST_READING) return
      ahead = theirs - (asked + answered) / 2
    },
  }
}

/** The time of `clock` alone, whatever Redis' clock says: for tests, which move it. */
export function uncorrectedTime(clock: Clock): ServerTime {
  return { now: () => clock.now(), allowedDrift: null, correct: () => Promise.resolve() }
}
