/**
 * One tab at a time speaks for a device. A duplicated tab copies the first one's memory, and both would send under
 * the same name; the browser's Web Locks tell them apart.
 */
import { observable, type Observable } from './observable.ts'

/** `asking`: not known yet. `elsewhere`: another tab of this browser has it. */
export type TabHold = 'asking' | 'mine' | 'elsewhere'

export interface TabLock {
  readonly hold: Observable<TabHold>
  /** Takes it from the other tab, which learns of it. */
  take(): void
}

export function tabLock(locks: LockManager | undefined, name: string): TabLock {
  const hold = observable<TabHold>(locks === undefined ? 'mine' : 'asking')
  const request = (options: LockOptions): void => {
    locks
      ?.request(name, options, (lock) => {
        hold.set(lock === null ? 'elsewhere' : 'mine')
        // Held until this tab closes, or another one steals it.
        return lock === null ? undefined : new Promise(() => {})
      })
      .catch(() => hold.set('elsewhere'))
  }
  request({ ifAvailable: true })
  return { hold, take: () => request({ steal: true }) }
}
