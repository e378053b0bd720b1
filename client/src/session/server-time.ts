/** The server's time, as well as this page knows it: what is said is stamped with it, so that both sides agree. */
import type { Clock, Millis } from '@fermata/shared/clock'

export class ServerTime {
  #ahead = 0

  constructor(private readonly clock: Clock) {}

  /** The server just said that it is `now` there. */
  observe(now: Millis): void {
    this.#ahead = now - this.clock.now()
  }

  now(): Millis {
    return Math.max(0, Math.round(this.clock.now() + this.#ahead))
  }
}
