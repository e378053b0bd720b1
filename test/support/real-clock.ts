import type { Clock } from '@fermata/shared/clock'

/** The machine's clock, for tests whose other side is a real process. Its timers do not keep a process alive. */
export const realClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delay, act) {
    const timer = setTimeout(act, delay).unref()
    return () => clearTimeout(timer)
  },
}
