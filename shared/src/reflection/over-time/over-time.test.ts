import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import type { SessionId } from '../../ids.ts'
import type { Instrument } from '../../questionnaire/index.ts'
import {
  bothSides, EARLIER_AT_MOST, followUpDue, median, othersOf, ownLine, type Past, promptOf, THRESHOLDS, Thresholds, trendOf, usualBefore,
} from './index.ts'

const TWO = ['safe', 'way'] as const
type Two = (typeof TWO)[number]
const past = (n: number, safe: number | null, way: number | null = null, mode = 'line', questionnaire = 'q|1'): Past<Two> =>
  ({ session: `s${String(n).padStart(4, '0')}` as SessionId, at: n, questionnaire, mode, answers: { safe, way } })
const safely = (...values: (number | null)[]) => values.map((value, n) => past(n, value))

const value = fc.option(fc.integer({ min: 0, max: 20 }).map((n) => n * 5), { freq: 5 })
const anyPast: fc.Arbitrary<Past<Two>[]> = fc
  .array(fc.tuple(value, value, fc.constantFrom('line', 'words'), fc.constantFrom('q|1', 'q|2')), { maxLength: 14 })
  .map((all) => all.map(([safe, way, mode, questionnaire], n) => past(n, safe, way, mode, questionnaire)))

describe('the usual answer', () => {
  test('TR1 is the median of up to five earlier ones of the same mode and questions, from three on; today is not in it', () => {
    expect(usualBefore(safely(10, 20, 90), 2, 'safe')).toBeNull()
    expect(usualBefore(safely(10, 20, 90, 0), 3, 'safe')).toBe(20)
    expect(usualBefore(safely(10, null, 20, 90, 40, 0), 5, 'safe')).toBe(30)
    expect(usualBefore(safely(0, 0, 50, 50, 50, 95, 95, 0), 7, 'safe')).toBe(50)
    const mixed = [past(0, 50), past(1, 50), past(2, 50, null, 'words'), past(3, 95, null, 'line', 'q|2'), past(4, 10)]
    expect(usualBefore(mixed, 4, 'safe')).toBeNull()
    expect(usualBefore([...mixed.slice(0, 4), past(4, 60), past(5, 10)], 5, 'safe')).toBe(50)
  })

  test('TR1 whatever was answered, it lies between the answers it is taken from, and is one of them or half way', () => {
    fc.assert(fc.property(anyPast, (all) => {
      for (const [index, today] of all.entries()) {
        const taken = all.slice(0, index).filter((one) => one.mode === today.mode && one.questionnaire === today.questionnaire)
          .flatMap(({ answers }) => (answers.safe === null ? [] : [answers.safe])).slice(-EARLIER_AT_MOST)
        expect(usualBefore(all, index, 'safe')).toBe(taken.length < THRESHOLDS.least ? null : median(taken))
      }
    }), { seed: 7 })
    expect(median([])).toBeNull()
  })
})

describe('the rows', () => {
  test('TR2 a change of mode or of questions begins a new line; every answer stands in one line, once', () => {
    const all = [past(0, 50), past(1, 55), past(2, 75, null, 'words'), past(3, 60), past(4, 60, null, 'line', 'q|2')]
    const [safe] = trendOf(all, TWO).rows
    expect(safe?.lines.map(({ stretch: { from, to } }) => [from, to])).toEqual([[0, 1], [2, 2], [3, 3], [4, 4]])
    fc.assert(fc.property(anyPast, (some) => {
      for (const row of trendOf(some, TWO).rows) {
        const drawn = row.lines.flatMap(({ points }) => points)
        const answered = some.flatMap(({ answers }, index) => (answers[row.item] === null ? [] : [{ index, value: answers[row.item] }]))
        expect(drawn).toEqual(answered)
        for (const { points, stretch, range } of row.lines) {
          expect(new Set(points.map(({ index }) => some[index]?.mode)).size).toBeLessThanOrEqual(1)
          const earlier = points.filter(({ index }) => index < some.length - 1).map((point) => point.value)
          expect(range).toEqual(earlier.length === 0 ? null : { low: Math.min(...earlier), high: Math.max(...earlier) })
          expect(stretch.to).toBeGreaterThanOrEqual(stretch.from)
        }
      }
    }), { seed: 7 })
  })

  test('TR2 in whatever order they come, they are laid out in the order of their sessions', () => {
    fc.assert(fc.property(anyPast.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, mixed]) => {
      expect(trendOf(mixed, TWO)).toEqual(trendOf(all, TWO))
      expect(promptOf(mixed, TWO)).toEqual(promptOf(all, TWO))
    }), { seed: 7 })
  })

  test('TR3 the newest answer is lower or higher than usual from 20 on, as usual in between, and too new to say at first', () => {
    const standing = (...values: (number | null)[]) => trendOf(safely(...values), ['safe']).rows[0]?.standing
    expect(standing(60, 60, 60, 40)).toBe('lower')
    expect(standing(60, 60, 60, 45)).toBe('usual')
    expect(standing(60, 60, 60, 75)).toBe('usual')
    expect(standing(60, 60, 60, 80)).toBe('higher')
    expect(standing(60, 60, 40)).toBe('tooFew')
    expect(standing(60, 60, 60, null)).toBe('notAnswered')
    expect(standing()).toBe('notAnswered')
  })
})

