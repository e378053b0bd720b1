import { MINUTE } from '@fermata/shared/clock'
import type { FactId } from '@fermata/shared/ids'
import { expect, test } from 'vitest'
import { finishAsked, isLong, lastsTooLong } from './pause-times.ts'

const asked = (answer: 'yes' | 'notYet' | null) => ({ offer: { fact: 'offer' as FactId, answer } })

test('PN7 after three minutes there is no rush; after six it may be asked to finish; after ten what to do is shown', () => {
  expect([3 * MINUTE - 1, 3 * MINUTE].map(isLong)).toEqual([false, true])
  expect([6 * MINUTE - 1, 6 * MINUTE].map((lasted) => finishAsked({ offer: null }, lasted))).toEqual(['tooEarly', 'ready'])
  expect([10 * MINUTE - 1, 10 * MINUTE].map(lastsTooLong)).toEqual([false, true])
})

test('PN7 it is asked once, and the client’s answer stands', () => {
  expect([null, 'yes', 'notYet'].map((answer) => finishAsked(asked(answer as 'yes' | null), 20 * MINUTE))).toEqual(['sent', 'yes', 'notYet'])
})
