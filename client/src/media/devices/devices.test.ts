import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createDevices } from './devices.ts'
import { FakeMediaDevices } from './fake-devices.ts'
import type { Devices, Memory } from './port.ts'

let browser: FakeMediaDevices
let memory: Memory & { kept: Map<string, string> }
let devices: Devices
const make = () => createDevices(browser.asMediaDevices, { memory, canChooseSpeaker: true })
const states = () => [devices.state.get().camera.state, devices.state.get().microphone.state]

beforeEach(() => {
  browser = new FakeMediaDevices()
  const kept = new Map<string, string>()
  memory = { kept, get: (key) => kept.get(key) ?? null, set: (key, label) => void kept.set(key, label) }
  devices = make()
})

describe('turning on', () => {
  test('both asks once', async () => {
    await devices.turnOnBoth()
    expect(states()).toEqual(['on', 'on'])
    expect(browser.asked).toHaveLength(1)
    expect(browser.asked[0]).toMatchObject({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true }, video: { width: { ideal: 1280 } },
    })
  })

  test('uses other video constraints where given', async () => {
    devices = createDevices(browser.asMediaDevices, { videoConstraints: { width: 320 } })
    await devices.turnOn('camera')
    expect(browser.asked).toEqual([{ video: { width: 320 }, audio: false }])
  })

  test.each([
    ['NotAllowedError', 'denied'], ['SecurityError', 'denied'], ['NotReadableError', 'busy'], ['AbortError', 'busy'],
    ['NotFoundError', 'missing'], ['TypeError', 'failed'],
  ])('says of %s: %s', async (error, state) => {
    browser.refuse.camera = error
    expect(await devices.turnOn('camera')).toEqual({ state })
  })

  test('both, when the camera is taken, still gives sound', async () => {
    browser.refuse.camera = 'NotReadableError'
    await devices.turnOnBoth()
    expect(states()).toEqual(['busy', 'on'])
  })

  test('both, when the person refuses, leaves both denied', async () => {
    browser.refuse.camera = browser.refuse.microphone = 'NotAllowedError'
    await devices.turnOnBoth()
    expect(states()).toEqual(['denied', 'denied'])
  })

  test('a device that is gone takes the default', async () => {
    expect(await devices.turnOn('camera', 'cam-9')).toMatchObject({ state: 'on', deviceId: 'cam-1', label: 'Front camera' })
  })

  test('is starting while the person decides, and comes to nothing when turned off meanwhile', async () => {
    const decide = browser.hesitate()
    const turned = devices.turnOn('camera')
    expect(states()).toEqual(['starting', 'off'])
    devices.turnOff('camera')
    decide()
    await turned
    expect(states()).toEqual(['off', 'off'])
    expect(browser.tracks).toHaveLength(1)
    expect(browser.running).toEqual([])
  })
})

describe('turning off', () => {
  test('stops the track: the light goes off', async () => {
    await devices.turnOnBoth()
    devices.turnOff('camera')
    expect(states()).toEqual(['off', 'on'])
    expect(browser.running).toEqual(['Headset'])
  })

  test('by closing stops everything, also what was still starting', async () => {
    await devices.turnOn('microphone')
    const decide = browser.hesitate()
    const turned = devices.turnOn('camera')
    devices.close()
    decide()
    await turned
    expect(browser.running).toEqual([])
  })
})

describe('choosing', () => {
  beforeEach(async () => {
    browser.plug('camera', 'cam-2', 'Desk camera')
    await devices.turnOn('camera')
  })

  test('switches at once, and leaves one light on', async () => {
    await devices.choose('camera', 'cam-2')
    expect(devices.state.get().camera).toMatchObject({ state: 'on', label: 'Desk camera' })
    expect(browser.running).toEqual(['Desk camera'])
  })

  test('while off turns nothing on', async () => {
    devices.turnOff('camera')
    await devices.choose('camera', 'cam-2')
    expect(states()).toEqual(['off', 'off'])
    expect(await devices.turnOn('camera')).toMatchObject({ label: 'Desk camera' })
  })

  test('is remembered by label, also where labels are hidden at first', async () => {
    await devices.choose('camera', 'cam-2')
    devices.close()
    browser.allowed = false
    devices = make()
    expect(await devices.turnOn('camera')).toMatchObject({ state: 'on', label: 'Desk camera' })
    expect(browser.running).toEqual(['Desk camera'])
  })

  test('of a loudspeaker stands until it is unplugged', async () => {
    await devices.choose('speaker', 'out-1')
    expect(devices.state.get().speaker).toEqual({ state: 'chosen', deviceId: 'out-1', label: 'Headset' })
    browser.unplug('out-1')
    await vi.waitFor(() => expect(devices.state.get().speaker).toEqual({ state: 'default' }))
    expect(devices.lost.get()).toEqual({ kind: 'speaker', instead: null })
  })
})

