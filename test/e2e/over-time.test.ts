/** How it has been: from what was shared in several sessions to rows that both can read. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { DESKTOP } from '../support/browser.ts'
import { Client } from './people/client.ts'
import { LookingBack } from './people/looking-back.ts'
import { onScreen } from './people/page.ts'
import { useStage } from './people/stage.ts'

const stage = useStage()
const others: Client[] = []
afterEach(async () => {
  await Promise.all(others.splice(0).map((client) => client.close()))
})

const desk = async (): Promise<void> => {
  const { page } = stage.therapist
  if ((await page.locator('[data-screen="over"]').count()) > 0) await page.getByRole('button', { name: 'Back to your rooms' }).click()
  await onScreen(page, 'desk')
}

/** One session of a room; `inRoom` while it goes on. Afterwards its client answers all six questions with a word and shares it. */
async function meet(label: string, link: string, word: string, inRoom?: (page: Page) => Promise<void>): Promise<Client> {
  const { therapist, browser } = stage
  const client = await Client.at(browser, { viewport: DESKTOP })
  others.push(client)
  const { page } = client
  await client.openLink(link)
  await client.join()
  await therapist.admit(label)
  await client.inRoom()
  await inRoom?.(page)
  await therapist.end()
  await onScreen(page, 'over')
  const lookingBack = new LookingBack(page)
  await lookingBack.start()
  for (const item of await page.locator('[data-item]').all()) await item.getByRole('button', { name: word, exact: true }).click()
  await page.getByRole('radio', { name: /^Show my therapist/ }).check()
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await lookingBack.is('saved')
  await desk()
  return client
}

async function openReflections(label: string): Promise<void> {
  const { page } = stage.therapist
  await page.locator('[data-room]', { hasText: label }).getByRole('button', { name: /more|actions/i }).click()
  await page.getByRole('button', { name: 'Reflections' }).click()
  await page.locator('[data-screen="reflections"][data-state="here"]').waitFor()
}

describe('Over time', () => {
  test('TR10 six rows against the client’s own range, a sentence and a table for each, one neutral prompt; no number and no total', async () => {
    const { page } = stage.therapist
    const link = await stage.therapist.makeRoom('Rows')
    for (const word of ['Mostly', 'Completely', 'Mostly', 'Partly']) await meet('Rows', link, word)
    await openReflections('Rows')
    expect(await page.locator('[data-trend]').count()).toBe(6)
    expect(await page.locator('[data-trend="safe"]').getAttribute('data-standing')).toBe('lower')
    const chart = page.getByRole('img', { name: 'Safe to be myself: 4 answers, from Partly to Completely. Latest: Partly. Lower than usual.' })
    await chart.waitFor()
    expect(await page.locator('[data-prompt]').count(), 'one prompt').toBe(1)
    await page.getByText('“Safe to be myself” is lower than usual. You might ask: what would have made today a little better?').waitFor()

    const pick = page.getByRole('slider', { name: 'Look at one session' })
    await pick.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('[data-trend="safe"] [data-note="answer"]').textContent()).toBe('Completely')

    await page.getByRole('button', { name: 'Table' }).click()
    const cells = await page.locator('tr[data-row="safe"] td').allTextContents()
    expect(cells).toEqual(['Mostly', 'Completely', 'Mostly', 'PartlyLower than usual', 'Mostly'])
    expect((await page.locator('tbody').innerText()), 'words, no numbers').not.toMatch(/\d/)
    await page.getByRole('button', { name: 'Sessions' }).click()
    expect(await page.locator('[data-reflection="read"]').count()).toBe(4)

    await page.getByRole('button', { name: 'Lines' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('picture').click()])
    expect(download.suggestedFilename()).toBe('reflections.png')
    const png = await readFile(await download.path())
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)], 'drawn twice as fine').toEqual([2096, 1128])
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    stage.therapist.unharmed()
  }, 120_000)

  test('TR12 the client sees the same rows in session and for the day on that device, longer only where kept; the link alone shows nothing', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Own rows')
    await meet('Own rows', link, 'Mostly')
    const client = await meet('Own rows', link, 'A little', async (page) => {
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByTestId('more-past').click()
      const dialog = page.getByTestId('own-past')
      await dialog.locator('[data-past="here"]').waitFor()
      expect(await dialog.locator('[data-row] dd').allTextContents()).toEqual(Array<string>(6).fill('Mostly'))
      await dialog.getByRole('button', { name: 'Close' }).click()
      await page.keyboard.press('Escape')
    })
    const { page } = client
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('button', { name: 'How it has been' }).click()
    await page.locator('[data-trend="safe"]').waitFor()
    await page.getByRole('img', { name: 'Safe to be myself: 2 answers, from A little to Mostly. Latest: A little. Too new to say.' }).waitFor()
    expect(await page.locator('[data-prompt]').count(), 'prompts are the therapist’s').toBe(0)

    const inLobby = async (): Promise<Page> => {
      const fresh = await client.context.newPage()
      await fresh.goto(link)
      await onScreen(fresh, 'lobby')
      await fresh.getByRole('button', { name: 'Look back on last time' }).waitFor()
      return fresh
    }
    expect(await (await inLobby()).getByRole('button', { name: 'How it has been' }).count(), 'the link alone').toBe(0)
    await page.getByRole('button', { name: 'Keep readable on this device' }).click()
    await page.locator('[data-readable="kept"]').waitFor()
    const kept = await inLobby()
    await kept.getByRole('button', { name: 'How it has been' }).click()
    await kept.locator('[data-trend="safe"]').waitFor()
    await kept.getByRole('button', { name: 'No longer keep it here' }).click()
    await kept.locator('[data-readable]').waitFor({ state: 'detached' })
    expect(await (await inLobby()).getByRole('button', { name: 'How it has been' }).count()).toBe(0)
    client.unharmed()
  })
})
