import { MINUTE } from '@fermata/shared/clock'
import { MEDIA_COUNT_FOR, SAY_FLOWING_EVERY } from '@fermata/shared/session'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { observable } from '../../lib/observable.ts'
import { Scope } from '../../lib/scope.ts'
import { mediaWord, sayFlowing } from './say-flowing.ts'

test('SE54 a page says every five minutes that media flow, while they do and the call is open', () => {
  const [clock, flowing, scope] = [new ManualClock(), observable(true), new Scope()]
  let said = 0
  const call = { link: { flowing } as never, onClose: (cleanup: () => void) => scope.onClose(cleanup) }
  sayFlowing(call, clock, () => (said += 1))
  clock.advance(5 * MINUTE - 1)
  expect(said).toBe(0)
  clock.advance(1)
  clock.advance(5 * MINUTE)
  expect([said, mediaWord(call)]).toEqual([2, 'flowing'])
  flowing.set(false)
  clock.advance(5 * MINUTE)
  expect([said, mediaWord(call), mediaWord(undefined)]).toEqual([2, 'none', 'none'])
  flowing.set(true)
  scope.close()
  clock.advance(20 * MINUTE)
  expect([said, clock.waiting]).toEqual([2, 0])
  // Two words in a row may get lost.
  expect(MEDIA_COUNT_FOR).toBeGreaterThanOrEqual(3 * SAY_FLOWING_EVERY)
})
