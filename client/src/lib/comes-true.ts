import type { Clock, Millis } from '@fermata/shared/clock'
import type { Observable } from './observable.ts'

/** Waits until what is watched is as wished, for at most `patience` ms; whether it came to be so. */
export function comesTrue<Value>(
  source: Observable<Value>, wished: (value: Value) => boolean, clock: Clock, patience: Millis,
): Promise<boolean> {
  if (wished(source.get())) return Promise.resolve(true)
  return new Promise((resolve) => {
    const done = (came: boolean): void => {
      cancel()
      stop()
      resolve(came)
    }
    const cancel = clock.after(patience, () => done(false))
    const stop = source.watch((value) => wished(value) && done(true))
  })
}
