import { describe, expect, test } from 'vitest'
import { journalOf, said, SAID_AT } from '../../../test/support/session/statements.ts'
import { CLIENT, type FactId, THERAPIST } from '../ids.ts'
import { mergedNotes, type Notes, offerNow, type Said } from '../pair/index.ts'
import type { Note, NoteValue } from '../protocol/notes.ts'
import { answered, choicesOf, cues, history, nameOf, practiceNow, suggestionNow, USUAL_CHOICES } from './index.ts'

const press = (seq: number, code: 'slower' | 'off' | 'not_private' | 'ok') => said(CLIENT, seq, { k: 'checkIn', code }, 0, `press ${seq}`)
const practice = (seq: number) => said(CLIENT, seq, { k: 'practice', code: 'slower' }, 0, `practice ${seq}`)
const seen = (seq: number, of: string) => said(THERAPIST, seq, { k: 'receipt', of: of as FactId, state: 'seen' })
const pause = (seq: number, n: number, on: boolean) => said(CLIENT, seq, { k: 'pause', n, on, keep: 'see' }, 0, `pause ${n}`)
const note = (by: typeof CLIENT, n: number, value: NoteValue): Note => ({ by, n, said: SAID_AT, value })
const later = <Of extends { fact: object }>(one: Of, by: number): Of => ({ ...one, fact: { ...one.fact, said: SAID_AT + by } })

describe('a practice run', () => {
  test('QS3 is no cue and stands in no history; how far it got is told of it all the same', () => {
    const journal = journalOf(practice(1), seen(1, 'practice 1'))
    expect([cues(journal), history(journal)]).toEqual([[], []])
    expect(practiceNow(journal)).toMatchObject({ code: 'slower', reached: 'seen' })
  })

  test('QS3 a real signal puts it aside', () => {
    expect(practiceNow(journalOf(practice(1), later(press(2, 'off'), 1)))).toBeNull()
    expect(practiceNow(journalOf(later(practice(2), 2), later(press(1, 'off'), 1)))).not.toBeNull()
  })
})

describe('what the therapist suggests', () => {
  const suggestion: NoteValue = { note: 'suggestion', hidden: ['off'], names: [{ code: 'slower', word: 'Gently' }] }
  const notes = (...all: Note[]): Notes => mergedNotes(all)

  test('QS2 changes nothing before the client takes it', () => {
    const open = notes(note(THERAPIST, 1, suggestion))
    expect(choicesOf(open)).toEqual(USUAL_CHOICES)
    expect(suggestionNow(open)).toEqual(suggestion)
  })

  test('QS2 is taken as a whole or left, and asked once', () => {
    const open = notes(note(THERAPIST, 1, suggestion), note(CLIENT, 1, { ...USUAL_CHOICES, hidden: ['ask_me'] }))
    const [take, leave] = (['take', 'leave'] as const).map((word) => answered(open, word))
    expect(take).toMatchObject({ hidden: ['ask_me', 'off'], names: [{ code: 'slower', word: 'Gently' }], answered: 1 })
    expect(leave).toMatchObject({ hidden: ['ask_me'], names: [], answered: 1 })
    for (const word of [take, leave]) expect(suggestionNow(notes(...open, note(CLIENT, 2, word ?? USUAL_CHOICES)))).toBeNull()
    const again = notes(...open, note(CLIENT, 2, leave ?? USUAL_CHOICES), note(THERAPIST, 2, suggestion))
    expect(suggestionNow(again), 'a new suggestion is asked').toEqual(suggestion)
  })

  test('QS2 what is so already is not asked', () => {
    const mine = { ...USUAL_CHOICES, hidden: ['off' as const], names: [{ code: 'slower' as const, word: 'Gently' }] }
    expect(suggestionNow(notes(note(THERAPIST, 1, suggestion), note(CLIENT, 1, mine)))).toBeNull()
    expect(nameOf(mine, 'slower')).toBe('Gently')
    expect(nameOf(mine, 'off')).toBeNull()
  })
})

describe('this session’s signals, in one quiet place', () => {
  const lines = (...facts: readonly Said[]) => history(journalOf(...facts)).map(({ code, state }) => `${code} ${state}`)

  test('CI20 newest first: open, seen, and cleared by “I’m okay again”', () => {
    expect(lines(press(1, 'slower'), later(press(2, 'ok'), 1), later(press(3, 'off'), 2), seen(1, 'press 3'), later(press(4, 'slower'), 3)))
      .toEqual(['slower open', 'off seen', 'ok open', 'slower cleared'])
  })

  test('CI20 “I can’t talk freely” never stands there, nor what was taken back', () => {
    const back = said(CLIENT, 9, { k: 'takeBack', of: 'press 2' as FactId })
    expect(lines(press(1, 'not_private'), press(2, 'slower'), back)).toEqual([])
  })

  test('CI20 a pause stands there once, and is cleared by coming back', () => {
    expect(lines(pause(1, 1, true), pause(2, 2, true))).toEqual(['pause open'])
    expect(lines(pause(1, 1, true), pause(2, 2, true), pause(3, 3, false))).toEqual(['pause cleared'])
  })
})

describe('what the therapist offers', () => {
  const offer = (seq: number, what: 'pause' | 'signals' | 'finish') => said(THERAPIST, seq, { k: 'offer', offer: what }, 0, `offer ${seq}`)
  const answer = (of: number, word: 'yes' | 'notYet') => said(CLIENT, 5, { k: 'answer', of: `offer ${of}` as FactId, answer: word })

  test('PA15 the last offer counts, with the client’s answer to that one', () => {
    expect(offerNow(journalOf(offer(1, 'pause')))).toMatchObject({ offer: 'pause', answer: null })
    expect(offerNow(journalOf(offer(1, 'pause'), answer(1, 'notYet')))).toMatchObject({ answer: 'notYet' })
    expect(offerNow(journalOf(offer(1, 'pause'), answer(1, 'yes'), offer(2, 'signals')))).toMatchObject({ offer: 'signals', answer: null })
  })

  test('PA15 a pause begun after it answers an offer of one, and puts any other aside', () => {
    expect(offerNow(journalOf(offer(1, 'pause'), pause(1, 1, true)))).toMatchObject({ answer: 'yes' })
    expect(offerNow(journalOf(offer(1, 'signals'), pause(1, 1, true)))).toMatchObject({ answer: 'notYet' })
    expect(offerNow(journalOf(pause(1, 1, true), pause(2, 2, false), later(offer(3, 'pause'), 9)))).toMatchObject({ answer: null })
  })

  test('PA15 an offer to finish belongs to its pause, and is none outside', () => {
    expect(offerNow(journalOf(offer(1, 'finish')))).toBeNull()
  })
})
