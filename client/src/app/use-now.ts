import { useEffect, useState } from 'react'
import type { Clock, Millis } from '@fermata/shared/clock'
import { every } from '../lib/every.ts'

/** The time, drawn again every `period` ms. */
export function useNow(clock: Clock, now: () => Millis, period: Millis): Millis {
  const [time, setTime] = useState(now)
  useEffect(() => every(clock, period, () => setTime(now())), [clock, now, period])
  return time
}
