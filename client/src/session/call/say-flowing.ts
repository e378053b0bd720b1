/** A page whose call carries something says so to the server now and then: the seats and the session are kept by it. */
import type { Clock } from '@fermata/shared/clock'
import { SAY_FLOWING_EVERY } from '@fermata/shared/session'
import { every } from '../../lib/every.ts'
import type { Call } from './call.ts'

/** What an attaching or entering page says of the call it has, or has not. */
export const mediaWord = (call: Pick<Call, 'link'> | undefined): 'flowing' | 'none' =>
  call?.link.flowing.get() ? 'flowing' : 'none'

/** Calls `say` every five minutes in which something flows, until the call is closed. */
export function sayFlowing(call: Pick<Call, 'link' | 'onClose'>, clock: Clock, say: () => void): void {
  call.onClose(every(clock, SAY_FLOWING_EVERY, () => mediaWord(call) === 'flowing' && say()))
}
