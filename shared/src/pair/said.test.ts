import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFact, journalOf, said, statement } from '../../../test/support/session/statements.ts'
import { checkIns } from '../check-in/index.ts'
import { CLIENT, THERAPIST } from '../ids.ts'
import { emptyJournal, lastSaid, pairState, withSaid } from './index.ts'

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
    const person = { certificate: null, microphone: 'on', camera: 'on', left: false }
    expect(pairState(emptyJournal)).toEqual({
      therapist: person, client: person, ended: false, pause: null, addedMinutes: 0, nonce: null,
    })
  })

  test.each([
    ['left', [statement('left', 0, 3)], true],
    ['left, then back', [statement('left', 0, 3), statement('back', 0, 4)], false],
    ['back, then left', [statement('back', 0, 3), statement('left', 0, 4)], true],
    ['left under the first grant, back under the second', [statement('left', 0, 5), statement('back', 1, 1)], false],
    ['back under the first grant, left under the second', [statement('back', 0, 5), statement('left', 1, 1)], true],
    ['back without having left', [statement('back', 0, 1)], false],
  ] as const)('PA5 %s', (_what, facts, left) => {
    expect(pairState(journalOf(...facts)).client.left).toBe(left)
    expect(pairState(journalOf(...facts)).therapist.left).toBe(false)
  })

  test('PA6 only the therapist’s word ends the session; only the client’s nonce counts', () => {
    const journal = journalOf(said(CLIENT, 1, { k: 'ended' }), said(THERAPIST, 1, { k: 'nonce', nonce: 'n' }))
    expect(pairState(journal)).toMatchObject({ ended: false, nonce: null })
    const rightly = journalOf(said(THERAPIST, 1, { k: 'ended' }), said(CLIENT, 1, { k: 'nonce', nonce: 'n' }))
    expect(pairState(rightly)).toMatchObject({ ended: true, nonce: 'n' })
  })

  test('PA7 each speaks for the own switches and certificate only', () => {
    const journal = journalOf(
      said(CLIENT, 1, { k: 'switches', microphone: 'off', camera: 'none' }),
      said(THERAPIST, 1, { k: 'certificate', sha256: 'therapist’s' }),
    )
    expect(pairState(journal)).toMatchObject({
      client: { microphone: 'off', camera: 'none', certificate: null },
      therapist: { microphone: 'on', camera: 'on', certificate: 'therapist’s' },
    })
  })
})
