/** Looking back while both are in session, and talking about it. */
import type { BrowserContext } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DESKTOP } from '../../support/browser.ts'
import { keyboard } from '../people/hands.ts'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

describe('Looking back in session', () => {
  test('RF43 by the keyboard alone: the therapist offers, the client answers and both read the same page; it is saved when the session is over', async () => {
    const { client } = await stage.inSession('Together')
    const { page } = client
    const therapist = stage.therapist.page
    const [ofClient, ofTherapist] = [keyboard(page), keyboard(therapist)]
    await ofTherapist.press(therapist.locator('[data-clock]'))
    await ofTherapist.press(therapist.getByTestId('offer-look-back'))
    await page.getByText('Shall we look back on today?').waitFor()
    await ofClient.press(page.getByTestId('offer-yes'))
    const questions = page.getByTestId('look-back')
    await questions.waitFor()
    await therapist.locator('[data-notice="reflecting"]').waitFor()
    // A phone: one question a page.
    await ofClient.press(questions.getByRole('button', { name: 'Start', exact: true }))
    for (const word of ['Mostly', 'Completely', 'A little', 'Mostly', 'Mostly', 'Partly']) {
      await ofClient.press(questions.getByRole('button', { name: word, exact: true }))
      await ofClient.press(questions.getByRole('button', { name: 'Next', exact: true }))
    }
    await ofClient.write(questions.getByRole('textbox'), 'Less explaining.')
    await ofClient.press(questions.getByRole('button', { name: 'Next', exact: true }))
    expect(await questions.getByRole('radio', { checked: true }).count(), 'nothing is chosen beforehand').toBe(0)
    expect(await therapist.getByTestId('shared-page').count(), 'nothing is seen before it is shared').toBe(0)
    await ofClient.press(questions.getByRole('radio', { name: /^Talk about it now/ }))
    await ofClient.press(questions.getByRole('button', { name: 'Done', exact: true }))

    const sheets = [page, therapist].map((one) => one.getByTestId('shared-page'))
    for (const sheet of sheets) {
      await sheet.waitFor()
      expect(await sheet.locator('[data-row] dd').allTextContents()).toEqual(['Mostly', 'Completely', 'A little', 'Mostly', 'Mostly', 'Partly'])
      await sheet.getByText('Less explaining.').waitFor()
    }
    expect(await page.locator('[data-prompt]').count(), 'prompts are the therapist’s').toBe(0)
    await therapist.getByText('“Working on what matters” got a low answer.').waitFor()
    await therapist.locator('[data-notice="reflecting"]').waitFor({ state: 'detached' })

    await page.reload()
    await page.getByTestId('shared-page').waitFor()
    await ofClient.press(page.getByTestId('shared-page-away'))
    await page.getByTestId('shared-page').waitFor({ state: 'detached' })
    expect(await therapist.getByTestId('shared-page').count(), 'each puts their own page away').toBe(1)
    await stage.therapist.end()
    await onScreen(page, 'over')
    await page.getByRole('button', { name: 'Read back what you wrote' }).click()
    await page.locator('[data-screen="looked-back"][data-state="saved"]').waitFor()
    client.unharmed()
  })

  test('RF44 kept to oneself, the therapist’s screen is as it was before, and nothing is kept here', async () => {
    const { client } = await stage.inSession('Kept')
    const { page } = client
    const therapist = stage.therapist.page
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByTestId('more-look-back').click()
    const questions = page.getByTestId('look-back')
    await therapist.locator('[data-notice="reflecting"]').waitFor()
    await questions.getByRole('button', { name: 'Start', exact: true }).click()
    await questions.getByRole('button', { name: 'Not at all', exact: true }).click()
    for (let pages = 0; pages < 7; pages++) await questions.getByRole('button', { name: 'Next', exact: true }).click()
    await questions.getByRole('radio', { name: /^Keep it to myself/ }).check()
    await questions.getByRole('button', { name: 'Done', exact: true }).click()
    await questions.waitFor({ state: 'detached' })
    await therapist.locator('[data-notice="reflecting"]').waitFor({ state: 'detached' })
    expect(await therapist.getByTestId('shared-page').count()).toBe(0)
    await stage.therapist.end()
    await onScreen(page, 'over')
    await page.getByRole('button', { name: 'Look back on today' }).waitFor()
    client.unharmed()
  })

  test('RF44 byte for byte: what is sealed and sent is the same whether answers were kept to oneself or none was given', async () => {
    const { client } = await stage.inSession('Bytes', watchSeals, { viewport: DESKTOP })
    const { page } = client
    const therapist = stage.therapist.page
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    /** From opening the questions to their end: everything that was sealed, but the pulse that goes all the time. */
    const during = async (answering: () => Promise<void>): Promise<string[]> => {
      await page.evaluate(() => void ((globalThis as { sealed?: string[] }).sealed = []))
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByTestId('more-look-back').click()
      await therapist.locator('[data-notice="reflecting"]').waitFor()
      await answering()
      await page.getByTestId('look-back').waitFor({ state: 'detached' })
      await therapist.locator('[data-notice="reflecting"]').waitFor({ state: 'detached' })
      const sealed = await page.evaluate(() => (globalThis as { sealed?: string[] }).sealed ?? [])
      return sealed.filter((text) => !text.includes('"k":"pulse"')).map(withoutIdsAndTimes)
    }
    const questions = page.getByTestId('look-back')
    const left = await during(() => questions.getByRole('button', { name: 'Leave', exact: true }).click())
    const kept = await during(async () => {
      await questions.locator('form').waitFor()
      for (const item of await questions.locator('[data-item]').all()) await item.getByRole('button', { name: 'Not at all', exact: true }).click()
      await questions.getByRole('textbox').fill('A canary in words')
      await questions.getByRole('radio', { name: /^Keep it to myself/ }).check()
      await questions.getByRole('button', { name: 'Done', exact: true }).click()
    })
    expect(left.filter((text) => text.includes('lookingBack')), 'that they are looking back, and that they stopped').toHaveLength(2)
    expect(kept).toEqual(left)
    expect(requests.filter((url) => url.includes('/api/'))).toEqual([])
    client.unharmed()
  })
})

/** Keeps the bytes that this page seals, before they are sealed; each is of one of a few sizes by then. */
async function watchSeals(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const sealed: string[] = []
    Object.assign(globalThis, { sealed })
    if (!('SubtleCrypto' in globalThis)) return
    const own = SubtleCrypto.prototype.encrypt
    SubtleCrypto.prototype.encrypt = function (algorithm, key, data) {
      const all = (globalThis as { sealed?: string[] }).sealed
      all?.push(new TextDecoder().decode(data))
      return own.call(this, algorithm, key, data)
    }
  })
}

/** What differs between two of the same kind: which one it is, and when. */
const withoutIdsAndTimes = (text: string): string => text.replace(/[A-Za-z0-9_-]{22}/g, 'id').replace(/\d{6,}/g, 'time').replace(/^[^{]*/, '')
