/** Trying again: one turn to come, however often it is asked for. */
import type { Cancel, Clock, Millis } from '@fermata/shared/clock'

export interface Later {
  /** Lets `act` have its turn in `wait`; while one is awaited, that one is enough. */
  plan(wait: Millis): void
  cancel(): void
}

/** A turn of `act` that can be planned; planned twice, it comes once. */
export function later(clock: Clock, act: () => void): Later {
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
