import { expect, test } from 'vitest'
import { linkSentence } from './room-view.ts'

test('UI40 while anything arrives from the other side, no page says that it is being tried again or coming back', () => {
  for (const media of ['negotiating', 'connected', 'interrupted', 'closed'] as const) {
    expect([linkSentence(media, true, true), linkSentence(media, true, false)]).toEqual(['good', 'signallingDown'])
  }
  expect(linkSentence('interrupted', false, false)).toBe('reconnecting')
  expect(linkSentence('interrupted', false, true)).toBe('mediaDown')
})
