import type { Cancel, Clock, Millis } from '@fermata/shared/clock'

interface Timer {
  due: Millis
  act: () => void
}

/** A clock that stands still until it is told to advance. Starts on 2027-01-15. */
export class ManualClock implements Clock {
  #now: Millis
  readonly #timers = new Set<Timer>()

  constructor(start: Millis = 1_800_000_000_000) {
    this.#now = start
  }

  now(): Millis {
    return this.#now
  }

  after(delay: Millis, act: () => void): Cancel {
    const timer = { due: this.#now + Math.max(0, delay), act }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** How many timers wait; a test of clean-up expects none. */
  get waiting(): number {
    return this.#timers.size
  }

  /**
   * Moves time on and runs what falls due on the way, each at its own time, earliest first (equal times: in the order
   * they were set). A timer set on the way runs too, when it is due by then.
   */
  advance(by: Millis): void {
    const end = this.#now + by
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#timers.delete(timer)
      this.#now = Math.max(this.#now, timer.due)
      timer.act()
    }
    this.#now = end
  }

  #next(end: Millis): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers) if (timer.due <= end && (!first || timer.due < first.due)) first = timer
    return first
  }
}
