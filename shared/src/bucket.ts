/** A token bucket: so many a second, with room for a burst. */
import { type Clock, SECOND } from './clock.ts'

/** A function that takes one token; `false` when there is none. */
export function bucket(clock: Pick<Clock, 'elapsed'>, rate: number, burst: number): () => boolean {
  let tokens = burst
  let last = clock.elapsed()
  return () => {
    const now = clock.elapsed()
    tokens = Math.min(burst, tokens + ((now - last) / SECOND) * rate)
    last = now
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
