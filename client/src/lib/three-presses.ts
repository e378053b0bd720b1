/** One key pressed three times within five seconds and nothing in between: deliberate, and quick without looking. */
import { type Millis, SECOND } from '@fermata/shared/clock'

const TIMES = 3
const WITHIN = 5 * SECOND

export class ThreePresses {
  #at: readonly Millis[] = []

  /** Pressed now. `true` at the third press, from which counting begins anew. */
  press(now: Millis): boolean {
    const recent = [...this.#at.filter((at) => now - at < WITHIN), now]
    const isThird = recent.length >= TIMES
    this.#at = isThird ? [] : recent
    return isThird
  }

  /** Something else came in between. */
  broken(): void {
    this.#at = []
  }
}
