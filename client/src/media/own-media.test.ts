import { expect, test, vi } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { memoryKeep } from '../lib/keep.ts'
import { createDevices } from './devices/devices.ts'
import { FakeMediaDevices } from './devices/fake-devices.ts'
import { OwnMedia } from './own-media.ts'

vi.mock('./devices/level-meter.ts', () => ({ watchLevel: () => ({ get: () => 0, watch: () => () => undefined }) }))
vi.stubGlobal('MediaStream', class {})

test('ME21 a microphone that the system took is told apart from a quiet person, and one tap takes everything anew', async () => {
  const browser = new FakeMediaDevices()
  const media = new OwnMedia(createDevices(browser.asMediaDevices, { canChooseSpeaker: true }), memoryKeep(), new ManualClock())
  await media.devices.turnOnBoth()
  expect(media.interrupted.get()).toBe(false)
  const [, microphone] = browser.tracks
  microphone?.interrupt(true)
  expect(media.interrupted.get()).toBe(true)
  microphone?.interrupt(false)
  expect(media.interrupted.get()).toBe(false)
  microphone?.interrupt(true)
  await media.restore()
  expect([media.interrupted.get(), browser.running, browser.asked.length]).toEqual([false, ['Headset', 'Front camera'], 3])
})

test('ME21 what is off stays off', async () => {
  const browser = new FakeMediaDevices()
  const media = new OwnMedia(createDevices(browser.asMediaDevices, { canChooseSpeaker: true }), memoryKeep(), new ManualClock())
  await media.restore()
  expect(browser.asked).toEqual([])
})
