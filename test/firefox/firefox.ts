/** Debian's own Firefox, driven by WebDriver BiDi: fake camera and microphone, permission given, nobody asked for anything. */
import { existsSync } from 'node:fs'
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core'
import type { SoundOutput } from './sound-output.ts'

const PLACES = ['/usr/bin/firefox-esr', '/usr/lib/firefox-esr/firefox-esr', '/usr/bin/firefox']
/** `null`: there is none on this machine. */
export const FIREFOX = [process.env['FIREFOX'], ...PLACES].find((path) => path !== undefined && existsSync(path)) ?? null

const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.gmp-manager.updateEnabled': false,
  // A test may read the clipboard, which a person would be asked about.
  'dom.events.testing.asyncClipboard': true,
  'ui.prefersReducedMotion': 1,
}

export async function launchFirefox(sound: SoundOutput | null): Promise<Browser> {
  if (FIREFOX === null) throw new Error('there is no Firefox here')
  const env = { ...process.env, ...sound?.environment }
  return puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true, env, extraPrefsFirefox: PREFERENCES })
}

export const OUTPUT = new URL('../output/', import.meta.url).pathname

/** A person at a Firefox of their own: they find things by what stands on them, as in the other browser's tests. */
export class Fox {
  readonly faults: string[] = []

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.faults.push(error instanceof Error ? String(error.stack) : String(error)))
    page.setDefaultTimeout(30_000)
  }

  static async at(browser: Browser, size: { width: number; height: number }): Promise<Fox> {
    const context = await browser.createBrowserContext()
    const page = await context.newPage()
    await page.setViewport(size)
    return new Fox(page)
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address)
  }

  /** Waits until it is there and can be seen. */
  async see(selector: string): Promise<ElementHandle> {
    const found = await this.page.waitForSelector(selector, { visible: true })
    if (found === null) throw new Error(`${selector} is not there`)
    return found
  }

  async onScreen(screen: string): Promise<void> {
    await this.page.waitForSelector(`[data-screen="${screen}"]`)
  }

  async press(selector: string): Promise<void> {
    await this.page.locator(selector).click()
  }

  async write(selector: string, text: string): Promise<void> {
    await this.page.locator(selector).fill(text)
  }

  /** The other person's picture is there and moves, and sound of theirs arrives. This browser counts no frames of a call. */
  async together(): Promise<void> {
    await this.page.waitForSelector('[data-remote="showing"]')
    await this.page.evaluate(async () => {
      const video = document.querySelector<HTMLVideoElement>('video[data-role="remote-video"]')
      if (video === null) throw new Error('there is no picture')
      for (let frames = 0; frames < 3; frames++) await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
    })
    await this.page.waitForFunction(() => {
      const stream = document.querySelector<HTMLVideoElement>('video[data-role="remote-video"]')?.srcObject as MediaStream | null
      return stream !== null && stream.getAudioTracks().some((track) => track.readyState === 'live' && !track.muted)
    })
  }

  /** Every word on the page. */
  async words(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText)
  }

  picture(name: string): Promise<unknown> {
    return this.page.screenshot({ path: `${OUTPUT}firefox-${name}.png` as const })
  }

  async close(): Promise<void> {
    await this.page.browserContext().close()
  }
}

/** What stands on a button. */
export const button = (word: string): string => `button::-p-text(${word})`