const thresholds = fc.record({
  least: fc.integer({ min: 1, max: 5 }), running: fc.integer({ min: 2, max: 5 }),
  drop: fc.integer({ min: 1, max: 20 }).map((n) => n * 5), low: fc.integer({ min: 0, max: 20 }).map((n) => n * 5), high: fc.integer({ min: 0, max: 20 }).map((n) => n * 5),
})

describe('the rows and the prompt, whatever was answered and whatever is set', () => {
  test('TR3 how the newest answer stands follows from it, the usual and the set distance alone', () => {
    fc.assert(fc.property(anyPast, thresholds, (all, set) => {
      for (const { item, newest, usual, standing } of trendOf(all, TWO, set).rows) {
        expect(newest).toBe(all.at(-1)?.answers[item] ?? null)
        const away = newest === null || usual === null ? null : newest - usual
        expect(standing).toBe(newest === null ? 'notAnswered' : away === null ? 'tooFew' : away <= -set.drop ? 'lower' : away >= set.drop ? 'higher' : 'usual')
      }
    }), { numRuns: 500, seed: 7 })
  })

  test('TR4 a prompt that is wider set never says less, and one about "lower" is about a row that reads so', () => {
    fc.assert(fc.property(anyPast, thresholds, (all, set) => {
      const prompt = promptOf(all, TWO, set)
      const wider = promptOf(all, TWO, { ...set, drop: 5, low: 100 })
      if (prompt?.prompt !== 'ask') return
      expect(wider?.prompt).toBe('ask')
      const row = trendOf(all, TWO, set).rows.find(({ item }) => item === prompt.item)
      expect(row?.standing === 'lower').toBe(prompt.why === 'lower')
      if (prompt.why === 'low') expect(row?.newest).toBeLessThan(set.low)
    }), { numRuns: 500, seed: 7 })
  })

  test('TR5 what came before the newest five comparable answers, and what is of another mode, changes no prompt', () => {
    const answer = fc.integer({ min: 0, max: 20 }).map((n) => n * 5)
    const lately = fc.array(fc.tuple(answer, answer), { minLength: EARLIER_AT_MOST + 1, maxLength: EARLIER_AT_MOST + 1 })
    const ask = (some: Past<Two>[]) => [promptOf(some, TWO)].filter((one) => one?.prompt === 'ask')
    fc.assert(fc.property(anyPast, lately, (before, newest) => {
      const all = newest.map(([safe, way], n) => past(100 + 2 * n, safe, way))
      // In between, and answered in another way.
      const between = before.slice(0, EARLIER_AT_MOST).map(({ answers: { safe, way } }, n) => past(101 + 2 * n, safe, way, 'words', 'q|3'))
      expect(ask([...before, ...all, ...between])).toEqual(ask(all))
    }), { numRuns: 500, seed: 7 })
  })

  test('TR6 the tip comes exactly when the last few, as many as are set, have everything at or above the line, and nothing is to be asked', () => {
    const high = fc.array(fc.tuple(fc.integer({ min: 16, max: 20 }), fc.integer({ min: 16, max: 20 })), { maxLength: 6 })
      .map((all) => all.map(([safe, way], n) => past(n, safe * 5, way * 5)))
    fc.assert(fc.property(fc.oneof(high, anyPast), thresholds, (all, set) => {
      const prompt = promptOf(all, TWO, set)
      const last = all.slice(-set.running)
      const isHigh = last.length === set.running && last.every(({ answers }) => TWO.every((item) => (answers[item] ?? -1) >= set.high))
      expect(prompt?.prompt === 'invite').toBe(isHigh && prompt?.prompt !== 'ask')
      if (prompt === null) expect(isHigh).toBe(false)
    }), { numRuns: 500, seed: 7 })
  })

  test('TR8 the two sides read the same whoever is called the other, and only what both answered', () => {
    const answers = fc.record({ safe: value, way: value })
    fc.assert(fc.property(answers, answers, thresholds, (theirs, own, set) => {
      const [one, other] = [bothSides(theirs, own, TWO, set), bothSides(own, theirs, TWO, set)]
      expect(one.items.map(({ item }) => item)).toEqual(TWO.filter((item) => theirs[item] !== null && own[item] !== null))
      expect(other.apart?.item).toBe(one.apart?.item)
      const farthest = Math.max(...one.items.map((side) => Math.abs(side.theirs - side.own)))
      expect(one.apart !== null).toBe(farthest >= set.drop)
    }), { seed: 7 })
  })
})

