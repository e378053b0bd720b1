/** The server's time, as well as this page knows it: what is said is stamped with it, so that both sides agree. */
import { ageFrom, type Clock, type Millis } from '@fermata/shared/clock'

export class ServerTime {
  #said: Millis
  #age: () => Millis

  constructor(private readonly clock: Clock) {
    this.#said = clock.now()
    this.#age = ageFrom(clock)
  }

  /** The server just said that it is `now` there. */
  observe(now: Millis): void {
    this.#said = now
    this.#age = ageFrom(this.clock)
  }

  /** What the server said last and what has passed since. After a sleep it is right before the server says it again. */
  now(): Millis {
    return Math.max(0, Math.round(this.#said + this.#age()))
  }
}
