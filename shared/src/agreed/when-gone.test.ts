import { describe, expect, test } from 'vitest'
import { CLIENT, type FactId } from '../ids.ts'
import { emptyJournal, type Journal, withSaid } from '../pair/index.ts'
import type { Fact, LobbyCard } from '../protocol/index.ts'
import { type Circumstances, EMPTY_CARD, type Today, todayOf, whatToDo } from './index.ts'

const GONE = ['leftQuietly', 'lineDropped', 'longPause'] as const
const SQUARE = ['never', 'pressed', 'cleared'] as const
const OVERHEARD = ['alone', 'someoneNear', 'notSure', null] as const
const PLANS = [
  { plan: { phone: '', calls: 'therapist' }, chosen: 'nothingAgreed' },
  { plan: { phone: '0151 234', calls: 'therapist' }, chosen: 'therapistCalls' },
  { plan: { phone: '0151 234', calls: 'client' }, chosen: 'clientCalls' },
  { plan: { phone: '', calls: 'client' }, chosen: 'clientCalls' },
] as const

const every = GONE.flatMap((gone) =>
  SQUARE.flatMap((square) => OVERHEARD.flatMap((overheard) => PLANS.map(({ plan, chosen }) => ({ gone, square, overheard, plan, chosen })))))

describe('what to do while the client is gone', () => {
  test.each(every)('AT270 $gone, square $square, overheard $overheard, plan $chosen', ({ chosen, ...circumstances }) => {
    const isPlainCutOff = circumstances.gone !== 'leftQuietly' && circumstances.square === 'never' &&
      (circumstances.overheard === 'alone' || circumstances.overheard === null)
    expect(whatToDo(circumstances)).toBe(isPlainCutOff ? chosen : 'wait')
  })

  test('AT271 nobody is told to call where the client gave no number', () => {
    const told = every.filter((each: Circumstances) => each.plan.phone === '').map(whatToDo)
    expect(told).not.toContain('therapistCalls')
  })
})

const says = (journal: Journal, ...facts: Partial<Fact>[]): Journal =>
  withSaid(journal, facts.map((fact, at) => ({
    from: CLIENT, turn: 0, seq: journal.size + at + 1,
    fact: { said: 1, fact: `fact-${journal.size + at}` as FactId, ...fact } as Fact,
  })))
const card = (overheard: LobbyCard['overheard']): LobbyCard => ({ ...EMPTY_CARD, overheard })
const NOT_PRIVATE = { k: 'checkIn', code: 'not_private' } as const
const OKAY = { k: 'checkIn', code: 'ok' } as const

describe('what was signalled and said today', () => {
  test.each<[string, Partial<Fact>[], Today['square']]>([
    ['nothing', [], 'never'],
    ['another signal', [{ k: 'checkIn', code: 'off' }, OKAY], 'never'],
    ['the square', [OKAY, NOT_PRIVATE], 'pressed'],
    ['the square and an okay after it', [NOT_PRIVATE, OKAY], 'cleared'],
    ['the square, taken back', [NOT_PRIVATE, { k: 'takeBack', of: 'fact-0' as FactId }], 'cleared'],
    ['the square again after an okay', [NOT_PRIVATE, OKAY, NOT_PRIVATE], 'pressed'],
  ])('AT272 %s', (_, facts, square) => {
    expect(todayOf(says(emptyJournal, ...facts), []).square).toBe(square)
  })

  test('AT272 the most guarded answer of the day counts, at whichever door it was given, and also after “just me”', () => {
    const near = says(emptyJournal, { k: 'card', card: card('someoneNear') }, { k: 'card', card: card('alone') })
    expect(todayOf(near, [card(null)]).overheard).toBe('someoneNear')
    expect(todayOf(emptyJournal, [card('notSure'), card('alone')]).overheard).toBe('notSure')
    expect(todayOf(emptyJournal, [card('alone'), card(null)]).overheard).toBe('alone')
    expect(todayOf(emptyJournal, [card(null)]).overheard).toBeNull()
  })
})
