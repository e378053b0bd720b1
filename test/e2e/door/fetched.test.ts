/** Nothing is missing when the network goes: what a visit shows is there before the session begins. */
import { expect, test } from 'vitest'
import type { Page } from '../people/expect.ts'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

/** Names of the scripts and styles that the page asks for from now on. */
function watchFiles(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/assets\/.*\.(js|css)$/.test(pathname)) asked.push(pathname)
  })
  return asked
}

test('SV222 a whole visit asks for thirty files at most', async () => {
  const link = await stage.therapist.makeRoom('Few')
  const client = await stage.client()
  const asked = new Set<string>()
  client.page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/assets/')) asked.add(pathname)
  })
  await client.openLink(link)
  await client.page.waitForLoadState('networkidle')
  await client.join()
  await stage.therapist.admit('Few')
  await client.together()
  expect(asked.size).toBeLessThanOrEqual(30)
  expect(asked.size, 'it was looked').toBeGreaterThan(10)
  await stage.therapist.end()
  client.unharmed()
})

test('HT33 whatever a client opens in the room and after it was fetched in the lobby', async () => {
  const { therapist } = stage
  const link = await therapist.makeRoom('Ahead')
  const client = await stage.client()
  const { page } = client
  await client.openLink(link)
  await page.waitForLoadState('networkidle')
  const asked = watchFiles(page)
  await page.getByTestId('quiet-leave-explain').click()
  await page.getByTestId('quiet-leave').waitFor()
  await page.keyboard.press('Escape')
  await client.join()
  await therapist.admit('Ahead')
  await client.together()

  for (const line of ['chat', 'today', 'card', 'record', 'set-up', 'look-back', 'past']) {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByTestId('more-dialog').getByTestId(`more-${line}`).click()
    await page.locator('dialog[open]:not([data-testid="more-dialog"])').waitFor()
    await page.keyboard.press('Escape')
    // How it has been lies over More, which stays.
    if (line === 'past') await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
  }
  await client.openTray()
  await page.keyboard.press('Escape')
  await client.press('pause')
  await onScreen(page, 'client-pause')
  await page.getByTestId('come-back').click()
  await page.locator('[data-step="comingBack"]').waitFor()
  await therapist.end()
  await onScreen(page, 'over')
  await page.getByRole('button', { name: 'Look back on today' }).click()
  await onScreen(page, 'look-back')
  expect(asked).toEqual([])
  client.unharmed()
})
