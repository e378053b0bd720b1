import { expect, test } from 'vitest'
import { givenWay, linkSentence, remoteState } from './room-view.ts'

test('UI40 while anything arrives from the other side, no page says that it is being tried again or coming back', () => {
  for (const media of ['negotiating', 'connected', 'interrupted', 'closed'] as const) {
    expect([linkSentence(media, true, true), linkSentence(media, true, false)]).toEqual(['good', 'signallingDown'])
  }
  expect(linkSentence('interrupted', false, false)).toBe('reconnecting')
  expect(linkSentence('interrupted', false, true)).toBe('mediaDown')
})

test('AD7 a held picture is called that, and not a camera that is off, nor the other way round', () => {
  const other = { microphone: 'on', camera: 'on', picture: 'held', asked: 'usual', sharing: 'nothing', left: 'no' } as const
  expect(remoteState('connected', other)).toBe('held')
  expect(remoteState('connected', { ...other, camera: 'off' })).toBe('cameraOff')
  expect(remoteState('interrupted', other)).toBe('comingBack')
})

test('AD6 one sentence says what gave way, unless there is worse to say, or no picture to speak of', () => {
  expect([givenWay('good', 'whole', 'on'), givenWay('good', 'smaller', 'on'), givenWay('good', 'held', 'on')]).toEqual(['good', 'weak', 'soundOnly'])
  expect([givenWay('mediaDown', 'held', 'on'), givenWay('good', 'held', 'off')]).toEqual(['mediaDown', 'good'])
})