describe('a device', () => {
  test('pulled out while on falls back to the default one', async () => {
    browser.plug('camera', 'cam-2', 'Desk camera')
    await devices.turnOn('camera')
    await devices.choose('camera', 'cam-2')
    browser.unplug('cam-2')
    await vi.waitFor(() => expect(devices.state.get().camera).toMatchObject({ state: 'on', label: 'Front camera' }))
    expect(browser.running).toEqual(['Front camera'])
    expect(devices.lost.get()).toEqual({ kind: 'camera', instead: 'Front camera' })
    devices.turnOff('camera')
    expect(devices.lost.get(), 'seen to').toBeNull()
  })

  test('chosen while it is off is the chosen one, and stays off', async () => {
    browser.plug('camera', 'cam-2', 'Desk camera')
    await devices.turnOn('camera')
    devices.turnOff('camera')
    await devices.choose('camera', 'cam-2')
    expect(devices.chosen.get().camera).toBe('cam-2')
    expect(browser.running).toEqual([])
  })

  test('pulled out, the only one, is missing; plugged in again it is off until turned on', async () => {
    await devices.turnOn('camera')
    browser.unplug('cam-1')
    await vi.waitFor(() => expect(states()[0]).toBe('missing'))
    browser.plug('camera', 'cam-1', 'Front camera')
    await vi.waitFor(() => expect(states()[0]).toBe('off'))
    expect(browser.running).toEqual([])
  })

  test('plugged in appears in the list', async () => {
    await devices.turnOn('microphone')
    browser.plug('microphone', 'mic-2', 'Table microphone')
    await vi.waitFor(() => expect(devices.list.get().microphones.map(({ label }) => label)).toEqual(['Headset', 'Table microphone']))
  })
})

test.each([undefined, {} as MediaDevices])('without a way to capture (%j) everything says so and nothing throws', async (none) => {
  devices = createDevices(none)
  await devices.turnOnBoth()
  expect(devices.state.get()).toEqual({
    camera: { state: 'unsupported' }, microphone: { state: 'unsupported' }, speaker: { state: 'unsupported' },
  })
})

describe('quiet sounds', () => {
  const asked = () => browser.asked.map(({ audio }) => typeof audio === 'object' && audio.noiseSuppression)

  test('ME20 are let through at once, on the same microphone, whose old track is stopped first: beside it Chromium changes nothing', async () => {
    browser.plug('microphone', 'mic-2', 'Table microphone')
    await devices.turnOnBoth()
    await devices.choose('microphone', 'mic-2')
    const decide = browser.hesitate()
    const changing = devices.setQuietSounds('letThrough')
    await Promise.resolve()
    expect([browser.running, states()]).toEqual([['Front camera'], ['on', 'on']])
    decide()
    await changing
    expect(asked().at(-1)).toBe(false)
    expect(browser.running).toEqual(['Front camera', 'Table microphone'])
    await devices.setQuietSounds('filtered')
    expect(asked().at(-1)).toBe(true)
  })

  test('ME20 are remembered by the tab; choosing them while the microphone is off captures nothing', async () => {
    await devices.setQuietSounds('letThrough')
    expect([browser.asked, states()]).toEqual([[], ['off', 'off']])
    const again = make()
    expect(again.quietSounds.get()).toBe('letThrough')
    await again.turnOn('microphone')
    expect(asked()).toEqual([false])
  })
})
