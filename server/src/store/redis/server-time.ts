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

/** The own clock, corrected to that of Redis. Until the first reading it is the own clock as it is. */
export function correctedTime(clock: Clock): ServerTime {
  let ahead = 0
  return {
    now: () => clock.now() + ahead,
    allowedDrift: ALLOWED_DRIFT,
    async correct(ask) {
      const asked = clock.now()
      const theirs = await ask()
      const answered = clock.now()
      if (answered < asked || answered - asked > SLOWEST_READING) return
      ahead = Math.round(theirs - (asked + answered) / 2)
    },
  }
}

/** The time of `clock` alone, whatever Redis' clock says: for tests, which move it. */
export function uncorrectedTime(clock: Clock): ServerTime {
  return { now: () => clock.now(), allowedDrift: null, correct: () => Promise.resolve() }
}
