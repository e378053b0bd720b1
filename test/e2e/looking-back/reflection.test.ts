/** Looking back on a session: from the client's first touch to the therapist's list. */
import { afterEach, describe, expect, test } from 'vitest'
import { DESKTOP, PHONE } from '../../support/browser.ts'
import { Client } from '../people/client.ts'
import { firstButtons, LookingBack } from '../people/looking-back.ts'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()
const others: Client[] = []
afterEach(async () => {
  await Promise.all(others.splice(0).map((client) => client.close()))
})

/** A session that has just ended, and its client, who has not answered anything. */
async function ended(label: string, options: Parameters<typeof Client.at>[1] = {}) {
  const { therapist, browser } = stage
  const link = await therapist.makeRoom(label)
  const client = await Client.at(browser, options)
  others.push(client)
  await client.openLink(link)
  await client.join()
  await therapist.admit(label)
  await Promise.all([client.together(), therapist.together()])
  const buttons = await firstButtons(client.page, 'over')
  await therapist.end()
  await onScreen(client.page, 'over')
  return { client, link, lookingBack: new LookingBack(client.page), buttons }
}

/** What the therapist reads in a room, by way of the desk. */
async function read(label: string): Promise<string[]> {
  const { page } = stage.therapist
  if ((await page.locator('[data-screen="over"]').count()) > 0) await page.getByRole('button', { name: 'Back to your rooms' }).click()
  await onScreen(page, 'desk')
  const row = page.locator('[data-room]', { hasText: label })
  await row.getByRole('button', { name: /more|actions/i }).click()
  await row.getByRole('button', { name: 'Reflections' }).click()
  await page.locator('[data-screen="reflections"][data-state="here"]').waitFor()
  const rows = await page.locator('[data-row] dd').allTextContents()
  return rows
}
const back = () => stage.therapist.page.getByRole('button', { name: 'Back', exact: true }).click()

