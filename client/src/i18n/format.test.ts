import { afterEach, expect, test } from 'vitest'
import { phone } from './format.ts'
import { setLocale } from './locale.ts'

const page = (): HTMLElement => ({ lang: '', dir: '' }) as HTMLElement
afterEach(() => setLocale('en', page()))

test('UI22 a number to ring stays in one line, and keeps its order where the language runs from right to left', () => {
  expect(phone('0151 234 567')).toBe('0151\u00a0234\u00a0567')
  setLocale('ar-XB', page())
  expect(phone('0151 234 567')).toBe('\u20660151\u00a0234\u00a0567\u2069')
})
