import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { journalOf, said } from '../../../test/support/session/statements.ts'
import { CLIENT, type FactId, type Seat, THERAPIST } from '../ids.ts'
import type { FactOf } from '../protocol/inside.ts'
import { pauseNow, pauseWord } from './pause.ts'
import type { Said } from './said.ts'

const word = (n: number, on: boolean, keep: FactOf<'pause'>['keep'] = 'see', from: Seat = CLIENT) =>
  at(n * 10, said(from, n, { k: 'pause', n, on, keep }, 0, `word ${n}`))
const at = (later: number, { fact, ...rest }: Said): Said => ({ ...rest, fact: { ...fact, said: fact.said + later } })

describe('the pause, as both browsers read it', () => {
  test('PA8 it is the client’s word with the highest number, in whatever order words arrive', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }), (order) => {
        const highest = Math.max(...order)
        const journal = journalOf(...order.map((n) => word(n, n % 2 === 1)))
        expect(pauseWord(journal)).toMatchObject({ n: highest })
        expect(pauseNow(journal) !== null).toBe(highest % 2 === 1)
      }),
    )
  })

  test('PA9 only the client pauses and comes back: the therapist’s word on it counts for nothing', () => {
    expect(pauseNow(journalOf(word(1, true), word(9, false, 'see', THERAPIST)))?.word).toMatchObject({ n: 1, on: true })
  })

  test('PA10 “I’m okay again” does not end a pause', () => {
    const okay = said(CLIENT, 7, { k: 'checkIn', code: 'ok' })
    expect(pauseNow(journalOf(word(1, true), okay))).not.toBeNull()
  })

  test('PA11 an offer and “I’m here” belong to the pause they were said in', () => {
    const offer = at(15, said(THERAPIST, 1, { k: 'offer', offer: 'finish' }, 0, 'offer'))
    const here = at(16, said(THERAPIST, 2, { k: 'reply', of: 'word 1' as FactId, reply: 'imHere' }))
    const answer = at(17, said(CLIENT, 2, { k: 'answer', of: 'offer' as FactId, answer: 'notYet' }))
    const first = [word(1, true), offer, here]
    expect(pauseNow(journalOf(...first))).toMatchObject({ here: true, offer: { fact: 'offer', answer: null } })
    expect(pauseNow(journalOf(...first, answer))).toMatchObject({ offer: { answer: 'notYet' } })
    expect(pauseNow(journalOf(...first, word(2, false), word(3, true)))).toMatchObject({ here: false, offer: null })
  })

  test('PA12 a change of what is kept goes on with the same pause', () => {
    const journal = journalOf(word(1, true), word(2, true, 'neither'))
    expect(pauseNow(journal)).toMatchObject({ press: 'word 1', word: { keep: 'neither' } })
  })
})
