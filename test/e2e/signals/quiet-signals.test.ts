/** Quiet signals between two real pages: exactly once, and honest about how far each got. */
import { describe, expect, test } from 'vitest'
import { freeze, hide } from '../people/page-tricks.ts'
import { SIGNALS, type SignalCode } from '../people/client.ts'
import { linkIs } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()
const CODES = Object.keys(SIGNALS) as SignalCode[]

describe('A quiet signal', () => {
  test('CI1 each of them becomes exactly one cue; “on screen” once painted, “seen” by one key', async () => {
    const { client } = await stage.inSession()
    const { therapist } = stage
    /** Every word in the page, those that are only spoken too. */
    const words = () => client.page.evaluate(() => `${document.title}\n${document.body.textContent}`)
    const atRest = await words()
    for (const code of CODES) {
      // A pause is no slip of paper: it takes the stage on both sides (PN1–PN6).
      if (code === 'pause') continue
      await client.press(code)
      await therapist.cue(code)
      await client.signalIs('onScreen')
      if (code === 'not_private') expect(await words(), 'only a shape has changed').toBe(atRest)
      await therapist.page.keyboard.press('1')
      await client.signalIs('seen')
      if (code === 'not_private') expect(await words()).toBe(atRest)
    }
    expect(await therapist.facts(), 'no cue stands there twice').toHaveLength(new Set(await therapist.facts()).size)
    client.unharmed()
    therapist.unharmed()
  })

  test('CI2 by keyboard alone: a key opens the tray, a digit sends, Escape closes', async () => {
    const { client } = await stage.inSession()
    const { page } = client
    await page.getByTestId('quiet-signals').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('tray').waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('tray').waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await page.keyboard.press('1')
    await stage.therapist.cue('slower')
    await client.signalIs('onScreen')
  })

  test('CI3 after eight seconds without a receipt the client reads “not confirmed”; it still arrives, once', async () => {
    const link = await stage.therapist.makeRoom('Frozen')
    const client = await stage.client()
    await client.page.clock.install()
    await client.openLink(link)
    await client.join()
    await stage.therapist.admit('Frozen')
    await Promise.all([client.together(), stage.therapist.together()])

    const thaw = await freeze(stage.therapist.page)
    await client.press('slower')
    await client.signalIs('sending')
    await client.page.clock.fastForward(8_100)
    await client.signalIs('notConfirmed')
    await client.page.getByText('Not confirmed yet. Still trying.').first().waitFor()
    // Not a word for half a minute: nothing of that screen is confirmed, and that is said calmly.
    await client.page.clock.fastForward(30_000)
    await linkIs(client.page, 'therapistUnconfirmed')
    await thaw()
    await client.signalIs('onScreen')
    await linkIs(client.page, 'good')
    expect(await stage.therapist.cues()).toEqual(['slower'])
  })

  test('CI4 while the therapist’s page is hidden it reads “Delivered. Their screen is not in view”, then “on screen”', async () => {
    const { client } = await stage.inSession()
    const show = await hide(stage.therapist.page)
    await client.press('ask_me')
    await client.signalIs('behind')
    await client.page.getByText('Delivered. Their screen is not in view').first().waitFor()
    await show()
    await client.signalIs('onScreen')
  })

  test('CI5 pressed while the server is gone: by data channel at once, and once when it is back', async () => {
    const { client } = await stage.inSession()
    await stage.server.kill()
    await linkIs(client.page, 'signallingDown')
    await client.press('not_this')
    await stage.therapist.cue('not_this')
    await client.signalIs('onScreen')
    // With nobody to tell another time, the therapist's page goes by the server's as it knows it: the cue shows its age.
    await stage.therapist.page.clock.install()
    await stage.therapist.page.clock.fastForward(25_000)
    await stage.therapist.page.locator('[data-cue="not_this"]', { hasText: /2\d s ago/ }).waitFor()
    await stage.server.restart()
    await linkIs(client.page, 'good')
    await client.press('off')
    await stage.therapist.cue('off')
    await client.signalIs('onScreen')
    await stage.therapist.page.reload()
    await stage.therapist.cue('not_this')
    await stage.therapist.cue('off')
    expect((await stage.therapist.cues()).sort()).toEqual(['not_this', 'off'])
  })

  test('CI6 pressed just before a reload: not lost, not doubled', async () => {
    const { client } = await stage.inSession()
    await client.press('slower')
    await client.page.reload()
    await client.inRoom()
    await stage.therapist.cue('slower')
    await client.signalIs('onScreen')
    expect(await stage.therapist.cues()).toEqual(['slower'])
  })

  test('CI8 open cues are there again after the therapist reloads, and a seen one stays seen', async () => {
    const { client } = await stage.inSession()
    const { therapist } = stage
    await client.press('slower')
    await client.signalIs('onScreen')
    await therapist.page.keyboard.press('1')
    await client.signalIs('seen')
    await client.press('ask_me')
    await client.signalIs('onScreen')
    await therapist.page.reload()
    await therapist.cue('ask_me')
    await therapist.page.locator('[data-cue="slower"][data-state="seen"]').waitFor()
    expect((await therapist.cues()).sort()).toEqual(['ask_me', 'slower'])
  })
})
