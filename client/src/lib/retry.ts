/** Trying again: one turn to come, however often it is asked for. */
import type { Cancel, Clock, Millis } from '@fermata/shared/clock'

export interface Retry {
  /** Tries again in `wait`; while a turn is awaited, that one is enough. */
  plan(wait: Millis): void
  cancel(): void
}

/** Turns of `act` on a passed clock: planned twice, it comes once. */
export function retrying(clock: Clock, act: () => void): Retry {
  let cancel: Cancel | null = null
  return {
    plan: (wait) => {
      cancel ??= clock.after(wait, () => {
        cancel = null
        act()
      })
    },
    cancel: () => {
      cancel?.()
      cancel = null
    },
  }
}
