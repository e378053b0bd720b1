import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Refusal } from '@fermata/shared/result'
import { OURS } from '../../messages/ours.mjs'
import { m } from './messages.ts'
import { unmarked, verbatim } from './verbatim.ts'
import { localeFrom } from './locale.ts'
import { sentenceFor } from './refusal.ts'

const client = fileURLToPath(new URL('../..', import.meta.url))
const catalogue = readdirSync(`${client}messages/en`).flatMap((file) =>
  Object.keys(JSON.parse(readFileSync(`${client}messages/en/${file}`, 'utf8')) as object),
)
/** Every sentence that is given something, with the names of it. */
const given = readdirSync(`${client}messages/en`)
  .flatMap((file) => Object.entries(JSON.parse(readFileSync(`${client}messages/en/${file}`, 'utf8')) as Record<string, unknown>))
  .map(([key, text]) => ({ key, names: [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))] }))
  .filter(({ names }) => names.length > 0)
type Sentence = (inputs: Record<string, string | number>, options?: { locale: 'en' | 'ar-XB' }) => string
const sentences = m as unknown as Record<string, Sentence>

const sources = readdirSync(`${client}src`, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('generated') && !file.includes('.test.'),
)

describe('what sentences are given', () => {
  // Ends an isolate, begins others, overrides: each would reach over the name it stands in.
  const hostile = 'Mara\u2069\u202E\u2067\u202Bdor'
  const inputsFor = (names: string[]) => Object.fromEntries(names.map((name) => [name, OURS.has(name) ? 3 : hostile]))

  test('UI281 each sentence keeps what a person wrote apart: no part of ours is turned round', () => {
    expect(given.length).toBeGreaterThan(100)
    for (const { key, names } of given) {
      for (const locale of ['en', 'ar-XB'] as const) {
        const apart = (sentences[key] as Sentence)(inputsFor(names), { locale }).split(/\u2068([^\u2066-\u2069]*)\u2069/)
        const [ours, theirs] = [0, 1].map((odd) => apart.filter((_part, at) => at % 2 === odd)) as [string[], string[]]
        expect(ours.join(''), key).not.toMatch(/Mara|[\u202A-\u202E\u2066-\u2069]/)
        for (const name of theirs) expect(name, key).toBe('Marador')
        expect(theirs.length > 0, key).toBe(names.some((name) => !OURS.has(name)))
      }
    }
  })

  test('UI281 what counts as ours is given to some sentence', () => {
    const known = new Set(given.flatMap(({ names }) => names))
    expect([...OURS].filter((name) => !known.has(name))).toEqual([])
  })

  test('UI281 without marks it reads as before', () => {
    expect(unmarked(m.desk_knock_title({ name: 'Mara' }))).toBe('Mara is waiting')
    expect(verbatim('مارا')).toBe('\u2068مارا\u2069')
  })
})

describe('catalogues', () => {
  test('every sentence in the catalogues is read somewhere', () => {
    const code = sources.map((file) => readFileSync(`${client}src/${file}`, 'utf8')).join('\n')
    expect(catalogue.filter((key) => !new RegExp(`\\bm\\.${key}\\b`).test(code))).toEqual([])
  })

  test('no sentence has a name twice, in whichever catalogue', () => {
    expect(catalogue.filter((key, at) => catalogue.indexOf(key) !== at)).toEqual([])
  })

  test('plurals follow the number', () => {
    expect(m.room_clock_left({ count: 1 })).toBe('1 minute left')
    expect(m.room_clock_left({ count: 5 })).toBe('5 minutes left')
  })

  test('the pseudo locale changes every letter of a sentence, and no placeholder', () => {
    expect(m.desk_knock_title({ name: 'Mara' }, { locale: 'ar-XB' })).toBe(`[${verbatim('Mara')} íis wáaíitíiñg]`)
  })

  test('a locale nobody knows is the base locale', () => {
    expect(localeFrom('?locale=xx')).toBe('en')
    expect(localeFrom('')).toBe('en')
    expect(localeFrom('?locale=ar-XB')).toBe('ar-XB')
  })

  test('a refusal becomes a sentence with its next step', () => {
    const refusal: Refusal = { code: 'noSuchRoom' }
    expect(sentenceFor(refusal)).toBe('This link no longer works. Please ask your therapist.')
  })
})
