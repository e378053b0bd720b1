/** After a change of network the line to the server looks open for seconds more: a silent call tells sooner. */
import { type Cancel, type Clock, SECOND } from '@fermata/shared/clock'
import { every } from '../../lib/every.ts'
import type { Signalling } from '../../signalling/port.ts'
import type { Call } from './call.ts'

const LOOK_EVERY = 0.25 * SECOND

/** While nothing of the call arrives, the line is tried as well, until the call is closed. */
export function nudgeInSilence(
  call: { link: Pick<Call['link'], 'state'>; onClose: Call['onClose'] }, signalling: Pick<Signalling, 'nudge'>, clock: Clock,
): void {
  let stop: Cancel = () => {}
  const follow = (): void => {
    stop()
    stop = call.link.state.get().state === 'interrupted' ? every(clock, LOOK_EVERY, () => signalling.nudge()) : () => {}
  }
  call.onClose(call.link.state.watch(follow))
  call.onClose(() => stop())
  follow()
}
