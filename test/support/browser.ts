/** The Chromium of the browser tests: Debian's own, with fake devices, asking nobody on the network for anything. */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

const ALWAYS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required',
]

/** A moving picture and a beep in place of camera and microphone; few frames, for a small machine. */
const DEVICES = ['--use-fake-device-for-media-stream=fps=10', '--use-fake-ui-for-media-stream']

/** `present`: fake devices, permission given. `several`: the same with three cameras, the second of which sends no picture (of sound there are always three). `denied`: fake devices, permission refused. `none`: no devices at all. */
export type FakeDevices = 'present' | 'several' | 'denied' | 'none'

const FLAGS: Record<FakeDevices, string[]> = {
  present: DEVICES,
  several: ['--use-fake-device-for-media-stream=device-count=3,fps=10', '--use-fake-ui-for-media-stream'],
  denied: ['--use-fake-device-for-media-stream=fps=10', '--deny-permission-prompts'],
  none: ['--use-fake-ui-for-media-stream'],
}

export function launchBrowser(
  devices: FakeDevices = 'present', more: readonly string[] = [], executablePath = CHROMIUM,
): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...ALWAYS, ...FLAGS[devices], ...more] })
}

export const DESKTOP = { width: 1280, height: 800 }
export const PHONE = { width: 390, height: 844 }

/** A person's own browser: nothing is shared with anybody else's. Errors of its pages are collected in `faults`. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: DESKTOP, ...options })
  const faults: string[] = []
  context.on('page', (page) => page.on('pageerror', (error) => faults.push(String(error.stack ?? error))))
  return { context, page: await context.newPage(), faults }
}
