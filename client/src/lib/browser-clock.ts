/** The page's clock, behind the port that everything else is given. */
import type { Clock } from '@fermata/shared/clock'

export const browserClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delay, act) {
    const timer = setTimeout(act, delay)
    return () => clearTimeout(timer)
  },
}
