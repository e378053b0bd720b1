import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFact, journalOf, said, statement } from '../../../test/support/session/statements.ts'
import { checkIns } from '../check-in/index.ts'
import { CLIENT, type FactId, type KnockId, type Seat, THERAPIST } from '../ids.ts'
import { emptyJournal, endToTell, lastSaid, pairState, type Said, vouchedFor, withSaid } from './index.ts'

const switches = (turn: number, seq: number) => said(CLIENT, seq, { k: 'switches', microphone: 'on', camera: 'on' }, turn)

/** Everything that is read out of a journal. */
const fold = (journal: ReturnType<typeof journalOf>) => ({ pair: pairState(journal), checkIns: checkIns(journal) })

describe('what the two browsers know together', () => {
  test('PA1 in whatever order and however often facts arrive, both browsers fold them to the same', () => {
    const facts = fc.uniqueArray(anyFact, { selector: (each) => each.fact.fact, maxLength: 24 })
    const shuffled = facts.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        fc.shuffledSubarray(all),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([all, permuted, again]) => {
        const whole = fold(journalOf(...all))
        expect(fold(journalOf(...permuted, ...again))).toEqual(whole)
        expect(fold(journalOf(...again, ...permuted))).toEqual(whole)
      }),
      { numRuns: 300, seed: 1 },
    )
  })

  test('PA2 a fact heard again leaves the very same journal', () => {
    const journal = journalOf(said(CLIENT, 1, { k: 'left' }))
    expect(withSaid(journal, [...journal.values()])).toBe(journal)
    expect(withSaid(emptyJournal, [])).toBe(emptyJournal)
  })

  test('PA3 the newest word of a seat counts: a later grant before a higher number', () => {
    const journal = journalOf(
      said(CLIENT, 9, { k: 'certificate', sha256: 'old grant' }, 0),
      said(CLIENT, 1, { k: 'certificate', sha256: 'new grant' }, 1),
    )
    expect(lastSaid(journal, 'certificate', CLIENT)?.sha256).toBe('new grant')
    expect(lastSaid(journal, 'certificate', THERAPIST)).toBeNull()
  })
})

