import type { Signal } from '@fermata/shared/protocol'
import { describe, expect, test } from 'vitest'
import { judge, NOWHERE } from './negotiation.ts'
import type { Position } from './negotiation.ts'

const description = (type: 'offer' | 'answer', epoch: number, neg: number): Signal =>
  ({ s: 'description', epoch, neg, description: { type, sdp: '' } })
const offer = description.bind(null, 'offer')
const answer = description.bind(null, 'answer')
const candidates = (epoch: number, neg: number): Signal => ({ s: 'candidates', epoch, neg, candidates: [] })
const please = (epoch: number): Signal => ({ s: 'please', epoch, neg: 0, please: 'rebuild' })

/** Epoch 4: the third offer waits for its answer, or is being applied. */
const at: Position = { epoch: 4, neg: 3, taken: 2, applied: 2 }

describe('the caller', () => {
  test.each([
    ['takes the answer to its newest offer', answer(4, 3), 'now'],
    ['drops the answer to an older offer', answer(4, 2), 'never'],
    ['drops an answer to an offer it never made', answer(4, 4), 'never'],
    ['drops an answer of an older peer', answer(3, 3), 'never'],
    ['drops an answer of a newer peer: only it makes peers', answer(5, 3), 'never'],
    ['never takes an offer', offer(5, 1), 'never'],
    ['uses candidates of the answer in force', candidates(4, 2), 'now'],
    ['keeps candidates of the answer to come', candidates(4, 3), 'later'],
    ['drops candidates of older answers', candidates(4, 1), 'never'],
    ['drops candidates of offers it never made', candidates(4, 4), 'never'],
    ['drops candidates of other peers', candidates(5, 1), 'never'],
    ['hears pleas', please(4), 'now'],
  ] as const)('%s', (_, signal, verdict) => expect(judge('caller', at, signal)).toBe(verdict))

  test('takes an answer once', () => {
    expect(judge('caller', { epoch: 4, neg: 3, taken: 3, applied: 3 }, answer(4, 3))).toBe('never')
  })

  test('ME24 takes an answer that came by both ways once, also while the first is still being applied', () => {
    expect(judge('caller', { epoch: 4, neg: 3, taken: 3, applied: 2 }, answer(4, 3))).toBe('never')
  })
})

describe('the answerer', () => {
  test.each([
    ['takes a newer offer of the same peer', offer(4, 4), 'now'],
    ['answers an offer it has again: its answer was lost', offer(4, 3), 'again'],
    ['drops an older offer', offer(4, 2), 'never'],
    ['drops an offer of an older peer', offer(3, 9), 'never'],
    ['builds anew for a newer peer', offer(5, 1), 'anew'],
    ['never takes an answer', answer(4, 4), 'never'],
    ['never hears a plea', please(4), 'never'],
    ['uses candidates of the offer in force', candidates(4, 2), 'now'],
    ['keeps candidates of the offer being applied', candidates(4, 3), 'later'],
    ['keeps candidates that overtook their offer', candidates(4, 4), 'later'],
    ['keeps candidates that overtook a newer peer', candidates(5, 1), 'later'],
    ['drops candidates of older offers', candidates(4, 1), 'never'],
    ['drops candidates of older peers', candidates(3, 3), 'never'],
  ] as const)('%s', (_, signal, verdict) => expect(judge('answerer', at, signal)).toBe(verdict))
})

describe('without a peer', () => {
  test.each([
    ['the answerer', 'an offer of the lost peer', 'answerer', offer(4, 9), 'never'],
    ['the answerer', 'candidates of the lost peer', 'answerer', candidates(4, 9), 'never'],
    ['the caller', 'an answer to the lost peer', 'caller', answer(4, 3), 'never'],
    ['the caller', 'candidates of the lost peer', 'caller', candidates(4, 3), 'never'],
    ['the answerer', 'an offer of the next peer', 'answerer', offer(5, 1), 'anew'],
  ] as const)('%s judges %s', (_, __, role, signal, verdict) => {
    expect(judge(role, { ...NOWHERE, epoch: 4 }, signal)).toBe(verdict)
  })
})
