import { describe, expect, test } from 'vitest'
import { journalOf, said, SAID_AT } from '../../../test/support/session/statements.ts'
import { CLIENT, type EnvelopeId, type FactId, type Seat, THERAPIST } from '../ids.ts'
import type { Said } from '../pair/said.ts'
import type { Envelope } from '../protocol/envelope.ts'
import { type CheckIn, checkIns, CONFIRM_WITHIN, emptyOutbox, posted, type Reached, settled, signalState } from './index.ts'

const PRESS = 'press' as FactId
const press = (seq = 1, fact: string = PRESS) => said(CLIENT, seq, { k: 'checkIn', code: 'slower' }, 0, fact)
const receipt = (seq: number, state: Exclude<Reached, 'nowhere'>, from: Seat = THERAPIST, of = PRESS) =>
  said(from, seq, { k: 'receipt', of, state })
const reached = (...facts: readonly Said[]) => checkIns(journalOf(...facts)).map((one) => one.reached)

describe('check-ins as both sides read them', () => {
  test('FO1 a press is a check-in; without the therapist’s word it has got nowhere', () => {
    expect(checkIns(journalOf(press()))).toEqual([{ fact: PRESS, code: 'slower', said: SAID_AT, reached: 'nowhere', reply: null, ended: 'no' }])
  })

  test('FO2 only a receipt of the therapist’s browser says how far it got', () => {
    expect(reached(press(), receipt(1, 'shown', CLIENT))).toEqual(['nowhere'])
    expect(reached(press(), receipt(1, 'shown'))).toEqual(['shown'])
    expect(reached(press(), receipt(1, 'shown', THERAPIST, 'another' as FactId))).toEqual(['nowhere'])
  })

  test('FO3 it never goes back: the furthest receipt stands, whatever comes after', () => {
    expect(reached(press(), receipt(1, 'seen'), receipt(2, 'behind'), receipt(3, 'shown'))).toEqual(['seen'])
    expect(reached(press(), receipt(1, 'cleared'), receipt(2, 'seen'))).toEqual(['cleared'])
  })

  test('FO4 a check-in is the client’s: what the therapist’s browser presses is none', () => {
    expect(checkIns(journalOf(said(THERAPIST, 1, { k: 'checkIn', code: 'pause' })))).toEqual([])
  })

  test('FO5 they stand in the order in which they were pressed', () => {
    const facts = [press(3, 'third'), press(1, 'first'), press(2, 'second')]
    expect(checkIns(journalOf(...facts)).map((one) => one.fact)).toEqual(['first', 'second', 'third'])
  })
})

describe('what the client is told of a check-in', () => {
  const at = (reachedNow: Reached): CheckIn =>
    ({ fact: PRESS, code: 'slower', said: SAID_AT, reached: reachedNow, reply: null, ended: 'no' })
  test.each([
    ['nowhere', 0, false, 'sending'],
    ['nowhere', CONFIRM_WITHIN - 1, false, 'sending'],
    ['nowhere', CONFIRM_WITHIN, false, 'notConfirmed'],
    ['nowhere', 0, true, 'couldNotConfirm'],
    ['nowhere', CONFIRM_WITHIN, true, 'couldNotConfirm'],
    ['behind', CONFIRM_WITHIN, false, 'behind'],
    ['shown', 0, false, 'onScreen'],
    ['shown', CONFIRM_WITHIN, true, 'onScreen'],
    ['seen', 0, false, 'seen'],
    ['cleared', 0, true, 'cleared'],
  ] as const)('FO6 reached %s, %d ms after the press, session over: %s → %s', (state, later, over, expected) => {
    expect(signalState(at(state), SAID_AT + later, over)).toBe(expected)
  })

  test('FO6 a clock that stands behind the press does not make it unconfirmed', () => {
    expect(signalState(at('nowhere'), SAID_AT - 60_000, false)).toBe('sending')
  })
})

describe('facts on their way', () => {
  const envelope = (id: string) => ({ id: id as EnvelopeId }) as Envelope

  test('FO7 the outbox keeps the order, holds each envelope once, and lets go of what is settled', () => {
    const two = posted(posted(emptyOutbox, envelope('a')), envelope('b'))
    expect(two.map((e) => e.id)).toEqual(['a', 'b'])
    expect(posted(two, envelope('a'))).toBe(two)
    expect(settled(two, 'a' as EnvelopeId).map((e) => e.id)).toEqual(['b'])
    expect(settled(two, 'c' as EnvelopeId)).toBe(two)
  })
})
