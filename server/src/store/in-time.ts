import type { Clock } from '@fermata/shared/clock'
import { DEADLINE_MS, StoreUnavailable } from './port.ts'

/**
 * The answer of an engine, or `StoreUnavailable` when it fails or takes longer than `DEADLINE_MS` by `clock`.
 * The work itself is not stopped: it may still happen, which is why every write can be repeated.
 * `late` is told when time was up.
 */
export function inTime<T>(clock: Clock, work: Promise<T>, late?: () => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = clock.after(DEADLINE_MS, () => {
      reject(new StoreUnavailable('no answer in time'))
      late?.()
    })
    work.finally(cancel).then(resolve, (cause: unknown) => reject(unavailable(cause)))
  })
}

/** Whatever the engine threw, as the one error of the port. */
export function unavailable(cause: unknown): StoreUnavailable {
  if (cause instanceof StoreUnavailable) return cause
  return new StoreUnavailable('the engine failed', { cause })
}
