/** Time is passed in everywhere: a test turns the clock, the product reads it. */

/** Milliseconds since 1970-01-01 UTC. */
export type Millis = number

/** Forgets a timer; calling it twice is harmless. */
export type Cancel = () => void

export interface Clock {
  /** The current time in milliseconds since 1970. */
  now(): Millis
  /** Calls `act` once, `delay` milliseconds from now. */
  after(delay: Millis, act: () => void): Cancel
}

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
