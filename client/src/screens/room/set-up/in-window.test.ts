import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { CueView } from '../cues/view.ts'
import { Inside } from './InWindow.tsx'

const cue: CueView = { fact: 'f', code: 'slower', state: 'open', age: null, attention: 'grown' }
const drawn = (collapsed: 'no' | 'dot', cues: readonly CueView[] = [cue]) =>
  renderToStaticMarkup(createElement(Inside, { name: 'Mara', stream: null, cues, collapsed, onDrawn: () => {}, onSee: () => {}, onReply: () => {} }))

test('SH3 the small window shows one dot while anything is shared: no word, no shape, no answer', () => {
  expect(drawn('no')).toContain('Slower')
  const html = drawn('dot')
  expect(html).toContain('data-cue-dot')
  expect(html).not.toMatch(/Slower|slower|<button|<svg|data-cue=/)
})

test('SH3 which signal it is makes no difference to the dot, and without one there is none', () => {
  const dots = (['off', 'not_private', 'ok', 'ask_me'] as const).map((code) => drawn('dot', [{ ...cue, code, attention: 'plain' }]))
  expect(new Set([...dots, drawn('dot')]).size).toBe(1)
  expect(drawn('dot', [])).not.toContain('data-cue-dot')
})
