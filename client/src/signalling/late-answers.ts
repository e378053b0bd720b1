/** Whether the line to the server is dead though it looks open, which late answers tell sooner than its own pings. */
import { type Millis, SECOND } from '@fermata/shared/clock'

/** Later than this, and while nothing else arrives, an answer was lost with the line. */
const LATE = 0.7 * SECOND
/** A line that is only slow is not given up again and again. */
const APART = 4 * SECOND

export class LateAnswers {
  #heardAt = Number.NEGATIVE_INFINITY
  #givenUpAt = Number.NEGATIVE_INFINITY
  /** When each message left that has no answer yet. */
  readonly #waiting = new Set<{ at: Millis }>()

  constructor(private readonly now: () => Millis) {}

  /** Anything of the server's arrived. */
  heard(): void {
    this.#heardAt = this.now()
  }

  /** A message left. Answers what to call when its answer came, or is no longer waited for. */
  asked(): () => void {
    const one = { at: this.now() }
    this.#waiting.add(one)
    return () => void this.#waiting.delete(one)
  }

  /** Whether to give the line up now. Said yes to, it is given time to come back. */
  giveUp(): boolean {
    const now = this.now()
    const isSilent = now - this.#heardAt > LATE
    const isLate = [...this.#waiting].some(({ at }) => now - at > LATE)
    if (!isSilent || !isLate || now - this.#givenUpAt < APART) return false
    this.#givenUpAt = now
    return true
  }
}
