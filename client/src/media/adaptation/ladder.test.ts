import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PictureStep } from '../port.ts'
import {
  GOOD_FOR, GOOD_FOR_AT_MOST, isTroubled, type Ladder, LOOK_EVERY, lower, next, qualityOf, SOUND_ONLY_BELOW, TOP, TROUBLED_FOR,
} from './ladder.ts'
import type { Reading } from './readings.ts'

const GOOD: Reading = { concealed: 0, roundTrip: 40, lost: 0, soundSent: 100, room: 2_000_000 }
const SUFFERING: Reading = { ...GOOD, concealed: 0.05 }
const UNKNOWN: Reading = { concealed: null, roundTrip: null, lost: null, soundSent: null, room: null }
const STEPS: PictureStep[] = ['whole', 'smaller', 'smallest', 'held']

/** Every ladder on the way through these readings, one every two seconds. */
function walk(readings: readonly Reading[], from: Ladder = TOP, start = 0): Ladder[] {
  const way: Ladder[] = []
  let ladder = from
  readings.forEach((reading, turn) => {
    ladder = next(ladder, reading, start + turn * LOOK_EVERY)
    way.push(ladder)
  })
  return way
}
const steps = (way: readonly Ladder[]): PictureStep[] => way.map(({ step }) => step)
const times = <One>(count: number, one: One): One[] => Array.from({ length: count }, () => one)

const anyReading: fc.Arbitrary<Reading> = fc.record({
  concealed: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  roundTrip: fc.option(fc.integer({ min: 0, max: 3_000 })),
  lost: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  soundSent: fc.option(fc.nat(200)),
  room: fc.option(fc.integer({ min: 0, max: 3_000_000 })),
})
const anyWalk = fc.array(fc.oneof(anyReading, fc.constant(GOOD), fc.constant(SUFFERING)), { maxLength: 120 })

