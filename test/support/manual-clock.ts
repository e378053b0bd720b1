import type { Cancel, Clock, Millis } from '@fermata/shared/clock'

interface Timer {
  due: Millis
  act: () => void
}

/** A clock that stands still until it is told to advance. Starts on 2027-01-15. */
export class ManualClock implements Clock {
  /** The wall time is `#elapsed` and this. */
  #wallAhead: Millis
  /** Small and crooked, so that whoever takes it for a wall time, or for one that begins at nought, is found out. */
  #elapsed: Millis = 4_321
  readonly #timers = new Set<Timer>()

  constructor(start: Millis = 1_800_000_000_000) {
    this.#wallAhead = start - this.#elapsed
  }

  now(): Millis {
    return this.#elapsed + this.#wallAhead
  }

  elapsed(): Millis {
    return this.#elapsed
  }

  after(delay: Millis, act: () => void): Cancel {
    const timer = { due: this.#elapsed + Math.max(0, delay), act }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Sets the wall time forward, or back where `by` is negative. No time passes, and no timer moves. */
  setWall(by: Millis): void {
    this.#wallAhead += by
  }

  /**
   * The device sleeps, and no timer runs. Devices differ in what they tell on waking: `standing` is one whose elapsed time
   * stood still, so that its timers still wait for all of their time; with `running` it went on, and what fell due
   * meanwhile runs at the next `advance`, late.
   */
  sleep(by: Millis, elapsed: 'standing' | 'running'): void {
    if (elapsed === 'standing') this.#wallAhead += by
    else this.#elapsed += by
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
    const end = this.#elapsed + by
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#timers.delete(timer)
      this.#elapsed = Math.max(this.#elapsed, timer.due)
      timer.act()
    }
    this.#elapsed = end
  }

  #next(end: Millis): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers) if (timer.due <= end && (!first || timer.due < first.due)) first = timer
    return first
  }
}
