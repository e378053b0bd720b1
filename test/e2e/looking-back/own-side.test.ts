/** The therapist looks back from their own side: by keyboard alone, for nobody else's eyes. */
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DESKTOP, PHONE } from '../../support/browser.ts'
import { LookingBack } from '../people/looking-back.ts'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()
const NOTE = 'A canary of the therapist’s: ask about the letter.'

/** By Tab to a button, and pressed there. */
async function press(page: Page, name: string): Promise<void> {
  await new LookingBack(page).focus(page.getByRole('button', { name, exact: true }))
  await page.keyboard.press('Enter')
}

const keptIs = (page: Page, state: string) => page.locator(`[data-screen="own-side-kept"][data-state="${state}"]`).waitFor()

async function openReflections(page: Page, label: string): Promise<void> {
  await page.locator('[data-room]', { hasText: label }).getByRole('button', { name: /more|actions/i }).click()
  await page.getByRole('button', { name: 'Reflections' }).click()
  await page.locator('[data-screen="reflections"][data-state="here"]').waitFor()
}

describe('The therapist’s own side', () => {
  test('RF50 by keyboard alone: offered after End, six questions and a note, read back and changed from the room’s page', async () => {
    const { page } = stage.therapist
    await stage.inSession('Own side', undefined, { viewport: DESKTOP })
    await stage.therapist.end()
    await page.getByText('Six quick questions, for you alone.').waitFor()
    await press(page, 'Look back from your side')
    await onScreen(page, 'own-side')
    const question = page.getByRole('group', { name: 'How well did you get what your client was trying to say?' })
    await new LookingBack(page).focus(question.getByRole('button', { name: 'Partly', exact: true }))
    await page.keyboard.press('Enter')
    expect(await question.getByRole('button', { name: 'Partly' }).getAttribute('aria-pressed')).toBe('true')
    const line = page.getByRole('slider', { name: 'All in all, how useful was it for your client?' })
    await new LookingBack(page).focus(line)
    expect(await line.getAttribute('aria-valuetext'), 'an untouched line is no answer').toBe('Not answered')
    await page.keyboard.press('ArrowRight')
    await new LookingBack(page).focus(page.getByRole('textbox', { name: 'A note to yourself, if you like' }))
    await page.keyboard.type(NOTE)
    await press(page, 'Keep')
    await keptIs(page, 'kept')
    await page.getByRole('status').getByText('Saved. Only you can read it.').waitFor()
    await press(page, 'Back')
    await onScreen(page, 'over')
    await page.getByRole('button', { name: 'Read or change your side' }).waitFor()

    await press(page, 'Back to your rooms')
    await page.reload()
    await onScreen(page, 'desk')
    await openReflections(page, 'Own side')
    await page.getByText('Nothing was shared after this session.').waitFor()
    const own = page.locator('[data-own-side="kept"]')
    expect(await own.locator('dd').allTextContents()).toEqual(['Not answered', 'Partly', 'Not answered', 'Not answered', 'Not answered', 'Partly'])
    expect(await own.locator('[data-said]').textContent()).toBe(NOTE)
    await own.getByRole('button', { name: /^Change your side: session on/ }).focus()
    await page.keyboard.press('Enter')
    await onScreen(page, 'own-side')
    await page.getByRole('textbox').fill('Changed.')
    await press(page, 'Keep')
    await keptIs(page, 'kept')
    await press(page, 'Back')
    expect(await page.locator('[data-own-side="kept"] [data-said]').textContent()).toBe('Changed.')
    stage.therapist.unharmed()
  })

  test('RF51 with the server gone it is kept sealed in this browser, and saved after a restart of both', async () => {
    const { page } = stage.therapist
    await stage.inSession('Own side later')
    await stage.therapist.end()
    await stage.server.kill()
    await page.getByRole('button', { name: 'Look back from your side' }).click()
    await page.getByRole('textbox').fill(NOTE)
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await keptIs(page, 'notYet')
    await page.getByText('Not saved yet. Kept sealed on this device until it is.').waitFor()
    await stage.server.restart()
    await page.goto(stage.server.origin)
    await onScreen(page, 'desk')
    await openReflections(page, 'Own side later')
    await page.locator('[data-own-side="kept"]').waitFor()
    expect(await page.locator('[data-own-side] [data-said]').textContent()).toBe(NOTE)
  })

  test('RF53 keeping it sends one sealed record to the vault and not one byte to the client', async () => {
    const { page } = stage.therapist
    const received: string[] = []
    const listen = (context: BrowserContext): Promise<void> => {
      for (const one of context.pages()) {
        one.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload))))
        one.on('response', (response) => void response.text().then((text) => received.push(text), () => undefined))
      }
      return Promise.resolve()
    }
    const { client } = await stage.inSession('Own side sealed', listen, { viewport: PHONE })
    await stage.therapist.end()
    await onScreen(client.page, 'over')
    await page.getByRole('button', { name: 'Look back from your side' }).click()
    await page.getByRole('textbox').fill(NOTE)
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname} ${request.postData() ?? ''}`))
    const before = received.length
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await keptIs(page, 'kept')
    const writes = asked.filter((each) => !each.startsWith('GET '))
    expect(writes.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual(['PUT /api/vault'])
    expect(writes.join('')).not.toContain('canary')
    expect(before, 'the client’s line is listened to').toBeGreaterThan(0)
    expect(received.slice(before).filter((frame) => frame.includes('"box"')), 'nothing sealed reaches the client').toEqual([])
    await client.page.reload()
    await onScreen(client.page, 'over')
    expect(received.join('')).not.toContain('canary')
    expect(await client.page.getByText('your side').count()).toBe(0)
    client.unharmed()
  })

  test('TR14 both sides lie beside each other on the therapist’s page alone; a prompt is kept for the next session and read before it', async () => {
    const { page } = stage.therapist
    const { client, link } = await stage.inSession('Both sides', undefined, { viewport: DESKTOP })
    await stage.therapist.end()
    await page.getByRole('button', { name: 'Look back from your side' }).click()
    const question = page.getByRole('group', { name: 'How well did the way you worked suit your client?' })
    await question.getByRole('button', { name: 'Completely', exact: true }).click()
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await keptIs(page, 'kept')
    const lookingBack = new LookingBack(client.page)
    await lookingBack.start()
    for (const item of await client.page.locator('[data-item]').all()) await item.getByRole('button', { name: 'A little', exact: true }).click()
    await client.page.getByRole('radio', { name: /^Show my therapist/ }).check()
    await client.page.getByRole('button', { name: 'Done', exact: true }).click()
    await lookingBack.is('saved')

    await press(page, 'Back')
    await page.getByRole('button', { name: 'Reflections' }).click()
    await page.locator('[data-own-side="kept"]').waitFor()
    const apart = 'You saw “Way of working” most differently. Both sides: A little. You: Completely. Neither is wrong; it may be worth wondering about together.'
    await page.getByText(apart).waitFor()
    await press(page, 'Lines')
    await page.getByRole('img', { name: 'Way of working: 1 answer, A little. Latest: A little. Too new to say. Your own side, latest: Completely.' }).waitFor()
    expect(await page.locator('[data-own-line]').count(), 'one row of six was answered from this side').toBe(1)
    expect(await page.locator('[data-trend="way"] [data-own]').textContent()).toBe('You: Completely')
    await press(page, 'Table')
    expect(await page.locator('[data-row="way"] [data-own]').textContent()).toBe('You: Completely')
    await press(page, 'Keep for next time')
    await page.getByRole('status').getByText('Kept. You will read it before the next session.').waitFor()

    await client.page.getByRole('button', { name: 'Close', exact: true }).click()
    await client.page.getByRole('button', { name: 'How it has been' }).click()
    await client.page.locator('[data-reflection="read"]').waitFor()
    for (const view of ['Lines', 'Table', 'Sessions']) {
      await client.page.getByRole('button', { name: view, exact: true }).click()
      expect(await client.page.locator('[data-own], [data-own-line], [data-own-side], [data-apart], [data-own-legend]').count(), view).toBe(0)
    }

    await press(page, 'Back')
    await press(page, 'Back to your rooms')
    await page.reload()
    await onScreen(page, 'desk')
    const row = page.locator('[data-room]', { hasText: 'Both sides' })
    await row.getByText('“Safe to be myself” got a low answer last time.').waitFor()
    const again = await stage.client()
    await again.openLink(link)
    await again.join()
    await again.known()
    await row.getByRole('button', { name: 'Open Both sides' }).click()
    const notice = page.locator('[data-notice="forToday"]')
    await notice.getByText('You kept this for today').waitFor()
    await press(page, 'Put it away')
    await notice.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await onScreen(page, 'desk')
    expect(await page.locator('[data-next]').count()).toBe(0)
    client.unharmed()
  })

  test('RC17 own side and next step stand on the room’s page, are taken along only by choice, and the own side is taken in again', async () => {
    const { page } = stage.therapist
    const { client } = await stage.inSession('Along', undefined, { viewport: DESKTOP })
    await client.page.getByRole('button', { name: 'More', exact: true }).click()
    await client.page.getByTestId('more-today').click()
    await client.page.getByTestId('step').fill('One walk a day')
    await client.page.getByTestId('agree-step').click()
    await client.page.locator('[data-kept="kept"]').waitFor()
    await stage.therapist.end()
    await page.getByRole('button', { name: 'Look back from your side' }).click()
    await page.getByRole('textbox').fill(NOTE)
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await keptIs(page, 'kept')
    await press(page, 'Back')
    await press(page, 'Back to your rooms')
    await openReflections(page, 'Along')
    await page.locator('[data-step="open"]').getByText('One walk a day').waitFor()
    await press(page, 'Back')

    const openRecord = async (label: string): Promise<void> => {
      const row = page.locator('[data-room]', { hasText: label })
      await row.getByRole('button', { name: /more|actions/i }).click()
      await row.getByRole('button', { name: 'Record', exact: true }).click()
      await page.locator('[data-screen="record"][data-state="here"]').waitFor()
    }
    const made = async (): Promise<string> => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('make-own').click()])
      return readFile(await file.path(), 'utf8')
    }
    await openRecord('Along')
    await page.getByText('Free words and notes are not changed').waitFor()
    expect(await made(), 'not unless it is chosen').not.toContain('canary')
    await new LookingBack(page).focus(page.getByRole('radio', { name: 'What was shared' }))
    await page.keyboard.press('ArrowDown')
    const text = await made()
    expect(text).toContain(NOTE)
    expect(text).toContain('One walk a day')
    await page.getByTestId('make-print').click()
    await page.locator('[data-own-side="printed"]').getByText(NOTE).waitFor()
    await page.getByText('One walk a day').waitFor()
    for (const _ of ['to the record', 'to the desk']) await page.getByRole('button', { name: 'Back', exact: true }).click()

    await onScreen(page, 'desk')
    await stage.therapist.makeRoom('Taken in')
    await openRecord('Taken in')
    await page.getByLabel('Choose a file').setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await page.getByText('Your own side: 1.').waitFor()
    await page.getByRole('button', { name: 'Take in', exact: true }).click()
    await page.getByText('Taken in: 0. Here already: 0.').waitFor({ timeout: 20_000 })
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await openReflections(page, 'Taken in')
    expect(await page.locator('[data-own-side] [data-said]').textContent()).toBe(NOTE)
    await page.locator('[data-agreed="file"] [data-step]').getByText('One walk a day').waitFor()
    client.unharmed()
  })
})