describe('the prompt', () => {
  test('TR4 is for an item 20 or more below the usual, or below 40, and for nothing else', () => {
    expect(promptOf(safely(60, 60, 60, 40), ['safe'])).toEqual({ prompt: 'ask', item: 'safe', why: 'lower' })
    expect(promptOf(safely(60, 60, 60, 45), ['safe'])).toBeNull()
    expect(promptOf(safely(60, 60, 40), ['safe'])).toBeNull()
    expect(promptOf(safely(35), ['safe'])).toEqual({ prompt: 'ask', item: 'safe', why: 'low' })
    expect(promptOf(safely(40), ['safe'])).toBeNull()
    expect(promptOf(safely(30, 30, 30, 30), ['safe'])).toEqual({ prompt: 'ask', item: 'safe', why: 'low' })
    expect(promptOf(safely(60, 60, 60, 10, 60), ['safe'])).toBeNull()
    expect(promptOf([], ['safe'])).toBeNull()
  })

  test('TR5 there is at most one, about the largest drop', () => {
    const before = [past(0, 80, 80), past(1, 80, 80), past(2, 80, 80)]
    expect(promptOf([...before, past(3, 60, 55)], TWO)).toMatchObject({ item: 'way' })
    expect(promptOf([...before, past(3, 55, 60)], TWO)).toMatchObject({ item: 'safe' })
    expect(promptOf([...before, past(3, 60, 60)], TWO)).toMatchObject({ item: 'safe' })
    fc.assert(fc.property(anyPast, (all) => {
      const prompt = promptOf(all, TWO)
      const newest = all.at(-1)
      const deserve = TWO.filter((item) => {
        const [answer, usual] = [newest?.answers[item] ?? null, usualBefore(all, all.length - 1, item)]
        return answer !== null && (answer < THRESHOLDS.low || (usual !== null && usual - answer >= THRESHOLDS.drop))
      })
      expect(prompt?.prompt === 'ask').toBe(deserve.length > 0)
      if (prompt?.prompt !== 'ask') return
      const depth = (item: Two) => (usualBefore(all, all.length - 1, item) ?? THRESHOLDS.low) - (newest?.answers[item] ?? 100)
      expect(depth(prompt.item)).toBe(Math.max(...deserve.map(depth)))
    }), { numRuns: 500, seed: 7 })
  })

  test('TR6 everything at 90 or more three times running invites one small change', () => {
    const high = (n: number, way: number | null = 95) => past(n, 90, way)
    expect(promptOf([high(0), high(1), high(2)], TWO)).toEqual({ prompt: 'invite' })
    expect(promptOf([past(0, 20, 20), high(1), high(2), high(3)], TWO)).toEqual({ prompt: 'invite' })
    expect(promptOf([high(0), high(1)], TWO)).toBeNull()
    expect(promptOf([high(0), high(1), high(2, null)], TWO)).toBeNull()
    expect(promptOf([high(0), past(1, 85, 95), high(2)], TWO)).toBeNull()
  })

  test('TR7 its thresholds can be set', () => {
    expect(promptOf(safely(60, 60, 60, 40), ['safe'], { ...THRESHOLDS, drop: 25 })).toBeNull()
    expect(promptOf(safely(35), ['safe'], { ...THRESHOLDS, low: 0 })).toBeNull()
    expect(trendOf(safely(60, 60, 60, 45), ['safe'], { ...THRESHOLDS, drop: 15 }).rows[0]?.standing).toBe('lower')
    expect(promptOf([past(0, 80, 80), past(1, 80, 80), past(2, 80, 80)], TWO, { ...THRESHOLDS, high: 80 })).toEqual({ prompt: 'invite' })
    expect(promptOf([past(0, 95, 95), past(1, 95, 95)], TWO, { ...THRESHOLDS, running: 2 })).toEqual({ prompt: 'invite' })
    expect(promptOf(safely(60, 40), ['safe'], { ...THRESHOLDS, least: 1 })).toEqual({ prompt: 'ask', item: 'safe', why: 'lower' })
    expect(promptOf(safely(60, 60, 60, 40), ['safe'], { ...THRESHOLDS, least: 4 })).toBeNull()
    fc.assert(fc.property(thresholds, (set) => v.is(Thresholds, set)), { seed: 7 })
    for (const wrong of [{ drop: 0 }, { low: 101 }, { least: 6 }, { running: 1 }, { high: 90.5 }]) expect(v.is(Thresholds, { ...THRESHOLDS, ...wrong })).toBe(false)
  })
})

