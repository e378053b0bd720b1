/** What the client says at the door, what becomes of it in session, and what the next session knows of it. */
import { describe, expect, test } from 'vitest'
import type { Page } from '../people/expect.ts'
import { notice } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

const openCard = async (page: Page) => {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByTestId('more-card').click()
  const dialog = page.getByTestId('card-dialog')
  await dialog.waitFor()
  return dialog
}
const choose = (where: Page | ReturnType<Page['getByTestId']>, words: string) => where.getByText(words, { exact: true }).click()

describe('The lobby card', () => {
  test('LC6 number, who rings, place and phrase are the plan; LC7 the lobby tells nothing of what is remembered; LC2 unticked it is forgotten', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Mara')
    const client = await stage.client()
    const { page } = client
    await client.openLink(link)
    await choose(page, 'Just me')
    await page.getByLabel('Your place').fill('Rose Street 4')
    await page.getByLabel('Your number, if we are cut off').fill('0170 555 01')
    await choose(page, 'I ring my therapist')
    await page.getByLabel('A phrase you two agreed on').fill('The parcel has come')
    await page.getByTestId('remember-card').check()
    await client.join()
    await therapist.page.getByText('They ring you if you are cut off.').waitFor()
    await therapist.admit('Mara')
    await Promise.all([client.together(), therapist.together()])

    await therapist.page.locator('[data-hears="alone"]').click()
    const theirs = therapist.page.getByTestId('card-dialog')
    for (const words of ['0170 555 01', 'Mara calls you', 'Rose Street 4', '“The parcel has come”', 'Mara had this remembered for next time.']) {
      await theirs.getByText(words, { exact: true }).waitFor()
    }
    await choose(theirs, 'Someone listens, as we agreed')
    await notice(page, 'heard').getByTestId('heard-away').click()
    const mine = await openCard(page)
    await choose(mine, 'Someone is near')
    await theirs.getByText('Mara says: Someone is near.').waitFor()
    await page.keyboard.press('Escape')
    await therapist.page.keyboard.press('Escape')
    await therapist.page.locator('[data-hears="someoneNear"]').waitFor()
    client.unharmed()

    await therapist.end()
    await therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()
    const again = await stage.client()
    await again.openLink(link)
    expect(await again.page.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).join(' '))).not.toMatch(/Rose|0170|parcel/)
    await choose(again.page, 'Same place as last time')
    await again.join()
    await therapist.page.getByText('Same place as last time.').waitFor()
    await therapist.admit('Mara')
    await Promise.all([again.together(), therapist.together()])
    const known = await openCard(therapist.page)
    for (const words of ['0170 555 01', 'Mara calls you', 'Rose Street 4']) await known.getByText(words, { exact: true }).waitFor()
    const forgetting = await openCard(again.page)
    await forgetting.getByTestId('remember-card').uncheck()
    await forgetting.getByTestId('save-card').click()
    await forgetting.locator('[data-kept="kept"]').waitFor()
    await known.getByText('No number was given.').waitFor()
    await known.getByText('No place was given.', { exact: true }).waitFor()
    again.unharmed()
    therapist.unharmed()
  })

  test.each([
    ['a phone', { width: 390, height: 844 }],
    ['a tablet', { width: 820, height: 1180 }],
    ['a laptop', { width: 1280, height: 800 }],
  ])('LC8 on %s Join is in sight from the first moment, and never over what the keyboard has reached', async (_, viewport) => {
    const client = await stage.client({ viewport })
    const { page } = client
    await client.openLink(await stage.therapist.makeRoom('Jo'))
    const edges = (locator: ReturnType<Page['locator']>) => locator.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect()
      return { top, bottom }
    })
    const join = page.getByTestId('join')
    expect((await edges(join)).bottom).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
    const focused = page.locator(':focus')
    const reached: string[] = []
    for (;;) {
      await page.keyboard.press('Tab')
      if ((await focused.getAttribute('data-testid')) === 'join') break
      reached.push(await focused.evaluate((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''))
      expect((await edges(focused)).bottom, `${reached.at(-1)} lies under Join`).toBeLessThanOrEqual((await edges(join)).top)
    }
    expect(reached.length).toBeGreaterThan(8)
  })
})
