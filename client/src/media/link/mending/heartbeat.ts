/** A sign of life on the data channel, so that silence always means trouble: with everything muted nothing else flows. */
import type { Clock } from '@fermata/shared/clock'
import type { Scope } from '../../../lib/scope.ts'

/** Never given to listeners: texts of the app are sealed envelopes, which are longer. */
export const HEARTBEAT = '·'
/** A third of the silence that counts as trouble, ms. */
const EVERY = 500

export function beat(clock: Clock, scope: Scope, send: () => void): void {
  let cancel = clock.after(0, function again() {
    send()
    cancel = clock.after(EVERY, again)
  })
  scope.onClose(() => cancel())
}
