/** One browser for a file, one fresh page for each test. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { startLab } from './lab.ts'
import type { LabBrowser } from './lab.ts'

export function useLab(): { readonly page: Page } {
  let browser: LabBrowser
  let page: Page
  beforeAll(async () => void (browser = await startLab()))
  afterAll(() => browser.close())
  beforeEach(async () => void (page = await browser.open()))
  afterEach(() => page.close())
  return {
    get page() {
      return page
    },
  }
}

/** Both ends admitted, connected and showing the other's picture. */
export async function connected(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await lab.openBoth()
    await lab.connect()
  })
  await bothSee(page)
}

/** Waits until both ends have painted new frames since now, in a connected link. */
export async function bothSee(page: Page): Promise<void> {
  const before = await page.evaluate(() => [lab.end('caller').frames, lab.end('answerer').frames])
  await page.waitForFunction(([caller = 0, answerer = 0]) => {
    const ends = [lab.end('caller'), lab.end('answerer')]
    return ends.every((end) => end.link.state.get().state === 'connected')
      && lab.end('caller').frames > caller + 2 && lab.end('answerer').frames > answerer + 2
  }, before)
}
