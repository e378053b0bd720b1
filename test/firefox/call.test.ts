/** One of the two is at Firefox. Skipped, and said so, where there is none: Debian calls it `firefox-esr`. */
import type { Browser as FoxBrowser } from 'puppeteer-core'
import type { Browser } from 'playwright-core'
import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DESKTOP, launchBrowser, PHONE } from '../support/browser.ts'
import { type ServerProcess, startServer } from '../support/server.ts'
import { Client } from '../e2e/people/client.ts'
import { Therapist } from '../e2e/people/therapist.ts'
import { button, FIREFOX, Fox, launchFirefox, OUTPUT } from './firefox.ts'
import { HAS_SOUND, openSoundOutput, type SoundOutput } from './sound-output.ts'

if (FIREFOX !== null && !HAS_SOUND) console.warn('\nNOT TESTED: this machine has no sound output for Firefox. On Debian: apt-get install pulseaudio\n')
if (FIREFOX === null) console.warn('\nNOT TESTED: there is no Firefox on this machine. On Debian: apt-get install firefox-esr\n')

describe.skipIf(FIREFOX === null)('Firefox and Chromium', () => {
  let sound: SoundOutput | null = null
  let foxes: FoxBrowser
  let chromium: Browser

  beforeAll(async () => {
    await mkdir(OUTPUT, { recursive: true })
    if (HAS_SOUND) sound = await openSoundOutput()
    ;[foxes, chromium] = await Promise.all([launchFirefox(sound), launchBrowser()])
  })
  afterAll(async () => {
    await Promise.all([foxes?.close(), chromium?.close()])
    await sound?.dispose()
  })

  const withServer = async (act: (server: ServerProcess) => Promise<void>): Promise<void> => {
    const server = await startServer()
    try {
      await act(server)
    } finally {
      await server.dispose()
    }
  }

  test('FX1 a client in Firefox goes the whole way: lobby, call, signal, pause, reload, looking back', () =>
    withServer(async (server) => {
      const therapist = await Therapist.at(chromium, server.origin)
      await therapist.setUp(server.setupLink ?? '')
      const link = await therapist.makeRoom('Fox')
      const client = await Fox.at(foxes, PHONE)
      await client.open(link)
      await client.onScreen('lobby')
      for (const device of ['camera', 'microphone']) await client.see(`[data-device="${device}"][data-state="on"]`)
      await client.picture('lobby-390')
      await client.page.setViewport(DESKTOP)
      await client.picture('lobby-1280')
      await client.page.setViewport(PHONE)
      await client.press('[data-testid="join"]')
      await client.onScreen('waiting')
      await client.page.locator('::-p-text(Your therapist knows you are here)').wait()
      await therapist.admit('Fox')
      await client.onScreen('client-room')
      await Promise.all([client.together(), therapist.together()])
      await client.press('[data-testid="keep-nothing"]')
      await client.picture('room-390')
      await client.page.setViewport(DESKTOP)
      await client.picture('room-1280')
      await client.page.setViewport(PHONE)

      await client.press('[data-testid="quiet-signals"]')
      await client.press(`[data-testid="tray"] ${button('Slower, please')}`)
      await therapist.cue('slower')
      await client.see('[data-testid="quiet-signals"][data-state="onScreen"]')
      await therapist.page.keyboard.press('1')
      await client.see('[data-testid="quiet-signals"][data-state="seen"]')

      await client.press(button('More'))
      await client.see('[data-testid="more-dialog"]')
      await client.picture('more-390')
      await client.page.keyboard.press('Escape')

      await client.press('[data-testid="quiet-signals"]')
      await client.press(`[data-testid="tray"] ${button('Pause now')}`)
      await client.onScreen('client-pause')
      await therapist.page.locator('[data-stage="paused"]').waitFor()
      await client.picture('pause-390')
      await client.press('[data-testid="come-back"]')
      await client.see('[data-step="comingBack"]')
      await client.press('[data-testid="come-back-now"]')
      await client.onScreen('client-room')
      await Promise.all([client.together(), therapist.together()])

      await client.page.reload()
      await client.onScreen('client-room')
      await Promise.all([client.together(), therapist.together()])
      await therapist.end()
      await client.onScreen('over')
      await client.press(button('Look back on today'))
      await client.onScreen('look-back')
      expect(client.faults).toEqual([])
      therapist.unharmed()
      await Promise.all([client.close(), therapist.close()])
    }))

  test.skipIf(!HAS_SOUND)('FX3 a client in Firefox sees in the lobby that their microphone hears', () =>
    withServer(async (server) => {
      const therapist = await Therapist.at(chromium, server.origin)
      await therapist.setUp(server.setupLink ?? '')
      const client = await Fox.at(foxes, PHONE)
      await client.open(await therapist.makeRoom('Fox'))
      await client.see('[data-device="microphone"][data-state="on"]')
      await client.page.waitForFunction(() => Number(document.querySelector<HTMLElement>('[data-level]')?.dataset['level']) > 0)
      expect(client.faults).toEqual([])
      await Promise.all([client.close(), therapist.close()])
    }))

  test('FX2 a therapist in Firefox sets up a practice, hears the knock, admits, answers a cue and ends; the small window is offered where it has one', () =>
    withServer(async (server) => {
      const therapist = await Fox.at(foxes, DESKTOP)
      await therapist.open(server.setupLink ?? '')
      await therapist.write('input', 'Ines Calder')
      await therapist.press(button('Next'))
      await therapist.onScreen('recovery-code-show')
      const code = await therapist.page.$$eval('[data-testid="recovery-code"] li', (items) => items.map((item) => item.textContent).join('-'))
      await therapist.press(button('I have kept it'))
      await therapist.write('input', code.toLowerCase())
      await therapist.press('button[type="submit"]')
      await therapist.onScreen('desk')
      await therapist.press(button('New room'))
      await therapist.write('input', 'Vixen')
      await therapist.press(button('Make the room'))
      await therapist.onScreen('room-link')
      await therapist.press(button('Copy link'))
      await therapist.page.locator('::-p-text(Copied)').wait()
      const link = await therapist.page.evaluate(() => navigator.clipboard.readText())
      await therapist.press(button('Back to your rooms'))
      await therapist.onScreen('desk')

      const client = await Client.at(chromium)
      await client.openLink(link)
      await client.join()
      await client.known()
      await therapist.picture('desk-1280')
      await therapist.press('[aria-label="Admit Vixen"]')
      await therapist.onScreen('therapist-room')
      await Promise.all([client.together(), therapist.together()])
      await client.press('slower')
      await therapist.see('[data-cue="slower"]')
      await client.signalIs('onScreen')
      await therapist.picture('therapist-1280')
      await therapist.page.keyboard.press('1')
      await client.signalIs('seen')

      await therapist.press(button('More'))
      await therapist.press('[data-testid="more-signals"]')
      await therapist.see('[data-testid="pair-signals"]')
      const [offered, has] = await therapist.page.evaluate(() => [document.querySelector('[data-testid="small-window"]') !== null, 'documentPictureInPicture' in window] as const)
      expect(offered).toBe(has)
      await therapist.picture('signals-1280')
      await therapist.page.keyboard.press('Escape')

      await client.page.reload()
      await Promise.all([client.together(), therapist.together()])
      await therapist.press(button('End'))
      await therapist.press(button('End the session'))
      await therapist.onScreen('over')
      await client.page.locator('[data-screen="over"]').waitFor()
      expect(therapist.faults).toEqual([])
      client.unharmed()
      await Promise.all([client.close(), therapist.close()])
    }))
})
