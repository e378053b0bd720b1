import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  fitting, ITEMS, LETTERS_AT_MOST, NOTHING_ANSWERED, Reflection, saysSomething, STEP, valueOf, wordFor, WORDS,
} from './index.ts'

const reflection: Reflection = {
  questionnaire: 'fermata-reflection|1', mode: 'line', answers: { ...NOTHING_ANSWERED, safe: 60 }, words: '', share: 'showAfter',
}
const reads = (more: object) => v.is(Reflection, { ...reflection, ...more })

describe('words for numbers', () => {
  test('RF1 the five words stand for 5, 25, 50, 75 and 95, and each of these reads as its word', () => {
    expect(WORDS.map(valueOf)).toEqual([5, 25, 50, 75, 95])
    expect(WORDS.map(valueOf).map(wordFor)).toEqual([...WORDS])
  })

  test('RF1 every place on the line has the nearest word, and half way the one nearer the middle', () => {
    const line = Array.from({ length: 21 }, (_, n) => wordFor(n * STEP))
    expect(line.map((word) => WORDS.indexOf(word))).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4])
  })
})

describe('a reflection', () => {
  test('RF2 holds the version, the mode, six answers or none, free words and the share choice, and nothing else', () => {
    expect(reads({})).toBe(true)
    expect(reads({ answers: NOTHING_ANSWERED })).toBe(true)
    for (const wrong of [
      { questionnaire: 'fermata-reflection|2' }, { mode: 'other' }, { share: 'keep' }, { share: null }, { more: 1 },
      { answers: { safe: 5 } }, { answers: { ...NOTHING_ANSWERED, more: 5 } },
    ]) {
      expect(reads(wrong)).toBe(false)
    }
  })

  test('RF2 an answer is a step on the line; in words only it is one of the five', () => {
    const answering = (mode: string, safe: unknown) => reads({ mode, answers: { ...NOTHING_ANSWERED, safe } })
    expect([0, 5, 60, 100, null].map((value) => answering('line', value))).toEqual(Array(5).fill(true))
    expect([-5, 105, 7, 2.5, '5', undefined].map((value) => answering('line', value))).toEqual(Array(6).fill(false))
    expect(ITEMS.map((item) => reads({ mode: 'words', answers: { ...NOTHING_ANSWERED, [item]: 60 } }))).not.toContain(true)
    expect(WORDS.every((word) => answering('words', valueOf(word)))).toBe(true)
  })

  test.each([
    ['plain letters', 'a'], ['quotes, which take two', '"'], ['Arabic', 'ع'], ['Chinese', '心'], ['a face of two units', '🙂'],
  ])('RF3 free words fit whatever they are written in: %s', (_what, letter) => {
    const long = fitting(letter.repeat(4_000))
    expect(long.length).toBeLessThanOrEqual(LETTERS_AT_MOST)
    expect(long.length).toBeGreaterThan(900)
    expect(long.length % letter.length).toBe(0)
    expect(reads({ words: long })).toBe(true)
    expect(reads({ words: letter.repeat(4_000) })).toBe(false)
    expect(fitting('short')).toBe('short')
  })

  test('RF3 with nothing answered and no word said there is nothing to send', () => {
    expect(saysSomething({ answers: NOTHING_ANSWERED, words: ' \n' })).toBe(false)
    expect(saysSomething({ answers: NOTHING_ANSWERED, words: 'a' })).toBe(true)
    expect(saysSomething({ answers: { ...NOTHING_ANSWERED, aims: 0 }, words: '' })).toBe(true)
  })
})
