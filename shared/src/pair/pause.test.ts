import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { journalOf, said } from '../../../test/support/session/statements.ts'
import { CLIENT, type FactId, THERAPIST } from '../ids.ts'
import { pairState } from './state.ts'

const word = (n: number, on: boolean, keep: 'see' | 'seeAndHear' | 'neither' = 'see', from = CLIENT) =>
  said(from, n, { k: 'pause', n, on, keep })

describe('the pause, as both browsers read it', () => {
  test('PA8 it is the client’s word with the highest number, in whatever order words arrive', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }), (order) => {
        const highest = Math.max(...order)
        const { pause } = pairState(journalOf(...order.map((n) => word(n, n % 2 === 1))))
        expect(pause).toMatchObject({ n: highest, on: highest % 2 === 1 })
      }),
    )
  })

  test('PA9 only the client pauses and comes back: the therapist’s word on it counts for nothing', () => {
    expect(pairState(journalOf(word(1, true), word(9, false, 'see', THERAPIST))).pause).toMatchObject({ n: 1, on: true })
  })

  test('PA10 “I’m okay again” does not end a pause', () => {
    const okay = said(CLIENT, 7, { k: 'checkIn', code: 'ok' })
    expect(pairState(journalOf(word(1, true), okay)).pause?.on).toBe(true)
  })

  test('PA11 an offer stands until it is answered, or the pause it was made in is over', () => {
    const offer = said(THERAPIST, 1, { k: 'offer', offer: 'finish' }, 0, 'offer')
    const answer = said(CLIENT, 2, { k: 'answer', of: 'offer' as FactId, answer: 'notYet' })
    expect(pairState(journalOf(offer)).offer).toBeNull()
    expect(pairState(journalOf(word(1, true), offer)).offer).toMatchObject({ offer: 'finish' })
    expect(pairState(journalOf(word(1, true), offer, answer)).offer).toBeNull()
    expect(pairState(journalOf(word(1, true), offer, word(2, false))).offer).toBeNull()
  })
})
