/** How it has been: from what was shared in several sessions to rows that both can read. */
import { readFile } from 'node:fs/promises'
import { toBase64url } from '@fermata/shared/bytes'
import type { RoomId, SessionId } from '@fermata/shared/ids'
import { recordFile } from '@fermata/shared/record'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { DESKTOP } from '../../support/browser.ts'
import { Client } from '../people/client.ts'
import { keyboard, reach } from '../people/hands.ts'
import { LookingBack } from '../people/looking-back.ts'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

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

/** From the desk to one of the pages of a room. */
async function openPage(label: string, button: 'Reflections' | 'Record', screen: 'reflections' | 'record'): Promise<void> {
  const { page } = stage.therapist
  const row = page.locator('[data-room]', { hasText: label })
  const { press } = keyboard(page)
  await press(row.getByRole('button', { name: /more|actions/i }))
  await press(row.getByRole('button', { name: button, exact: true }))
  await page.locator(`[data-screen="${screen}"][data-state="here"]`).waitFor()
}
const openReflections = (label: string): Promise<void> => openPage(label, 'Reflections', 'reflections')

/** The dark of a picture at places of it, in its own pixels: from 0, the paper, to 1, the ink. */
const darkAt = (page: Page, png: Buffer, places: readonly (readonly [number, number])[]): Promise<number[]> =>
  page.evaluate(async ([bytes, all]) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/png' }))
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    context?.drawImage(image, 0, 0)
    const light = (x: number, y: number) => [...(context?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3).reduce((sum, each) => sum + each, 0) / 3
    const paper = light(4, 4)
    return all.map(([x, y]) => (paper - light(x, y)) / paper)
  }, [[...png], places] as const)

/** A file of ours with so many sessions of another room, to be taken in. */
function years(count: number): string {
  const id = (n: number) => toBase64url(Uint8Array.from({ length: 16 }, (_, at) => (at === 0 ? n >> 8 : at === 1 ? n & 255 : 7)))
  const sessions = Array.from({ length: count }, (_, n) => {
    const value = [25, 50, 75, 95][n % 4] ?? 50
    return {
      session: id(n) as SessionId, at: n * 86_400_000, through: 'session' as const,
      reflection: {
        questionnaire: 'fermata-reflection|1' as const, mode: 'words' as const, words: '', share: 'showAfter' as const,
        answers: { safe: value, understood: value, aims: value, way: value, sayable: null, overall: value },
      },
    }
  })
  return recordFile([{ room: id(60_000) as RoomId, name: 'Years', sessions }], 0)
}