test('TR8 the two sides are laid beside each other where both answered, and named apart from 20 on', () => {
  expect(bothSides({ safe: 80, way: 50 }, { safe: 75, way: 75 }, TWO)).toEqual({
    items: [{ item: 'safe', theirs: 80, own: 75 }, { item: 'way', theirs: 50, own: 75 }], apart: { item: 'way', theirs: 50, own: 75 },
  })
  expect(bothSides({ safe: 80, way: null }, { safe: 65, way: 0 }, TWO)).toEqual({ items: [{ item: 'safe', theirs: 80, own: 65 }], apart: null })
})

test('TR16 the own line has every own answer at its session’s place, and breaks where the way of answering changed', () => {
  const sessions = [past(0, 50), past(1, 50), past(2, 50), past(3, 50), past(4, 50)]
  const own = new Map([past(0, 70), past(1, 75), past(2, null), past(3, 25, null, 'words'), past(9, 5)].map((one) => [one.session, one]))
  const line = (item: Two) => ownLine(sessions, (session) => own.get(session), item)
  expect(line('safe')).toEqual([[{ index: 0, value: 70 }, { index: 1, value: 75 }], [{ index: 3, value: 25 }]])
  expect(line('way')).toEqual([])
})

test('TR9 a follow-up is due after a session in which something did not sit right, and only if the client had that kept', () => {
  const off = { at: 1, signals: ['off', 'ok'] as const }
  expect(followUpDue({ keep: 'nothing' })).toBe(false)
  expect(followUpDue({ keep: 'kindAndTime', sessions: [] })).toBe(false)
  expect(followUpDue({ keep: 'kindAndTime', sessions: [off] })).toBe(true)
  expect(followUpDue({ keep: 'kindAndTime', sessions: [{ at: 2, signals: ['slower'] }, off] })).toBe(false)
  expect(followUpDue({ keep: 'kindAndTime', sessions: [{ at: 0, signals: [] }, off] })).toBe(true)
})

test('TR19 another questionnaire has rows of its own, in its own range, and what does not fit its questions is in none of them', () => {
  const shed: Instrument = {
    questionnaire: 'shed|2', url: 'https://example.org/shed', title: 'The shed', notice: '', copyright: '',
    attestation: { holder: 'A practice', licence: 'No. 12', expires: null }, total: { total: 'sum', min: 0, max: 8, better: 'lower' },
    entry: { entry: 'questions', words: [], questions: [
      { answer: 'number', id: 'draught', text: 'How draughty?', min: 0, max: 4, better: 'lower' },
      { answer: 'number', id: 'damp', text: 'How damp?', min: 0, max: 4, better: 'lower' },
    ] },
  }
  const answered = (n: number, questionnaire: string, ...answers: (number | null)[]) => ({ session: `s${n}` as SessionId, at: n, more: [{ questionnaire, answers }] })
  const [first, ...none] = othersOf([answered(1, 'shed|2', 4, 4), answered(3, 'shed|2', 0, null), answered(2, 'shed|2', 2, 2), answered(4, 'shed|1', 0, 0), answered(5, 'shed|2', 9, 0)], [shed])
  expect(none).toEqual([])
  const points = (item: string) => first?.trend.rows.find((row) => row.item === item)?.lines.flatMap((line) => line.points.map((point) => point.value))
  expect(first?.trend.sessions.map(({ at }) => at)).toEqual([1, 2, 3])
  expect([points('total'), points('draught'), points('damp')]).toEqual([[0, 50], [0, 50, 100], [0, 50]])
})