describe('what is known of the other person', () => {
  test('PA4 before anything is said: switches on, nobody left, not ended, no certificate, no nonce', () => {
    const person = { microphone: 'on', camera: 'on', picture: 'sent', asked: 'usual', sharing: 'nothing', left: 'no' }
    expect(pairState(emptyJournal)).toEqual({
      therapist: person, client: person, ended: false, pause: null, newcomer: null, addedMinutes: 0, nonce: null,
    })
  })

  test.each([
    ['left', [statement('left', 0, 3)], 'plainly'],
    ['left, then back', [statement('left', 0, 3), statement('back', 0, 4)], 'no'],
    ['back, then left', [statement('back', 0, 3), statement('left', 0, 4)], 'plainly'],
    ['left under the first grant, back under the second', [statement('left', 0, 5), statement('back', 1, 1)], 'no'],
    ['back under the first grant, left under the second', [statement('back', 0, 5), statement('left', 1, 1)], 'plainly'],
    ['back without having left', [statement('back', 0, 1)], 'no'],
    ['left quietly', [statement('leftQuietly', 0, 3)], 'quietly'],
    ['left, then quietly', [statement('left', 0, 3), statement('leftQuietly', 0, 4)], 'quietly'],
    ['left quietly, back under the second grant', [statement('leftQuietly', 0, 5), statement('back', 1, 1)], 'no'],
    ['left quietly, then anything under the second grant', [statement('leftQuietly', 0, 5), switches(1, 1)], 'no'],
    ['left quietly, then anything under the same grant', [statement('leftQuietly', 0, 5), switches(0, 6)], 'quietly'],
  ] as const)('PA5 %s', (_what, facts, left) => {
    expect(pairState(journalOf(...facts)).client.left).toBe(left)
    expect(pairState(journalOf(...facts)).therapist.left).toBe('no')
  })

  test('PA5 only a client leaves quietly', () => {
    expect(pairState(journalOf(said(THERAPIST, 1, { k: 'leftQuietly' }))).therapist.left).toBe('no')
  })

  test('PA6 only the therapist’s word ends the session; only the client’s nonce counts', () => {
    const journal = journalOf(said(CLIENT, 1, { k: 'ended' }), said(THERAPIST, 1, { k: 'nonce', nonce: 'n' }))
    expect(pairState(journal)).toMatchObject({ ended: false, nonce: null })
    const rightly = journalOf(said(THERAPIST, 1, { k: 'ended' }), said(CLIENT, 1, { k: 'nonce', nonce: 'n' }))
    expect(pairState(rightly)).toMatchObject({ ended: true, nonce: 'n' })
  })

  test.each([
    ['ended, then going on', [said(THERAPIST, 1, { k: 'ended' }), said(THERAPIST, 2, { k: 'reopened' })], false],
    ['and ended again', [said(THERAPIST, 1, { k: 'ended' }), said(THERAPIST, 2, { k: 'reopened' }), said(THERAPIST, 3, { k: 'ended' })], true],
    ['the client’s word on it', [said(THERAPIST, 1, { k: 'ended' }), said(CLIENT, 2, { k: 'reopened' })], true],
    ['going on without an end', [said(THERAPIST, 1, { k: 'reopened' })], false],
  ] as const)('PA13 %s', (_what, facts, is) => {
    expect(pairState(journalOf(...facts)).ended).toBe(is)
    expect(pairState(journalOf(...facts.toReversed())).ended).toBe(is)
  })

  test.each([
    ['an end that only the client heard', [said(CLIENT, 1, { k: 'heardEnd', turn: 0, seq: 1 })], true],
    ['going on after it', [said(CLIENT, 1, { k: 'heardEnd', turn: 0, seq: 1 }), said(THERAPIST, 2, { k: 'reopened' })], false],
    ['going on before it', [said(CLIENT, 1, { k: 'heardEnd', turn: 0, seq: 2 }), said(THERAPIST, 1, { k: 'reopened' })], true],
    ['the therapist’s word on it', [said(THERAPIST, 1, { k: 'heardEnd', turn: 0, seq: 1 })], false],
  ] as const)('PA18 %s', (_what, facts, is) => {
    expect(pairState(journalOf(...facts)).ended).toBe(is)
    expect(pairState(journalOf(...facts.toReversed())).ended).toBe(is)
  })

  test('PA18 the client tells of each end once, and which it was', () => {
    const [first, second] = [said(THERAPIST, 1, { k: 'ended' }), said(THERAPIST, 3, { k: 'ended' })]
    const told = (seq: number) => said(CLIENT, seq, { k: 'heardEnd', turn: 0, seq })
    expect(endToTell(journalOf())).toBeNull()
    expect(endToTell(journalOf(first))).toEqual({ turn: 0, seq: 1 })
    expect(endToTell(journalOf(first, told(1)))).toBeNull()
    expect(endToTell(journalOf(first, told(1), second))).toEqual({ turn: 0, seq: 3 })
  })

  test('PA14 of questions about a newcomer the last counts, and only the client’s answer to it', () => {
    const knock = 'a knock' as KnockId
    const asked = [said(THERAPIST, 1, { k: 'askNewcomer', knock }, 0, 'first'), said(THERAPIST, 2, { k: 'askNewcomer', knock }, 0, 'second')]
    const word = (from: Seat, of: string) => said(from, 3, { k: 'newcomer', of: of as FactId, word: 'mine' })
    const read = (...facts: Said[]) => pairState(journalOf(...facts)).newcomer
    expect(read(...asked)).toEqual({ question: 'second', knock, word: null })
    expect(read(...asked, word(CLIENT, 'first'), word(THERAPIST, 'second'))?.word).toBeNull()
    expect(read(word(CLIENT, 'second'), ...asked.toReversed())?.word).toBe('mine')
    expect(read(...asked, said(THERAPIST, 4, { k: 'askNewcomer', knock: null }))).toBeNull()
    expect(read(said(CLIENT, 1, { k: 'askNewcomer', knock }))).toBeNull()
  })

  test('PA7 each speaks for the own switches and certificate only', () => {
    const journal = journalOf(
      said(CLIENT, 1, { k: 'switches', microphone: 'off', camera: 'none' }),
      said(THERAPIST, 1, { k: 'certificate', sha256: 'therapist’s' }),
    )
    expect(pairState(journal)).toMatchObject({
      client: { microphone: 'off', camera: 'none' },
      therapist: { microphone: 'on', camera: 'on' },
    })
    expect([CLIENT, THERAPIST].map((seat) => vouchedFor(journal, seat, 0))).toEqual([null, 'therapist’s'])
  })

  test('PA16 a certificate counts under the grant it was vouched for: a device let in later is not held to an earlier one’s', () => {
    const journal = journalOf(
      said(CLIENT, 5, { k: 'certificate', sha256: 'of the first device' }, 0),
      said(CLIENT, 6, { k: 'certificate', sha256: 'of its page after a reload' }, 0),
    )
    expect(vouchedFor(journal, CLIENT, 0)).toBe('of its page after a reload')
    expect(vouchedFor(journal, CLIENT, 1)).toBeNull()
  })
})
