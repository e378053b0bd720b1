/** Keeps the screen from going dark during a session: a phone that sleeps ends camera, microphone and socket. */
import type { Observable } from '../lib/observable.ts'

/** The part of `navigator.wakeLock` that is used. */
export interface WakeLocks {
  request(type: 'screen'): Promise<{ release(): Promise<void> }>
}

/**
 * Holds the screen on until the returned function is called. Browsers take the lock away with each page that goes out
 * of view, so it is asked for again when it comes back; where there is none, or it is refused, nothing happens.
 */
export function stayAwake(locks: WakeLocks | undefined, visible: Observable<boolean>): () => void {
  let held: { release(): Promise<void> } | null = null
  let over = false
  const ask = async (): Promise<void> => {
    if (locks === undefined || over || !visible.get()) return
    const lock = await locks.request('screen').catch(() => null)
    const before = held
    held = lock
    await before?.release().catch(() => undefined)
    if (over) await lock?.release().catch(() => undefined)
  }
  const stop = visible.watch(() => void ask())
  void ask()
  return () => {
    over = true
    stop()
    void held?.release().catch(() => undefined)
  }
}
