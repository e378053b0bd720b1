import type { Clock } from '../../../shared/src/clock.ts'

/** The real one. */
export const clock: Clock = {
  now: () => Date.now(),
  after(delay, act) {
    const timer = setTimeout(act, delay)
    return () => clearTimeout(timer)
  },
}
