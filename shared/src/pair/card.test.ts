import { expect, test } from 'vitest'
import { journalOf, said } from '../../../test/support/session/statements.ts'
import { EMPTY_CARD } from '../agreed/index.ts'
import { CLIENT, type Seat, THERAPIST } from '../ids.ts'
import { cardOf, observersOf } from './index.ts'

const atTheDoor = { ...EMPTY_CARD, name: 'Mara' }
const near = { ...EMPTY_CARD, overheard: 'someoneNear' } as const
const says = (from: Seat, seq: number, overheard: 'alone' | 'someoneNear', turn = 0) =>
  said(from, seq, { k: 'card', card: { ...EMPTY_CARD, overheard } }, turn)

test('LC4 the client’s last word counts, and nobody else’s', () => {
  expect(cardOf(journalOf(), atTheDoor, 0)).toBe(atTheDoor)
  expect(cardOf(journalOf(says(CLIENT, 2, 'someoneNear'), says(CLIENT, 1, 'alone')), atTheDoor, 0)).toEqual(near)
  expect(cardOf(journalOf(says(THERAPIST, 1, 'alone')), atTheDoor, 0)).toBe(atTheDoor)
})

test('LC4 a device let in later goes by what it said at the door itself', () => {
  const before = journalOf(says(CLIENT, 9, 'alone', 0))
  expect(cardOf(before, atTheDoor, 1)).toBe(atTheDoor)
  expect(cardOf(journalOf(says(CLIENT, 9, 'alone', 0), says(CLIENT, 1, 'someoneNear', 1)), atTheDoor, 1)).toEqual(near)
})

test('LC5 who hears along on the therapist’s side is the therapist’s to state', () => {
  const observers = (from: Seat, seq: number, who: 'nobody' | 'someoneListens') => said(from, seq, { k: 'observers', who })
  expect(observersOf(journalOf(observers(CLIENT, 1, 'nobody')))).toBeNull()
  expect(observersOf(journalOf(observers(THERAPIST, 1, 'nobody'), observers(THERAPIST, 2, 'someoneListens')))).toBe('someoneListens')
})
