/** The quiet-signal button, in every state that the gallery draws of the client's room: it never moves. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, PHONE } from '../../support/browser.ts'
import type { Browser, Page } from '../people/expect.ts'

const SERVE = fileURLToPath(new URL('../../../client/gallery/serve.mjs', import.meta.url))
const OUT = fileURLToPath(new URL('../../output/gallery-places', import.meta.url))
const ROW = { 'a small phone': { width: 320, height: 640 }, 'a phone': PHONE, 'a laptop': { width: 1280, height: 800 } }
const LOOKS = Object.entries(ROW).flatMap(([where, viewport]) => [100, 200].map((letters) => ({ where, viewport, letters })))

let gallery: ChildProcess
let address: string
let browser: Browser

beforeAll(async () => {
  gallery = spawn(process.execPath, [SERVE, OUT], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (gallery.stdout === null) throw new Error('the gallery says nothing')
  const [line] = (await once(gallery.stdout, 'data')) as [Buffer]
  address = String(line).trim()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  gallery.kill()
})

/** A page of the gallery, at a size and with letters as large as the browser is set to. */
async function open(viewport: { width: number; height: number }, letters: number): Promise<Page> {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' })
  const devtools = await page.context().newCDPSession(page)
  const size = (16 * letters) / 100
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } })
  await page.goto(`${address}#client-rest`)
  await page.getByTestId('quiet-signals').waitFor()
  return page
}

const statesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { galleryStates: string[] }).galleryStates)

async function show(page: Page, state: string): Promise<void> {
  await page.evaluate(async (name) => {
    const shown = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }))
    location.hash = name
    await shown
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  }, state)
}

/** Where the button and its ring stand, in whole pixels; `null` where the state has none. */
const place = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const button = document.querySelector('[data-testid="quiet-signals"]')
    if (button === null) return null
    return [button, button.querySelector('span')].map((part) => {
      const { left, top, width, height } = (part ?? button).getBoundingClientRect()
      return [left, top, width, height].map(Math.round).join(' ')
    }).join(' | ')
  })

describe('The place of the quiet-signal button', () => {
  test.each(LOOKS)('CI270 on $where with letters at $letters % it is the same in every state, and in sight', async ({ viewport, letters }) => {
    const page = await open(viewport, letters)
    const atRest = await place(page)
    const moved: string[] = []
    let walked = 0
    for (const state of await statesOf(page)) {
      if (state === 'client-rest' || !/^(client|card-client|chat|quiet-leave)-/.test(state)) continue
      await show(page, state)
      const now = await place(page)
      if (now === null) continue
      walked += 1
      if (now !== atRest) moved.push(`${state}: ${now}, not ${atRest}`)
    }
    expect(moved).toEqual([])
    expect(walked).toBeGreaterThan(30)
    await show(page, 'client-not-confirmed')
    await page.getByTestId('quiet-signals').click()
    await page.getByTestId('tray').waitFor()
    expect(await place(page), 'with the tray open').toBe(atRest)
    const sight = await page.getByTestId('quiet-signals').boundingBox()
    expect(sight && sight.y >= 0 && sight.y + sight.height <= viewport.height && sight.x + sight.width <= viewport.width).toBe(true)
    await page.close()
  })

  test('CI271 on the therapist’s phone a cue that was answered leaves no empty slip', async () => {
    const page = await open(PHONE, 100)
    const slip = page.locator('aside [data-scene="note"]')
    await show(page, 'therapist-cue')
    expect(await slip.isVisible()).toBe(true)
    for (const state of ['therapist-seen', 'therapist-guide-put-away-seen']) {
      await show(page, state)
      expect(await slip.isVisible(), state).toBe(false)
    }
    await page.close()
  })
})
