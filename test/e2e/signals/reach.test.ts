/** The quiet signals while something lies open in the client's room: by thumb on a phone, by key on a wide page. */
import { describe, expect, test } from 'vitest'
import type { Page } from '../people/expect.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

/** What can be open in the client's room, by the name of its dialog: what is pressed to get there. */
const DIALOGS = {
  'more-dialog': ['More'],
  'card-dialog': ['More', 'more-card'],
  'today-dialog': ['More', 'more-today'],
  'record-dialog': ['More', 'more-record'],
  'chat-dialog': ['More', 'more-chat'],
  'look-back': ['More', 'more-look-back'],
  'own-past': ['More', 'more-past'],
  'set-up-dialog': ['More', 'more-set-up'],
  'confirm': ['Leave'],
} as const

const named = (page: Page, way: string) => (way.includes('-') ? page.getByTestId(way) : page.getByRole('button', { name: way, exact: true }))

describe('The quiet signals', () => {
  test('QS7 by thumb: whatever is open in the client’s room, the button is in reach, a signal goes, and what was open stays open', async () => {
    const { client } = await stage.inSession(undefined, undefined, { hasTouch: true })
    const { page } = client
    for (const [dialog, ways] of Object.entries(DIALOGS)) {
      for (const way of ways) await named(page, way).tap()
      await page.getByTestId(dialog).waitFor()
      await page.getByTestId('quiet-signals').tap()
      await page.getByTestId('tray').locator('[data-signal="slower"]').tap()
      await page.getByTestId('tray').waitFor({ state: 'detached' })
      await stage.therapist.cue('slower')
      expect(await page.getByTestId(dialog).isVisible(), dialog).toBe(true)
      await page.keyboard.press('Escape')
      await page.getByTestId(dialog).waitFor({ state: 'detached' })
      // What else was opened on the way is closed too.
      while ((await page.locator('dialog[open]').count()) > 0) await page.keyboard.press('Escape')
    }
    expect(await stage.therapist.cues()).toEqual(['slower'])
    client.unharmed()
  })

  test('QS7 by key: the tray opens over what is open, Escape closes one at a time, and in a text field the letter is a letter', async () => {
    const { client } = await stage.inSession(undefined, undefined, { viewport: { width: 1280, height: 800 } })
    const { page } = client
    await page.getByRole('button', { name: 'More', exact: true }).press('Enter')
    await page.getByTestId('more-chat').press('Enter')
    const chat = page.getByTestId('chat-dialog')
    await chat.getByTestId('chat-words').fill('')
    await chat.getByTestId('chat-words').press('q')
    expect(await page.getByTestId('tray').count()).toBe(0)
    expect(await chat.getByTestId('chat-words').inputValue()).toBe('q')
    const close = chat.getByRole('button', { name: 'Close' })
    await close.focus()
    await page.keyboard.press('q')
    await page.getByTestId('tray').waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('tray').waitFor({ state: 'detached' })
    expect(await chat.isVisible()).toBe(true)
    expect(await close.evaluate((element) => element === document.activeElement), 'back to where it was').toBe(true)
    await page.keyboard.press('q')
    await page.keyboard.press('3')
    await stage.therapist.cue('not_this')
    expect(await chat.getByTestId('chat-words').inputValue(), 'nothing that was written is lost').toBe('q')
    await page.keyboard.press('Escape')
    await chat.waitFor({ state: 'detached' })
    client.unharmed()
  })

  test('QS7 “Pause now” goes first: with a dialog open it pauses as fast', async () => {
    const { client } = await stage.inSession(undefined, undefined, { hasTouch: true })
    const { page } = client
    await named(page, 'More').tap()
    await page.getByTestId('more-card').tap()
    await page.getByTestId('quiet-signals').tap()
    await page.getByTestId('tray').locator('[data-signal="pause"]').tap()
    await page.locator('[data-screen="client-pause"]').waitFor()
    expect(await page.locator('dialog[open]').count()).toBe(0)
  })
})
