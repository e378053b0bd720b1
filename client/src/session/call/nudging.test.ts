import { SECOND } from '@fermata/shared/clock'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { observable } from '../../lib/observable.ts'
import { Scope } from '../../lib/scope.ts'
import type { LinkState } from '../../media/port.ts'
import { nudgeInSilence } from './nudging.ts'

test('RE20 while nothing of the call arrives, the line to the server is tried as well, and not otherwise', () => {
  const [clock, state, scope] = [new ManualClock(), observable<LinkState>({ state: 'connected' }), new Scope()]
  let nudged = 0
  const call = { link: { state }, onClose: (cleanup: () => void) => scope.onClose(cleanup) }
  nudgeInSilence(call, { nudge: () => (nudged += 1) }, clock)
  clock.advance(10 * SECOND)
  expect(nudged).toBe(0)
  state.set({ state: 'interrupted' })
  clock.advance(1 * SECOND)
  expect(nudged).toBe(4)
  state.set({ state: 'connected' })
  clock.advance(10 * SECOND)
  expect(nudged).toBe(4)
  state.set({ state: 'interrupted' })
  scope.close()
  clock.advance(10 * SECOND)
  expect([nudged, clock.waiting]).toEqual([4, 0])
})
