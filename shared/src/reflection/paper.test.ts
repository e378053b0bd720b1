import { describe, expect, test } from 'vitest'
import type { SessionId } from '../ids.ts'
import type { Instrument } from '../questionnaire/index.ts'
import { forPaper, othersOf, type PaperTotal, totalTyped } from './index.ts'

/** Made up: a form on paper from 2 to 10, where low is better. */
const garden: Instrument = {
  questionnaire: 'garden|1', url: 'https://example.org/garden', title: 'The garden', notice: '', copyright: '',
  attestation: { holder: 'A practice', licence: 'No. 13', expires: '2027-03-31' }, total: { total: 'mean', min: 2, max: 10, better: 'lower' }, entry: { entry: 'total' },
}
const asked: Instrument = {
  ...garden, questionnaire: 'asked|1',
  entry: { entry: 'questions', words: [], questions: [{ answer: 'number', id: 'metres', text: 'How wide?', min: 0, max: 4, better: 'higher' }] },
}
const total = (n: number, value: number, questionnaire = 'garden|1'): PaperTotal => ({ session: `s${n}` as SessionId, at: n, questionnaire, total: value })

describe('totals from paper', () => {
  test('QU13 only of those without electronic use, to the end of their last day', () => {
    expect(forPaper([asked, garden], '2027-03-31')).toEqual([garden])
    expect(forPaper([asked, garden], '2027-04-01')).toEqual([])
  })

  test.each<[string, number | null]>([
    ['2', 2], [' 10 ', 10], ['2.5', 2.5], ['2,5', 2.5], ['+4', 4], ['1.99', null], ['10.01', null], ['', null], ['four', null], ['4 of 10', null], ['1e1', null],
    ['Infinity', null], ['0x4', null], ['1,000', null], ['-2', null],
  ])('QU13 %j is taken as %j', (typed, value) => {
    expect(totalTyped(garden, typed)).toBe(value)
  })

  test('QU13 below nought and without a total', () => {
    expect(totalTyped({ total: { total: 'sum', min: -5, max: 0, better: 'higher' } }, '-2.5')).toBe(-2.5)
    expect(totalTyped({ total: { total: 'none' } }, '1')).toBeNull()
  })

  test('TR20 are one row over time in its own range, oldest first; a questionnaire for the screen takes none', () => {
    const [row, ...none] = othersOf([], [asked, garden], undefined, [total(2, 2), total(1, 10), total(3, 6), total(4, 1, 'asked|1'), total(5, 3, 'gone|1')])
    expect(none).toEqual([])
    expect(row?.instrument).toBe(garden)
    expect(row?.trend.sessions.map(({ at, answers }) => [at, answers['total']])).toEqual([[1, 0], [2, 100], [3, 50]])
    expect(othersOf([], [garden])).toEqual([])
  })
})
