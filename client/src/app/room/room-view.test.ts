import { MINUTE } from '@fermata/shared/clock'
import { expect, test } from 'vitest'
import { givenWay, linkSentence, remoteState, timeNow } from './room-view.ts'

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

test('CL6 the client’s own clock says the time and the planned end, with what was added; past it, the time alone', () => {
  const at = (minutes: number, length = 50) => timeNow(1_000_000, length, 1_000_000 + minutes * MINUTE)
  expect(at(12)).toEqual({ now: 1_000_000 + 12 * MINUTE, until: 1_000_000 + 50 * MINUTE })
  expect(at(49.9).until).toBe(1_000_000 + 50 * MINUTE)
  expect([at(50).until, at(71).until]).toEqual([null, null])
  expect(at(52, 50 + 10).until).toBe(1_000_000 + 60 * MINUTE)
})
