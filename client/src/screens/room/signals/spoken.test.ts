import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Slot } from './Slot.tsx'
import type { SignalState, SignalView } from './view.ts'

const nothing = (): void => {}
const signal = (part: Partial<SignalView>): SignalView => ({
  state: 'rest', words: 'shown', therapist: 'away', reply: 'I’ll slow down', onUndo: nothing, labels: [], hidden: [], alias: '', openKey: 'q',
  practice: 'none', spoken: 'spoken', onSend: nothing, onSendAgain: nothing, onPractise: nothing, onBringBack: nothing, ...part,
})
const drawn = (view: SignalView): string => renderToStaticMarkup(createElement(Slot, { signal: view, name: 'Ines', onWhatWouldHelp: nothing }))
/** What stands in the live region. */
const spoken = (view: SignalView): string => (/role="status".*?<span[^>]*>(.*?)<\/span>/.exec(drawn(view))?.[1] ?? 'no status').replaceAll(/<[^>]*>/g, '')

const STATES: SignalState[] = ['sending', 'onScreen', 'behind', 'seen', 'notConfirmed', 'couldNotConfirm', 'notSeen']

test.each(STATES)('QS8 %s is spoken in two words at most, whatever stands beside the button', (state) => {
  const words = spoken(signal({ state }))
  expect(words).not.toBe('no status')
  expect(words.split(' ').length).toBeLessThanOrEqual(2)
  expect(words).not.toBe('')
  expect(drawn(signal({ state }))).toContain('I’ll slow down')
})

test('QS8 after “I can’t talk freely” nothing is spoken, and at rest nothing', () => {
  expect(drawn(signal({ state: 'onScreen', words: 'shapeOnly' }))).toBe('')
  expect(spoken(signal({ reply: null }))).toBe('')
})
