import { expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { retrying } from './retry.ts'

test('planned twice, a turn comes once, at its first time; then, and after a cancel, another can be planned', () => {
  const clock = new ManualClock()
  let turns = 0
  const retry = retrying(clock, () => (turns += 1))
  retry.plan(1_000)
  retry.plan(5_000)
  clock.advance(1_000)
  expect([turns, clock.waiting]).toEqual([1, 0])
  retry.plan(1_000)
  retry.cancel()
  clock.advance(1_000)
  expect([turns, clock.waiting]).toEqual([1, 0])
  retry.plan(0)
  clock.advance(0)
  expect(turns).toBe(2)
})
