/** Showing a screen between two real pages: the camera stays, and no signal's word is on what is shown. */
import { describe, expect, test } from 'vitest'
import { lights, seesOther } from '../people/page.ts'
import { seesNoScreen, seesScreen, showScreen, watchSharing, whatStood } from '../people/sharing.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage('present', { browser: ['--auto-select-desktop-capture-source=Entire screen'] })

/** Frames of the other's camera go on arriving, small or not. */
const cameraGoesOn = seesOther

describe('Showing a screen', () => {
  test('SH7 the therapist’s arrives beside the camera; a signal meanwhile is one dot, and its words come after, once', async () => {
    const { client } = await stage.inSession()
    const { therapist } = stage
    await therapist.page.getByRole('button', { name: 'More', exact: true }).click()
    await therapist.page.getByTestId('more-share').click()
    await therapist.page.getByText('quiet signals are one plain dot here').waitFor()
    await therapist.page.getByRole('button', { name: 'Choose what to show' }).click()
    await therapist.page.locator('[data-notice="sharing"]').waitFor()
    await seesScreen(client.page)
    await cameraGoesOn(client.page)
    await cameraGoesOn(therapist.page)

    await client.press('slower')
    await therapist.page.locator('[data-cue-dot]').waitFor()
    await client.signalIs('behind')
    expect(await therapist.cues()).toEqual([])
    expect(await therapist.page.evaluate(() => document.body.textContent)).not.toContain('Slower')
    // No key answers what nobody can read.
    await therapist.page.keyboard.press('1')
    await client.signalIs('behind')

    await therapist.page.getByTestId('share-stop').click()
    await therapist.cue('slower')
    await client.signalIs('onScreen')
    expect([await therapist.cues(), await therapist.page.locator('[data-cue-dot]').count()]).toEqual([['slower'], 0])
    await seesNoScreen(client.page)
    await cameraGoesOn(client.page)
    client.unharmed()
    therapist.unharmed()
  })

  test('SH2 a cue that stands there is a dot before anything is captured, and when the first of it leaves', async () => {
    const { therapist } = stage
    await watchSharing(therapist.context)
    await therapist.page.reload()
    const { client } = await stage.inSession()
    await client.press('off')
    await client.signalIs('onScreen')
    await showScreen(therapist.page)
    await seesScreen(client.page)
    expect(await whatStood(therapist.page)).toEqual([{ when: 'asked', words: 0, dots: 1 }, { when: 'left', words: 0, dots: 1 }])
  })

  test('SH5 a client’s pause ends what they show at once, and the browser’s own bar does', async () => {
    const { client } = await stage.inSession()
    const { therapist } = stage
    await showScreen(client.page)
    await seesScreen(therapist.page)
    await cameraGoesOn(therapist.page)
    await client.page.evaluate(() => {
      const { captured } = globalThis as unknown as { captured: MediaStreamTrack[] }
      captured.at(-1)?.dispatchEvent(new Event('ended'))
    })
    await seesNoScreen(therapist.page)
    await showScreen(client.page)
    await seesScreen(therapist.page)
    await client.press('pause')
    await client.page.locator('[data-screen="client-pause"]').waitFor()
    expect(await lights(client.page)).toEqual([])
    await seesNoScreen(therapist.page)
  })

  test('SH6 after a reload nothing is shown, and the other page knows it', async () => {
    const { client } = await stage.inSession()
    const { therapist } = stage
    await showScreen(therapist.page)
    await seesScreen(client.page)
    await therapist.page.reload()
    await therapist.together()
    await seesNoScreen(client.page)
    await client.press('slower')
    await therapist.cue('slower')
    await client.signalIs('onScreen')
  })
})
