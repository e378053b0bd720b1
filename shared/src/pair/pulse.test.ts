import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { SECOND } from '../clock.ts'
import { FACTS_AFTER } from '../protocol/envelope.ts'
import { feel, type Felt, finding, firstPulse, type Pulse, UNCONFIRMED_AFTER, unconfirmedFrom } from './pulse.ts'

const START = 1_800_000_000_000
const no = (n: number): number => FACTS_AFTER + n
const fact = (n: number): Felt => ({ felt: 'fact', seq: no(n) })
const pulse = (sent: number, seen: number): Felt => ({ felt: 'pulse', sent: no(sent), seen: no(seen) })
const said = (n: number): Felt => ({ felt: 'said', seq: no(n) })
const asked: Felt = { felt: 'asked' }
const after = (...events: [seconds: number, felt: Felt][]): Pulse =>
  events.reduce((known, [seconds, felt]) => feel(known, felt, START + seconds * SECOND), firstPulse(START))
const at = (seconds: number): number => START + seconds * SECOND

describe('The pulse', () => {
  test('PU1 a number that was told of or skipped is missing, until it comes', () => {
    const gap = after([0, fact(1)], [1, fact(3)])
    expect(finding(gap, at(1))).toBe('missing')
    expect(finding(feel(gap, fact(2), at(2)), at(2))).toBe('well')
    const behind = after([0, fact(1)], [1, pulse(2, 0)])
    expect(finding(behind, at(1))).toBe('missing')
    expect(finding(feel(behind, fact(2), at(2)), at(2))).toBe('well')
  })

  test('PU1 in whatever order and however often they come, the same are missing', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 30 }))
    fc.assert(fc.property(numbers, fc.integer({ min: 0, max: 30 }), (there, sent) => {
      const events = [...there, ...there.toReversed()].map((n): [number, Felt] => [0, fact(n)])
      const { theirs } = after([0, pulse(sent, 0)], ...events)
      const highest = Math.max(sent, ...there)
      const first = Array.from({ length: highest }, (_, index) => index + 1).find((n) => !there.includes(n))
      expect(theirs.upTo).toBe(no(first === undefined ? highest : first - 1))
      expect(new Set(theirs.beyond)).toEqual(new Set(there.map(no).filter((seq) => seq > theirs.upTo)))
    }))
  })

  test('PU2 thirty seconds without a word, and nothing is confirmed; the next word confirms', () => {
    const known = after([0, fact(1)], [8, asked])
    expect(finding(known, at(29.9))).toBe('well')
    expect(finding(known, at(30))).toBe('unconfirmed')
    expect(finding(feel(known, pulse(1, 0), at(40)), at(40))).toBe('well')
    expect(finding(feel(known, fact(2), at(40)), at(40))).toBe('well')
  })

  test('PU3 a page that slept asks first', () => {
    const slept = after([0, fact(1)])
    expect(finding(slept, at(600))).toBe('well')
    const awake = feel(slept, asked, at(600))
    expect(finding(awake, at(604.9))).toBe('well')
    expect(finding(awake, at(605))).toBe('unconfirmed')
  })

  test('PU4 pulses that come, while something of theirs stays missing or of ours unseen, confirm nothing', () => {
    const missing = after([0, pulse(1, 0)], [10, pulse(1, 0)], [20, pulse(1, 0)], [29, pulse(1, 0)])
    expect(finding(missing, at(29))).toBe('missing')
    expect(finding(missing, at(30))).toBe('unconfirmed')
    const unseen = after([0, said(1)], [1, said(2)], [20, pulse(0, 1)], [29, pulse(0, 1)])
    expect(finding(unseen, at(30))).toBe('well')
    expect(finding(unseen, at(31))).toBe('unconfirmed')
    expect(finding(feel(unseen, pulse(0, 2), at(32)), at(32))).toBe('well')
  })

  test('PU7 what a device took with it is not missed once its successor says how much there is', () => {
    const missing = after([0, fact(1)], [1, pulse(4, 0)])
    expect(finding(missing, at(1))).toBe('missing')
    const successor = feel(missing, pulse(1, 0), at(2))
    expect(finding(successor, at(2))).toBe('well')
    expect(finding(feel(successor, pulse(2, 0), at(3)), at(3))).toBe('missing')
  })

  test('PU7 what was skipped is missed, whatever the other says', () => {
    expect(finding(after([0, fact(1)], [1, fact(3)], [2, pulse(1, 0)]), at(2))).toBe('missing')
  })

  test('PU4 a fact said again changes nothing for the better', () => {
    const twice = after([0, said(1)], [20, said(1)])
    expect(unconfirmedFrom(twice)).toBe(at(0) + UNCONFIRMED_AFTER)
    expect(unconfirmedFrom(after([0, said(1)], [1, pulse(0, 1)], [2, said(1)]))).toBe(Infinity)
  })
})
