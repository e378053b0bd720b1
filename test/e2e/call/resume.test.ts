/** An end that was a mistake: the session goes on once both people have pressed Resume, and not before. */
import { MINUTE } from '@fermata/shared/clock'
import { describe, expect, test } from 'vitest'
import type { Page } from '../people/expect.ts'
import { lights, onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

const resume = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
}
const resumeIs = (page: Page, state: string) => page.locator(`[data-resume="${state}"]`).waitFor()
/** In session, then ended by the therapist; both read that it is over. */
async function ended() {
  const { client, link } = await stage.inSession()
  await client.press('slower')
  await stage.therapist.cue('slower')
  const facts = await stage.therapist.facts()
  await stage.therapist.end()
  await onScreen(client.page, 'over')
  return { client, link, facts }
}

describe('Resume', () => {
  test('RS1 when both press it the picture is back, and open cues are still there; until then the lights are off', async () => {
    const { client, facts } = await ended()
    const { therapist } = stage
    await resumeIs(client.page, 'offered')
    await resume(therapist.page)
    await resumeIs(therapist.page, 'pressed')
    expect(await client.page.locator('[data-resume="offered"]').count(), 'nobody is told that the other pressed').toBe(1)
    expect([await lights(client.page), await lights(therapist.page)]).toEqual([[], []])

    await resume(client.page)
    await Promise.all([client.together(), therapist.together()])
    await therapist.cue('slower')
    expect(await therapist.facts()).toEqual(facts)
    await client.press('ask_me')
    await client.signalIs('onScreen')

    await therapist.end()
    await onScreen(client.page, 'over')
    expect([await lights(client.page), await lights(therapist.page)]).toEqual([[], []])
    client.unharmed()
    therapist.unharmed()
  })

  test('RS2 a reload of either page takes back neither the offer nor a press', async () => {
    const { client } = await ended()
    const { therapist } = stage
    await resume(client.page)
    await resumeIs(client.page, 'pressed')
    await Promise.all([client.page.reload(), therapist.page.reload()])
    await resumeIs(client.page, 'pressed')
    await resume(therapist.page)
    await Promise.all([client.together(), therapist.together()])
  })

  test('RS3 pressed by one alone it changes nothing, and after two minutes it is no longer offered', async () => {
    const { client } = await ended()
    const { therapist } = stage
    await Promise.all([client.page.clock.install(), therapist.page.clock.install()])
    await resume(client.page)
    await resumeIs(client.page, 'pressed')
    // With nobody to tell them another time, the pages go by the server's clock as they know it.
    await stage.server.kill()
    await Promise.all([client.page.clock.fastForward(2 * MINUTE), therapist.page.clock.fastForward(2 * MINUTE)])
    for (const { page } of [client, therapist]) {
      await page.locator('[data-resume]').waitFor({ state: 'detached' })
      await onScreen(page, 'over')
      expect(await lights(page)).toEqual([])
    }
    await stage.server.restart()
  })

  test('RS4 a client who was pausing goes on in the pause, with the lights off', async () => {
    const { client } = await stage.inSession()
    const { therapist } = stage
    await client.press('pause')
    await therapist.page.locator('[data-notice="paused"]').waitFor()
    await therapist.end()
    await onScreen(client.page, 'over')
    await Promise.all([resume(client.page), resume(therapist.page)])
    await onScreen(client.page, 'client-pause')
    await therapist.page.locator('[data-notice="paused"]').waitFor()
    expect(await lights(client.page)).toEqual([])
  })
})