describe('Looking back', () => {
  test('RF30 on a phone by touch, one question a page; the therapist reads six rows in words', async () => {
    const { client, lookingBack } = await ended('Phone', { viewport: PHONE, hasTouch: true, isMobile: true })
    const { page } = client
    await lookingBack.start()
    await lookingBack.picture('phone-start')
    await page.getByRole('button', { name: 'Start', exact: true }).tap()
    await lookingBack.picture('phone-untouched')
    expect(await lookingBack.answered('safe'), 'untouched is not answered').toBe(false)
    const line = await page.locator('input[name="safe"]').boundingBox()
    if (line === null) throw new Error('the line is not on this page')
    await page.touchscreen.tap(line.x + line.width / 2, line.y + line.height / 2)
    // A touch right in the middle moves nothing, and is an answer all the same.
    await page.locator('input[name="safe"][data-answered="true"]').waitFor()
    await page.getByRole('button', { name: 'Next', exact: true }).tap()
    await page.getByRole('button', { name: 'Mostly', exact: true }).tap()
    await lookingBack.picture('phone-answered')
    await page.getByRole('button', { name: 'Next', exact: true }).tap()
    await page.getByRole('button', { name: 'Skip', exact: true }).tap()
    for (const word of ['Completely', 'Not at all', 'A little']) {
      await page.getByRole('button', { name: word, exact: true }).tap()
      await page.getByRole('button', { name: 'Next', exact: true }).tap()
    }
    await page.getByRole('textbox').fill('Slower at the start, please.')
    await lookingBack.picture('phone-words')
    await page.getByRole('button', { name: 'Next', exact: true }).tap()
    expect(await page.getByRole('radio', { checked: true }).count(), 'nothing is chosen beforehand').toBe(0)
    await page.getByRole('button', { name: 'Done', exact: true }).tap()
    await page.getByText('Choose what should happen with your answers.').waitFor()
    await page.getByRole('radio', { name: /^Show my therapist after we finish/ }).tap()
    await lookingBack.picture('phone-share')
    await page.getByRole('button', { name: 'Done', exact: true }).tap()
    await lookingBack.is('saved')
    await lookingBack.picture('phone-saved')

    expect(await read('Phone')).toEqual(['Partly', 'Mostly', 'Not answered', 'Completely', 'Not at all', 'A little'])
    const list = stage.therapist.page
    await list.getByText('Slower at the start, please.').waitFor()
    await list.getByText('Shared after the session.').waitFor()
    expect(await list.locator('[data-through="link"]').count()).toBe(0)
    const rows = await list.locator('[data-row]').allInnerTexts()
    expect(rows.join(' '), 'words, no numbers').not.toMatch(/\d/)
    await lookingBack.picture('therapist-list', list)
    await back()
    client.unharmed()
    stage.therapist.unharmed()
  })

  test('RF31 on a wide page by keyboard alone; read back afterwards, also after a reload', async () => {
    const { client, lookingBack } = await ended('Keyboard', { viewport: DESKTOP })
    const { page } = client
    await lookingBack.focus(page.getByRole('button', { name: 'Look back on today' }))
    await page.keyboard.press('Enter')
    await onScreen(page, 'look-back')
    await lookingBack.picture('desktop-untouched')
    await lookingBack.focus(page.locator('input[name="safe"]'))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('input[name="safe"]').getAttribute('aria-valuetext')).toBe('Mostly')
    await lookingBack.focus(page.locator('[data-item="aims"]').getByRole('button', { name: 'Completely' }))
    await page.keyboard.press('Space')
    await lookingBack.picture('desktop-answered')
    await lookingBack.focus(page.getByRole('radio', { name: /^Start with this next time/ }))
    await page.keyboard.press('Space')
    await lookingBack.picture('desktop-share')
    await lookingBack.focus(page.getByRole('button', { name: 'Done', exact: true }))
    await page.keyboard.press('Enter')
    await lookingBack.is('saved')
    await lookingBack.focus(page.getByRole('button', { name: 'Read back' }))
    await page.keyboard.press('Enter')
    await page.locator('[data-row]').first().waitFor()
    expect(await page.locator('[data-row] dd').allTextContents()).toEqual(['Mostly', 'Not answered', 'Completely', ...Array<string>(3).fill('Not answered')])

    await page.reload()
    await onScreen(page, 'over')
    await page.getByRole('button', { name: 'Read back what you wrote' }).click()
    await lookingBack.is('saved')
    await page.getByRole('button', { name: 'Read back', exact: true }).click()
    await page.locator('[data-row="aims"]', { hasText: 'Completely' }).waitFor()

    await page.getByRole('button', { name: 'Change my answers' }).click()
    await page.locator('[data-item="way"]').getByRole('button', { name: 'Partly' }).click()
    await page.getByRole('radio', { name: /^Start with this next time/ }).check()
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    await lookingBack.is('saved')
    expect((await read('Keyboard')).slice(0, 4)).toEqual(['Mostly', 'Not answered', 'Completely', 'Partly'])
    await stage.therapist.page.getByText('They would like to start with this next time.').waitFor()
    await back()
    client.unharmed()
  })

  test('RF32 kept to oneself: not one byte is sent, and nothing is kept', async () => {
    const { client, lookingBack } = await ended('Kept', { viewport: DESKTOP })
    const { page } = client
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`))
    const before = await lookingBack.stored()
    await lookingBack.start()
    await page.getByText('Words only').click()
    await page.locator('[data-item="overall"]').getByRole('radio', { name: 'A little' }).check()
    await page.getByRole('textbox').fill('A canary in words')
    await page.getByRole('radio', { name: /^Keep it to myself/ }).check()
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    await lookingBack.is('kept')
    expect(sent.filter((request) => request.includes('/api/'))).toEqual([])
    expect(await lookingBack.stored()).toEqual(before)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await onScreen(page, 'over')
    expect(await read('Kept')).toEqual([])
    await back()
  })

  test('RF33 left without it at any time; a reload forgets the answers, and the page says so; RF47 what it is left by stays in its place while the questions come', async () => {
    const { client, lookingBack, buttons } = await ended('Left', { viewport: DESKTOP })
    const { page } = client
    const words = (all: HTMLButtonElement[]) => all.map(({ textContent }) => textContent)
    expect(await buttons.evaluate(words), 'offered from the first moment').toContain('Look back on today')
    const leave = await firstButtons(page, 'look-back')
    await lookingBack.start()
    await page.getByText('Reloading the page forgets them').waitFor()
    expect(await leave.evaluate(words)).toEqual(['Leave', 'Help'])
    expect(await leave.evaluate(([button]) => button === document.activeElement), 'the same, and focus has not gone from it').toBe(true)
    await page.locator('[data-item="safe"]').getByRole('button', { name: 'Mostly' }).click()
    await page.reload()
    await onScreen(page, 'over')
    await lookingBack.start()
    expect(await lookingBack.answered('safe')).toBe(false)
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await onScreen(page, 'over')
    expect(await read('Left')).toEqual([])
    await back()
  })

  test('RF34 with the server gone it is kept sealed here, and sent when the server is back; saved outlives a kill', async () => {
    const { client, lookingBack } = await ended('Outage', { viewport: DESKTOP })
    const { page } = client
    await lookingBack.start()
    await page.locator('[data-item="safe"]').getByRole('button', { name: 'Mostly' }).click()
    await page.getByRole('radio', { name: /^Show my therapist/ }).check()
    await stage.server.kill()
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    await lookingBack.is('notYet')
    await page.getByText('Not saved yet. Kept sealed on this device until it is.').waitFor()
    await lookingBack.picture('desktop-not-yet')
    await stage.server.restart()
    await lookingBack.is('saved')
    await stage.server.kill()
    await stage.server.restart()
    expect((await read('Outage'))[0]).toBe('Mostly')
    await back()
  })

  test('RF35 also when the page was closed meanwhile: it is sent when the link is opened again', async () => {
    const { client, link, lookingBack } = await ended('Closed', { viewport: DESKTOP })
    await lookingBack.start()
    await client.page.locator('[data-item="safe"]').getByRole('button', { name: 'Completely' }).click()
    await client.page.getByRole('radio', { name: /^Show my therapist/ }).check()
    await stage.server.kill()
    await client.page.getByRole('button', { name: 'Done', exact: true }).click()
    await lookingBack.is('notYet')
    await client.page.close()
    await stage.server.restart()
    const page = await client.context.newPage()
    const saved = page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().endsWith('/reflections') && response.ok())
    await page.goto(link)
    await saved
    expect((await read('Closed'))[0]).toBe('Completely')
    expect(await stage.therapist.page.locator('[data-through="link"]').count(), 'sealed on the device they met').toBe(0)
    await back()
  })

  test('RF39 whoever left may look back at once; it is kept sealed, and saved when the session is over', async () => {
    const { client } = await stage.inSession('Left early')
    await client.leave()
    await client.page.setViewportSize(DESKTOP)
    const lookingBack = new LookingBack(client.page)
    await lookingBack.start()
    await client.page.locator('[data-item="safe"]').getByRole('button', { name: 'Partly' }).click()
    await client.page.getByRole('radio', { name: /^Show my therapist/ }).check()
    await client.page.getByRole('button', { name: 'Done', exact: true }).click()
    await lookingBack.is('notYet')
    // Beside the word that they left.
    await stage.therapist.page.getByRole('button', { name: 'End the session' }).click()
    await onScreen(stage.therapist.page, 'over')
    await lookingBack.is('saved')
    expect((await read('Left early'))[0]).toBe('Partly')
    await back()
  })

  test('RF36 from a fresh tab with the link: open for the day, reads nothing past, and is shown as through the link', async () => {
    const { client, link, lookingBack } = await ended('Fresh tab', { viewport: DESKTOP })
    await lookingBack.start()
    await client.page.locator('[data-item="safe"]').getByRole('button', { name: 'Mostly' }).click()
    await client.page.getByRole('radio', { name: /^Show my therapist/ }).check()
    await client.page.getByRole('button', { name: 'Done', exact: true }).click()
    await lookingBack.is('saved')
    await client.page.close()
    const page = await client.context.newPage()
    const fresh = new LookingBack(page)
    await page.goto(link)
    await onScreen(page, 'lobby')
    await page.getByRole('button', { name: 'Look back on last time' }).click()
    await onScreen(page, 'look-back')
    expect(await fresh.answered('safe')).toBe(false)
    await page.locator('[data-item="safe"]').getByRole('button', { name: 'A little' }).click()
    await page.getByRole('radio', { name: /^Show my therapist/ }).check()
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    await fresh.is('saved')
    expect(await page.getByRole('button', { name: 'Read back' }).count()).toBe(0)
    expect((await read('Fresh tab'))[0]).toBe('A little')
    await stage.therapist.page.locator('[data-through="link"]').waitFor()
    await back()
  })
})
