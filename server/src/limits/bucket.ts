/** A token bucket: so many events a second, with room for a burst. Counted before anything is parsed. */
import type { Clock } from '@fermata/shared/clock'

/** Events per second one connection may send, and how many at once (measured: 40/s, burst 100 keeps a flood from the others). */
export const RATE = 40
export const BURST = 100

/** A function that takes one token; `false` when there is none. */
export function bucket(clock: Clock, rate = RATE, burst = BURST): () => boolean {
  let tokens = burst
  let last = clock.now()
  return () => {
    const now = clock.now()
    tokens = Math.min(burst, tokens + ((now - last) / 1000) * rate)
    last = now
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
