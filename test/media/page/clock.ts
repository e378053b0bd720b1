import type { Clock } from '../../../shared/src/clock.ts'

/** Timers that wait: a link that was closed leaves none. */
export const waiting = new Set<number>()

/** The real one, counted. */
export const clock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delay, act) {
    const timer = window.setTimeout(() => {
      waiting.delete(timer)
      act()
    }, delay)
    waiting.add(timer)
    return () => {
      waiting.delete(timer)
      clearTimeout(timer)
    }
  },
}