describe('Over time', () => {
  test('TR10 by the keyboard alone six rows against the client’s own range, a sentence and a table for each, one neutral prompt; no number and no total', async () => {
    const { page } = stage.therapist
    const { press } = keyboard(page)
    const link = await stage.therapist.makeRoom('Rows')
    for (const word of ['Mostly', 'Completely', 'Mostly', 'Partly']) await meet('Rows', link, word)
    await openReflections('Rows')
    expect(await page.locator('[data-trend]').count()).toBe(6)
    expect(await page.locator('[data-trend="safe"]').getAttribute('data-standing')).toBe('lower')
    const chart = page.getByRole('img', { name: 'Safe to be myself: 4 answers, from Partly to Completely. Latest: Partly. Lower than usual.' })
    await chart.waitFor()
    expect(await page.locator('[data-prompt]').count(), 'one prompt').toBe(1)
    await page.getByText('“Safe to be myself” is lower than usual. You might ask: what would have made today a little better?').waitFor()

    // TR18: the therapist's own numbers for prompts, by the keyboard, in the vault; the rows stay as both see them.
    const part = page.locator('[data-prompts]')
    await press(part.locator('summary'))
    await part.getByText('A prompt is a question to ask, not a cut-off.').waitFor()
    await part.getByRole('combobox', { name: 'An answer so much lower than usual' }).selectOption('30')
    await page.locator('[data-prompts="own"]').waitFor()
    await page.locator('[data-prompt]').waitFor({ state: 'detached' })
    expect(await page.locator('[data-trend="safe"]').getAttribute('data-standing')).toBe('lower')
    await page.reload()
    await onScreen(page, 'desk')
    await openReflections('Rows')
    await page.locator('[data-prompts="own"]').waitFor()
    expect(await page.locator('[data-prompt]').count(), 'kept').toBe(0)
    await press(part.locator('summary'))
    await press(part.getByRole('button', { name: 'Back to the usual numbers' }))
    await page.locator('[data-prompt]').waitFor()

    const pick = page.getByRole('slider', { name: 'Look at one session' })
    await reach(page, pick)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('[data-trend="safe"] [data-note="answer"]').textContent()).toBe('Completely')

    await press(page.getByRole('button', { name: 'Table' }))
    const cells = await page.locator('tr[data-row="safe"] td').allTextContents()
    expect(cells).toEqual(['Mostly', 'Completely', 'Mostly', 'PartlyLower than usual', 'Mostly'])
    expect((await page.locator('tbody').innerText()), 'words, no numbers').not.toMatch(/\d/)
    await press(page.getByRole('button', { name: 'Sessions' }))
    expect(await page.locator('[data-reflection="read"]').count()).toBe(4)

    await press(page.getByRole('button', { name: 'Lines' }))
    const [download] = await Promise.all([page.waitForEvent('download'), press(page.getByTestId('picture'))])
    expect(download.suggestedFilename()).toBe('reflections.png')
    const png = await readFile(await download.path())
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)], 'drawn twice as fine').toEqual([2096, 1128])
    // By the places of picture.ts: six rows of 66 below 96, each drawn from 274 on; the first answer, and the ring of the last.
    const rows = Array.from({ length: 6 }, (_, n) => 96 + n * 66 + 3)
    const first = await darkAt(page, png, rows.map((top) => [2 * (274 + 14), 2 * (top + 18)] as const))
    expect(first.filter((dark) => dark > 0.6), 'a dot for the first answer of each row').toHaveLength(6)
    const ring = await darkAt(page, png, rows.map((top) => [2 * (274 + 546) - 13, 2 * (top + 30)] as const))
    expect(ring.filter((dark) => dark > 0.6), 'a ring where it is lower than usual').toHaveLength(6)
    const hole = await darkAt(page, png, rows.map((top) => [2 * (274 + 546), 2 * (top + 30)] as const))
    expect(hole.filter((dark) => dark < 0.1), 'which is open').toHaveLength(6)
    const below = await darkAt(page, png, rows.map((top) => [2 * (274 + 280), 2 * (top + 56)] as const))
    expect(below.filter((dark) => dark < 0.1), 'and nothing where nothing was answered').toHaveLength(6)
    await press(page.getByRole('button', { name: 'Back', exact: true }))
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
    const { press } = keyboard(page)
    await press(page.getByRole('button', { name: 'Close', exact: true }))
    await press(page.getByRole('button', { name: 'How it has been' }))
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
    await press(page.getByRole('button', { name: 'Keep readable on this device' }))
    await page.locator('[data-readable="kept"]').waitFor()
    const kept = await inLobby()
    await keyboard(kept).press(kept.getByRole('button', { name: 'How it has been' }))
    await kept.locator('[data-trend="safe"]').waitFor()
    await keyboard(kept).press(kept.getByRole('button', { name: 'No longer keep it here' }))
    await kept.locator('[data-readable]').waitFor({ state: 'detached' })
    expect(await (await inLobby()).getByRole('button', { name: 'How it has been' }).count()).toBe(0)
    client.unharmed()
  })

  test('TR13 of five hundred sessions nothing is left out, in lines, table and session by session', async () => {
    const { page } = stage.therapist
    const { press } = keyboard(page)
    await stage.therapist.makeRoom('Years')
    await openPage('Years', 'Record', 'record')
    await page.getByLabel('Choose a file').setInputFiles({ name: 'years.json', mimeType: 'application/json', buffer: Buffer.from(years(500)) })
    await press(page.getByRole('button', { name: 'Take in', exact: true }))
    await page.getByText('Taken in: 500. Here already: 0.').waitFor()
    await press(page.getByRole('button', { name: 'Back', exact: true }))
    await openReflections('Years')
    await page.getByRole('img', { name: /^Safe to be myself: 500 answers, from A little to Completely\./ }).waitFor()
    expect(await page.getByRole('slider', { name: 'Look at one session' }).getAttribute('max')).toBe('499')
    await press(page.getByRole('button', { name: 'Table' }))
    await page.locator('tr[data-row="safe"] td').nth(500).waitFor()
    const box = page.locator('[data-view="table"]')
    expect(await box.evaluate((one) => one.scrollWidth - one.clientWidth - one.scrollLeft), 'it opens at the newest').toBeLessThan(2)
    // Without a pointer it is scrolled by the arrow keys.
    await reach(page, box)
    const newest = await box.evaluate((one) => one.scrollLeft)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => box.evaluate((one) => one.scrollLeft)).toBeLessThan(newest)
    // TR21: printed, a session is a row: none is cut off at the edge of the paper.
    await page.evaluate(() => addEventListener('beforeprint', () => {
      document.body.dataset['rows'] = String(document.querySelectorAll('table[aria-hidden] tbody tr').length)
    }))
    await page.pdf()
    expect(await page.locator('body').getAttribute('data-rows'), 'drawn before the paper is laid out').toBe('501')
    expect(await page.locator('table').count(), 'and away again').toBe(1)
    await page.emulateMedia({ media: 'print' })
    await page.locator('table:visible tbody tr').nth(500).waitFor()
    expect(await page.locator('table:visible tbody tr').count(), 'every session, and what is usual').toBe(501)
    expect(await box.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThan(2)
    await page.emulateMedia({ media: 'screen' })
    await press(page.getByRole('button', { name: 'Sessions' }))
    await page.locator('[data-reflection="read"]').nth(499).waitFor()
    // What lies far below is there for those who hear the page and for the browser's own search, before it is scrolled to.
    const oldest = page.locator('[data-reflection="read"]').last()
    expect(await oldest.getByRole('heading').count()).toBe(1)
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    stage.therapist.unharmed()
  }, 120_000)
})