describe('the picture gives way to sound', () => {
  test.each([
    ['over 3 % of the sound made up', { concealed: 0.031 }],
    ['over 400 ms there and back', { roundTrip: 401 }],
    ['over 5 % lost', { lost: 0.051 }],
    ['under 150 kbit/s', { room: 149_999 }],
  ])('AD1 %s, twice running, takes it one step down, and once does nothing', (_, trouble) => {
    const bad = { ...GOOD, ...trouble }
    expect(steps(walk([bad, GOOD, bad, GOOD]))).toEqual(times(4, 'whole'))
    expect(steps(walk(times(4, bad)))).toEqual(['whole', 'smaller', 'smaller', 'smallest'])
  })

  test('AD1 values at the limits are good ones', () => {
    expect(isTroubled({ concealed: 0.03, roundTrip: 400, lost: 0.05, soundSent: 0, room: 150_000 }, 'whole')).toBe(false)
  })

  test('AD1 a browser that tells nothing changes nothing', () => {
    expect(steps(walk(times(50, UNKNOWN)))).toEqual(times(50, 'whole'))
  })

  test('AD2 under 100 kbit/s it is held at once, and what suffers on at the smallest is held too', () => {
    expect(steps(walk(times(2, { ...GOOD, room: SOUND_ONLY_BELOW - 1 })))).toEqual(['whole', 'held'])
    expect(steps(walk(times(6, SUFFERING))).at(-1)).toBe('held')
  })

  test('AD2 a small picture needs less room than a whole one, and a held one none', () => {
    const narrow = { ...GOOD, room: 120_000 }
    expect(STEPS.map((step) => isTroubled(narrow, step))).toEqual([true, true, false, false])
    expect(isTroubled({ ...GOOD, room: 1 }, 'held')).toBe(false)
  })

  test('AD3 it comes back a step at a time, each after ten seconds of good values', () => {
    const [down] = walk(times(2, { ...GOOD, room: 90_000 })).slice(-1)
    const turns = GOOD_FOR / LOOK_EVERY
    const back = steps(walk(times(3 * turns + 1, GOOD), down, 10_000))
    expect(back.slice(0, turns)).toEqual(times(turns, 'held'))
    expect(STEPS.toReversed().map((step) => back.indexOf(step))).toEqual([0, turns, 2 * turns, 3 * turns])
  })

  test('AD3 one bad value on the way begins the ten seconds anew', () => {
    const [down] = walk(times(2, SUFFERING)).slice(-1)
    const way = [...times(4, GOOD), SUFFERING, ...times(5, GOOD)]
    expect(steps(walk(way, down, 10_000))).toEqual(times(10, 'smaller'))
  })

  test('AD3 after a return that failed it waits twice as long, eighty seconds at most', () => {
    let [ladder] = walk(times(2, SUFFERING)).slice(-1)
    let now = 2 * LOOK_EVERY
    const waits: number[] = []
    for (let fall = 0; fall < 6; fall++) {
      const began = now
      while (ladder?.step !== 'whole') ladder = next(ladder ?? TOP, GOOD, (now += LOOK_EVERY))
      waits.push(now - began - LOOK_EVERY)
      for (const bad of times(TROUBLED_FOR, SUFFERING)) ladder = next(ladder, bad, (now += LOOK_EVERY))
    }
    expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 80_000, 80_000])
  })

  test('AD4 whatever comes: one step up at most, never without ten good seconds, never down on one bad value', () => {
    fc.assert(fc.property(anyWalk, (readings) => {
      const way = [TOP, ...walk(readings)]
      way.forEach((ladder, turn) => {
        const before = way[turn - 1]
        if (before === undefined) return
        const rose = STEPS.indexOf(before.step) - STEPS.indexOf(ladder.step)
        expect(rose).toBeLessThanOrEqual(1)
        const recent = readings.slice(0, turn)
        if (rose === 1) {
          const good = recent.slice(-GOOD_FOR / LOOK_EVERY)
          expect(good.every((reading) => !isTroubled(reading, before.step))).toBe(true)
        }
        if (rose < 0) expect(recent.slice(-TROUBLED_FOR).every((reading) => isTroubled(reading, before.step))).toBe(true)
        expect(ladder.patience).toBeLessThanOrEqual(GOOD_FOR_AT_MOST)
      })
    }))
  })

  test('AD4 whatever came before, good values bring the whole picture back', () => {
    fc.assert(fc.property(anyWalk, (readings) => {
      const last = walk(readings).at(-1) ?? TOP
      const enough = (3 * GOOD_FOR_AT_MOST) / LOOK_EVERY + 2
      expect(walk(times(enough, GOOD), last, readings.length * LOOK_EVERY).at(-1)?.step).toBe('whole')
    }))
  })

  test('AD4 whatever came before, values that stay bad end with sound alone', () => {
    fc.assert(fc.property(anyWalk, (readings) => {
      const last = walk(readings).at(-1) ?? TOP
      expect(walk(times(3 * TROUBLED_FOR, SUFFERING), last, readings.length * LOOK_EVERY).at(-1)?.step).toBe('held')
    }))
  })

  test('AD6 the mark has three steps: good, fair where something gives way or suffers, poor where speech has gaps or pictures are off', () => {
    const at = (step: PictureStep): Ladder => ({ ...TOP, step })
    expect([qualityOf(TOP, null), qualityOf(TOP, GOOD), qualityOf(TOP, SUFFERING)]).toEqual(['good', 'good', 'fair'])
    expect([qualityOf(at('smaller'), GOOD), qualityOf(at('held'), GOOD), qualityOf(TOP, { ...GOOD, concealed: 0.2 })])
      .toEqual(['fair', 'poor', 'poor'])
  })

  test('AD5 of what the path allows and what was chosen the smaller holds', () => {
    expect([lower('whole', 'smaller'), lower('held', 'smaller'), lower('smaller', 'whole')]).toEqual(['smaller', 'held', 'smaller'])
  })
})
