/**
 * The confirmation a client chose beside the change of shape: once for each signal, when it is on the therapist's
 * screen. "I can't talk freely" is confirmed by shape alone, whatever was chosen.
 */
import type { Confirmation } from '@fermata/shared/protocol'
import type { Observable } from '../lib/observable.ts'
import type { MySignal } from './my-signals.ts'

/** What this device can do. `null`: it cannot. */
export interface Confirmers {
  tone: () => void
  vibrate: (() => void) | null
}

/** Returns what ends it. */
export function confirming(latest: Observable<MySignal>, chosen: () => Confirmation, confirmers: Confirmers): () => void {
  let before = latest.get().state
  return latest.watch((signal) => {
    const isNew = signal.state === 'onScreen' && before !== 'onScreen'
    before = signal.state
    if (!isNew || signal.code === 'not_private') return
    const how = chosen()
    if (how === 'tone') confirmers.tone()
    if (how === 'vibration') confirmers.vibrate?.()
  })
}
