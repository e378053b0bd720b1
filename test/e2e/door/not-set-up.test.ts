/** The first thing an operator sees of a new server. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../support/browser.ts'
import { type ServerProcess, startServer } from '../../support/server.ts'
import { onScreen } from '../people/page.ts'

let server: ServerProcess
let browser: Browser
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), launchBrowser('present')])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

test('UI220 a new server says that it is not set up yet and where its link is, and gives nothing away', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(server.origin)
  await onScreen(page, 'not-set-up')
  const text = await page.locator('main').innerText()
  expect(text).toContain('npm run setup-link')
  expect(text).not.toContain(server.setupLink?.split('#')[1])
  await page.screenshot({ path: new URL('../../output/not-set-up-phone.png', import.meta.url).pathname })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.screenshot({ path: new URL('../../output/not-set-up.png', import.meta.url).pathname })
})
