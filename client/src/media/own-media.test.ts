import { describe, expect, test, vi } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { memoryKeep } from '../lib/keep.ts'
import { createDevices } from './devices/devices.ts'
import { FakeTrack } from './fake-media.ts'
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

describe('a shown screen', () => {
  const make = () => new OwnMedia(createDevices(new FakeMediaDevices().asMediaDevices, { canChooseSpeaker: true }), memoryKeep(), new ManualClock())

  test('SH5 ends with everything else that is switched off, and by the browser’s own bar', () => {
    const media = make()
    const [first, second] = [new FakeTrack('video'), new FakeTrack('video')]
    media.beginScreen()(first.asTrack)
    expect(media.screen.get()).toBe(first.asTrack)
    media.turnAllOff()
    expect([media.screen.get(), first.readyState]).toEqual([null, 'ended'])
    media.beginScreen()(second.asTrack)
    second.lose()
    expect(media.screen.get()).toBeNull()
  })

  test('SH5 what is chosen only after everything was switched off is not shown, and its light goes off', () => {
    const media = make()
    const track = new FakeTrack('video')
    const show = media.beginScreen()
    media.turnAllOff()
    show(track.asTrack)
    expect([media.screen.get(), track.readyState]).toEqual([null, 'ended'])
  })
})
