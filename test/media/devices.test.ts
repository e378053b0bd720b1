import { describe, expect, test } from 'vitest'
import { useLab } from './support/use-lab.ts'

const browser = useLab()

describe('devices in a real browser', () => {
  test('turn on with one call, switch, and turn off', async () => {
    const seen = await browser.page.evaluate(async () => {
      const devices = lab.createDevices(navigator.mediaDevices, { videoConstraints: { width: 320, height: 240 } })
      const { camera, microphone } = await devices.turnOnBoth()
      if (camera.state !== 'on' || microphone.state !== 'on') return [camera.state, microphone.state]
      const [first] = devices.list.get().microphones
      await devices.choose('microphone', first?.deviceId ?? '')
      const replaced = devices.state.get().microphone
      devices.close()
      return [
        camera.label !== '', camera.deviceId !== '', devices.list.get().cameras.length > 0,
        replaced.state === 'on' && replaced.track !== microphone.track, microphone.track.readyState, camera.track.readyState,
      ]
    })
    expect(seen).toEqual([true, true, true, true, 'ended', 'ended'])
  })

  test('the level follows the microphone until its scope closes', async () => {
    const { page } = browser
    await page.evaluate(async () => {
      const devices = lab.createDevices(navigator.mediaDevices)
      const microphone = await devices.turnOn('microphone')
      if (microphone.state !== 'on') throw new Error(microphone.state)
      const scope = new lab.Scope()
      const level = lab.watchLevel(microphone.track, lab.clock, scope)
      Object.assign(globalThis, { metered: { level, scope } })
    })
    // The fake microphone beeps once a second.
    await page.waitForFunction(() => Reflect.get(globalThis, 'metered').level.get() > 0.5)
    await page.waitForFunction(() => Reflect.get(globalThis, 'metered').level.get() < 0.2)
    await page.evaluate(() => Reflect.get(globalThis, 'metered').scope.close())
    expect(await page.evaluate(() => lab.waiting.size)).toBe(0)
  })

  test('ME20 quiet sounds let through: the browser takes its filter off the same microphone', async () => {
    const seen = await browser.page.evaluate(async () => {
      const devices = lab.createDevices(navigator.mediaDevices)
      await devices.turnOn('microphone')
      const settings = () => {
        const now = devices.state.get().microphone
        return now.state === 'on' ? [now.track.getSettings().noiseSuppression, now.label] : [now.state]
      }
      const before = settings()
      await devices.setQuietSounds('letThrough')
      return [before, settings()]
    })
    const [[filtered, label] = [], through] = seen
    expect([filtered, through]).toEqual([true, [false, label]])
  })

  test('the test sound plays to its end, also for a loudspeaker that is not there', async () => {
    await browser.page.evaluate(() => lab.playTestSound('no such loudspeaker'))
  })
})
