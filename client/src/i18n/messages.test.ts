import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Refusal } from '@fermata/shared/result'
import { m } from './messages.ts'
import { localeFrom } from './locale.ts'
import { sentenceFor } from './refusal.ts'

const client = fileURLToPath(new URL('../..', import.meta.url))
const catalogue = readdirSync(`${client}messages/en`).flatMap((file) =>
  Object.keys(JSON.parse(readFileSync(`${client}messages/en/${file}`, 'utf8')) as object),
)
const sources = readdirSync(`${client}src`, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('generated') && !file.includes('.test.'),
)

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
    expect(m.desk_knock_title({ name: 'Mara' }, { locale: 'ar-XB' })).toBe('[Mara íis wáaíitíiñg]')
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
