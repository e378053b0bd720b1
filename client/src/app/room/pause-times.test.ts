import { MINUTE } from '@fermata/shared/clock'
import type { FactId } from '@fermata/shared/ids'
import { expect, test } from 'vitest'
import { finishAsked, isLong, planIn } from './pause-times.ts'

const plan = { place: 'Rose Street 4', lastPlace: '', phone: '0151 234 567', calls: 'therapist', phrase: '' } as const
const asked = (answer: 'yes' | 'notYet' | null) => ({ offer: { fact: 'offer' as FactId, answer } })

test('PN7 after three minutes there is no rush; after six it may be asked to finish; after ten the number is shown', () => {
  expect([3 * MINUTE - 1, 3 * MINUTE].map(isLong)).toEqual([false, true])
  expect([6 * MINUTE - 1, 6 * MINUTE].map((lasted) => finishAsked({ offer: null }, lasted))).toEqual(['tooEarly', 'ready'])
  expect([10 * MINUTE - 1, 10 * MINUTE].map((lasted) => planIn(lasted, plan))).toEqual([null, plan])
})

test('PN7 it is asked once, and the client’s answer stands', () => {
  expect([null, 'yes', 'notYet'].map((answer) => finishAsked(asked(answer as 'yes' | null), 20 * MINUTE))).toEqual(['sent', 'yes', 'notYet'])
})
