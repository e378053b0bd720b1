import { expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { memoryKeep } from '../lib/keep.ts'
import { nextConnection } from './tab.ts'

test('GW101 a tab counts its connections on across its pages, later than before even where nothing is kept', () => {
  const clock = new ManualClock()
  const keep = memoryKeep()
  const first = nextConnection(keep, clock)
  expect(nextConnection(keep, clock)).toBe(first + 1)
  clock.advance(60_000.5)
  const later = nextConnection(keep, clock)
  expect(later).toBeGreaterThan(first + 1)
  expect(Number.isInteger(later)).toBe(true)
  expect(nextConnection(memoryKeep(), clock)).toBeGreaterThan(first + 1)
})
