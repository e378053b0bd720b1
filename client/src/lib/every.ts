/** Repeated acts on a passed clock. */
import type { Cancel, Clock } from '@fermata/shared/clock'

/** Calls `act` every `period` ms until cancelled. */
export function every(clock: Clock, period: number, act: () => void): Cancel {
  let cancel: Cancel = () => {}
  const turn = (): void => {
    act()
    cancel = clock.after(period, turn)
  }
  cancel = clock.after(period, turn)
  return () => cancel()
}
