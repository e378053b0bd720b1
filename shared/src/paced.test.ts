import { beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { paced } from './paced.ts'

let clock: ManualClock
let done: number
beforeEach(() => {
  clock = new ManualClock()
  done = 0
})

test('ST40 what is asked for alone is done at once; what is asked for soon after, once for all who ask, when the rest is over', () => {
  const ask = paced(clock, 10, () => (done += 1))
  ask()
  expect(done).toBe(1)
  clock.advance(9)
  ask()
  ask()
  expect(done).toBe(1)
  clock.advance(1)
  expect(done).toBe(2)
  ask()
  expect(done).toBe(2)
  clock.advance(10)
  expect(done).toBe(3)
})

test('ST40 after a rest in which nobody asked, nothing is done and no timer is left', () => {
  const ask = paced(clock, 10, () => (done += 1))
  ask()
  clock.advance(10)
  expect([done, clock.waiting]).toEqual([1, 0])
  ask()
  expect(done).toBe(2)
})
