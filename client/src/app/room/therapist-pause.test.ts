import { MINUTE } from '@fermata/shared/clock'
import { expect, test } from 'vitest'
import { clockView } from './therapist-pause.ts'

const ADMITTED = 1_000_000
const at = (minutes: number, length = 50) => clockView(ADMITTED, length, ADMITTED + minutes * MINUTE)

test('CL1 the planned end is admission plus the room’s usual length; what has passed, then what is left, then what is over', () => {
  expect(at(0)).toEqual({ state: 'elapsed', minutes: 0 })
  expect(at(39.9)).toEqual({ state: 'elapsed', minutes: 39 })
  expect(at(40)).toEqual({ state: 'left', minutes: 10 })
  expect(at(49.5)).toEqual({ state: 'left', minutes: 1 })
  expect(at(50)).toEqual({ state: 'over', minutes: 0 })
  expect(at(63.5)).toEqual({ state: 'over', minutes: 13 })
  for (const length of [45, 60, 90]) expect(at(length - 10, length)).toEqual({ state: 'left', minutes: 10 })
})

test('CL2 five or ten minutes more move it, as often as they are added', () => {
  expect(at(52, 50 + 5)).toEqual({ state: 'left', minutes: 3 })
  expect(at(52, 50 + 5 + 10)).toEqual({ state: 'elapsed', minutes: 52 })
})

test('CL1 before the server’s admission by a clock that is behind, nothing has passed', () => {
  expect(at(-1)).toEqual({ state: 'elapsed', minutes: 0 })
})
