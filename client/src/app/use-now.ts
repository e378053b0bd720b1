import { useEffect, useState } from 'react'
import type { Clock, Millis } from '@fermata/shared/clock'
import { every } from '../lib/every.ts'

/** The time, drawn again every `period` ms. */
export function useNow(clock: Clock, now: () => Millis, period: Millis): Millis {
  const [time, setTime] = useState(now)
  useEffect(() => every(clock, period, () => setTime(now())), [clock, now, period])
  return time
}

/** Since when this has been so, as this page saw it; `null` while it is not. */
export function useSince(isSo: boolean, now: Millis): Millis | null {
  const [since, setSince] = useState<Millis | null>(null)
  if (isSo && since === null) setSince(now)
  if (!isSo && since !== null) setSince(null)
  return isSo ? (since ?? now) : null
}
