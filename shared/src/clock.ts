/** Time is passed in everywhere: a test turns the clock, the product reads it. */

/** Milliseconds since 1970-01-01 UTC. */
export type Millis = number

/** Forgets a timer; calling it twice is harmless. */
export type Cancel = () => void

export interface Clock {
  /**
   * The wall time, in milliseconds since 1970: for people, and for what is stored. It may be set back or forward while
   * the process runs, so never for how much time has passed.
   */
  now(): Millis
  /**
   * Milliseconds since a moment without a name, never set back: for everything in memory that asks how much time has
   * passed. While a device sleeps it may stand still or go on; it means nothing to another process or page.
   */
  elapsed(): Millis
  /** Calls `act` once, `delay` milliseconds of `elapsed` from now; later, where the device slept in between. */
  after(delay: Millis, act: () => void): Cancel
}

/**
 * Begins to count; the answer says how much time has passed since, sleep of the device included where either clock tells
 * of it. A wall clock that is set forward counts as sleep: for what may rather be done once too often than not at all.
 */
export function ageFrom(clock: Pick<Clock, 'now' | 'elapsed'>): () => Millis {
  const [wall, elapsed] = [clock.now(), clock.elapsed()]
  return () => Math.max(clock.now() - wall, clock.elapsed() - elapsed)
}

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
