/** Setting the quiet signals up between two real pages, by touch and by keyboard. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../people/client.ts'
import { notice, onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()
const TOUCH = { hasTouch: true }
beforeEach(() => stage.therapist.page.bringToFront())

const inSetUp = async ({ page }: Client) => {
  await page.getByTestId('quiet-signals').tap()
  await page.getByTestId('set-up').tap()
  return page.getByTestId('set-up-dialog')
}
const row = (client: Client, code: string) => client.page.getByTestId('set-up-dialog').locator(`[data-code="${code}"]`)
const words = async ({ page }: Client) => {
  await page.getByTestId('tray').waitFor()
  return page.getByTestId('tray').locator('[data-signal]').evaluateAll((all) => all.map((each) => each.getAttribute('data-signal')))
}
const keepsNothing = ({ page }: Client) => notice(page, 'consent').getByTestId('keep-nothing').tap()

describe('Setting the quiet signals up', () => {
  test('QS1 by touch: what the client names and hides counts at once, and in the next session; QS4 and QS6 with it', async () => {
    const { client, link } = await stage.inSession('Own words', undefined, TOUCH)
    const { therapist } = stage
    await keepsNothing(client)
    const dialog = await inSetUp(client)
    await row(client, 'slower').getByRole('textbox').fill('Gently')
    for (const code of ['not_this', 'pause', 'not_private']) await row(client, code).getByRole('button').tap()
    await dialog.getByLabel('What the button is called').fill('Notes')
    await dialog.getByTestId('keep').tap()
    await client.page.getByTestId('quiet-signals').getByText('Notes').waitFor()
    await client.page.getByTestId('quiet-signals').tap()
    expect(await words(client)).toEqual(['slower', 'ask_me', 'off', 'ok', 'bring-back'])
    await client.page.getByTestId('tray').getByRole('button', { name: 'Gently' }).tap()
    await therapist.cue('slower')
    await client.signalIs('onScreen')

    await therapist.end()
    await therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()
    const again = await stage.client(TOUCH)
    await again.openLink(link)
    await again.join()
    await therapist.admit('Own words')
    await Promise.all([again.together(), therapist.together()])
    await again.page.getByTestId('quiet-signals').getByText('Notes').waitFor()
    await again.page.getByTestId('quiet-signals').tap()
    expect(await words(again)).toEqual(['slower', 'ask_me', 'off', 'ok', 'bring-back'])
    // QS4: back with one tap, and both of them.
    await again.page.getByTestId('tray').locator('[data-signal="bring-back"]').tap()
    await again.page.getByTestId('quiet-signals').tap()
    expect(await words(again)).toEqual(['slower', 'pause', 'ask_me', 'off', 'not_private', 'ok'])
    again.unharmed()
    therapist.unharmed()
  })

  test('QS6 by keyboard alone: digits keep their signals whatever is hidden, and only the chosen key opens the tray', async () => {
    const { client } = await stage.inSession()
    const { page } = client
    await notice(page, 'consent').getByTestId('keep-nothing').press('Enter')
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.keyboard.press('q')
    await page.getByTestId('tray').waitFor()
    await page.getByTestId('set-up').press('Enter')
    await row(client, 'slower').getByRole('button').press('Enter')
    await page.getByTestId('set-up-dialog').getByRole('combobox').selectOption('w')
    await page.getByTestId('keep').press('Enter')
    await page.getByTestId('set-up-dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('q')
    expect(await page.getByTestId('tray').count(), 'the old key opens nothing').toBe(0)
    await page.keyboard.press('w')
    expect(await words(client)).not.toContain('slower')
    // 1 was Slower, please, and is hidden: it sends nothing. 3 is what it always was.
    await page.keyboard.press('1')
    await page.keyboard.press('3')
    await stage.therapist.cue('not_this')
    expect(await stage.therapist.cues()).toEqual(['not_this'])
  })

  test('CI21 one key moves the slip to the other side of the face, and it stays there', async () => {
    const { client } = await stage.inSession()
    const { page } = stage.therapist
    await client.press('slower')
    await page.locator('[data-scene="note"][data-side="end"]').waitFor()
    await page.keyboard.press('m')
    await page.locator('[data-scene="note"][data-side="start"]').waitFor()
    await page.reload()
    await page.locator('[data-scene="note"][data-side="start"]').waitFor()
    await page.keyboard.press('m')
    await page.locator('[data-scene="note"][data-side="end"]').waitFor()
  })

  test('PN8 the therapist offers a pause: it begins by the client’s Yes alone, and “Keep going” is told calmly', async () => {
    const { client } = await stage.inSession(undefined, undefined, TOUCH)
    const { page } = stage.therapist
    const offers = async () => {
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByTestId('more-signals').click()
      await page.getByTestId('offer-pause').click()
      await notice(client.page, 'offer').waitFor()
    }
    await offers()
    expect(await client.page.locator('[data-screen="client-pause"]').count(), 'an offer pauses nothing').toBe(0)
    await client.page.getByTestId('offer-no').tap()
    await page.locator('[data-notice="offered"][data-answer="no"]').waitFor()
    await client.inRoom()
    await page.getByRole('button', { name: 'Put away' }).click()
    await offers()
    await client.page.getByTestId('offer-yes').tap()
    await onScreen(client.page, 'client-pause')
    await page.locator('[data-notice="paused"]').waitFor()
  })
})
