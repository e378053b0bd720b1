import { expect, test } from 'vitest'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { observable } from '../../../lib/observable.ts'
import { Scope } from '../../../lib/scope.ts'
import type { Exchange } from '../saying/exchange.ts'
import { Mender } from './mender.ts'

/** A caller whose offer was said and is not answered yet. */
function offering() {
  const [clock, scope] = [new ManualClock(), new Scope()]
  const [done, saidAt] = [[] as string[], clock.now()]
  const exchange = {
    established: false,
    failed: false,
    at: { epoch: 2, neg: 1, taken: 0, applied: 0 },
    get unanswered() {
      return clock.now() - saidAt
    },
    again: () => void done.push('said again'),
  } as unknown as Exchange
  const mender = new Mender({
    clock, scope,
    page: new EventTarget(),
    reachable: observable(true),
    exchange: () => exchange,
    ready: () => true,
    step: (what) => void done.push(what),
    looked: () => undefined,
  })
  mender.started()
  return { clock, mender, done }
}

test('ME26 a page that is there again is told at once what was offered while it was away', () => {
  const { clock, mender, done } = offering()
  clock.advance(100)
  mender.hearPlea('rebuild', -1)
  expect(done).toEqual(['said again'])
})

test('ME26 what both noticed within half a second is mended once', () => {
  const { clock, mender, done } = offering()
  clock.advance(400)
  mender.hearPlea('rebuild', 0)
  expect(done).toEqual([])
  clock.advance(100)
  mender.hearPlea('rebuild', 0)
  expect(done).toEqual(['rebuild'])
})
