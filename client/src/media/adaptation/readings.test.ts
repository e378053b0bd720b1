import { expect, test } from 'vitest'
import type { Counters } from '../port.ts'
import { readingOf } from './readings.ts'

const counters = (part: Partial<Counters> = {}): Counters =>
  ({ peer: '1', samples: 48_000, concealed: 480, soundSent: 100, roundTrip: 30, lost: { share: 0.1, at: 1 }, room: 300_000, ...part })

test('AD1 of two looks the share of made-up sound between them counts', () => {
  const after = counters({ samples: 144_000, concealed: 5_280, roundTrip: 50 })
  expect(readingOf(counters(), after)).toMatchObject({ concealed: 0.05, roundTrip: 50, room: 300_000 })
})

test('AD1 a report of losses counts once', () => {
  expect(readingOf(counters(), counters())?.lost).toBeNull()
  expect(readingOf(counters(), counters({ lost: { share: 0.2, at: 2 } }))?.lost).toBe(0.2)
})

test('AD1 with no sound there is nothing to make up', () => {
  expect(readingOf(counters(), counters())?.concealed).toBeNull()
})

test('AD4 looks at two peers tell nothing, nor do counters that fell', () => {
  expect(readingOf(counters(), counters({ peer: '2', samples: 96_000 }))).toBeNull()
  expect(readingOf(counters(), counters({ samples: 10 }))).toBeNull()
})
