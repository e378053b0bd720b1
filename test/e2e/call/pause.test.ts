/** The shared pause and the therapist's answers, between two real pages. */
import { describe, expect, test } from 'vitest'
import type { Client } from '../people/client.ts'
import { freeze } from '../people/page-tricks.ts'
import { lights, onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

const pauses = async (client: Client): Promise<void> => {
  await client.press('pause')
  await onScreen(client.page, 'client-pause')
}
const therapistSees = (keep: string) =>
  stage.therapist.page.locator(`[data-notice="paused"][data-keep="${keep}"]`).waitFor()
const comesBack = async (client: Client): Promise<void> => {
  await client.page.getByTestId('come-back').click()
  await client.page.getByTestId('come-back-now').click()
  await client.inRoom()
}

describe('Pause now', () => {
  test('PN1 camera and microphone stop at once, also with no network; it is told honestly', async () => {
    const { client } = await stage.inSession()
    await stage.server.kill()
    const thaw = await freeze(stage.therapist.page)
    await pauses(client)
    expect(await lights(client.page)).toEqual([])
    await client.page.locator('[data-told="sending"]').waitFor()
    await thaw()
    await stage.server.restart()
    await therapistSees('see')
    await client.page.locator('[data-told="onScreen"]').waitFor()
    expect(await lights(client.page)).toEqual([])
  })

  test('PN2 the therapist reads what the client keeps, and it is the client’s to change', async () => {
    const { client } = await stage.inSession()
    await pauses(client)
    await therapistSees('see')
    expect(await client.page.locator('video[data-role="remote-video"]').evaluate((v: HTMLVideoElement) => v.muted)).toBe(true)
    await client.page.getByRole('radio').nth(1).check({ force: true })
    await therapistSees('seeAndHear')
    expect(await client.page.locator('video[data-role="remote-video"]').evaluate((v: HTMLVideoElement) => v.muted)).toBe(false)
    await client.page.getByRole('radio').nth(2).check({ force: true })
    await therapistSees('neither')
    expect(await client.page.locator('video[data-role="remote-video"]').count()).toBe(0)
  })

  test('PN271 with the therapist’s camera off they do not read that they are seen; with it on again they do', async () => {
    const { client } = await stage.inSession()
    const { page } = stage.therapist
    const reach = (how: string) => page.locator(`[data-notice="paused"][data-reach="${how}"]`).waitFor()
    await page.getByTestId('switch-camera').click()
    await client.page.getByText('has the camera off. You can hear each other.').waitFor()
    await client.page.getByTestId('switch-microphone').click()
    await client.page.getByText('cannot hear you.').waitFor()
    await pauses(client)
    await reach('neither')
    await client.page.getByRole('radio').nth(1).check({ force: true })
    await reach('heard')
    await page.getByTestId('switch-camera').click()
    await reach('seenAndHeard')
  })

  test('PN3 only the client comes back, by their own tap, after a look at themselves', async () => {
    const { client } = await stage.inSession()
    await pauses(client)
    await client.page.getByTestId('come-back').click()
    await client.page.locator('video[data-role="own-video"]').waitFor()
    await therapistSees('see')
    await client.page.getByTestId('not-yet').click()
    expect(await lights(client.page), 'the lights go off again').toEqual([])
    await comesBack(client)
    await Promise.all([client.together(), stage.therapist.together()])
    await stage.therapist.page.locator('[data-notice="afterPause"]').waitFor()
  })

  test('PN4 a reload of either page and a restart of the server leave it as it was, lights off throughout', async () => {
    const { client } = await stage.inSession()
    await pauses(client)
    await therapistSees('see')
    await client.page.reload()
    await onScreen(client.page, 'client-pause')
    expect(await lights(client.page)).toEqual([])
    await stage.therapist.page.reload()
    await therapistSees('see')
    await stage.server.kill()
    await onScreen(client.page, 'client-pause')
    await stage.server.restart()
    await client.page.reload()
    await onScreen(client.page, 'client-pause')
    expect(await lights(client.page)).toEqual([])
    await comesBack(client)
    await Promise.all([client.together(), stage.therapist.together()])
  })

  test('PN5 “I’m okay again” is not a way back; “I’m here” reaches the client', async () => {
    const { client } = await stage.inSession()
    await pauses(client)
    await therapistSees('see')
    await stage.therapist.page.getByTestId('im-here').click()
    await client.page.getByText('I’m here. Take your time').waitFor()
    await onScreen(client.page, 'client-pause')
  })

  test('PN6 the therapist ends while the client pauses: over, and no camera is asked for', async () => {
    const { client } = await stage.inSession()
    await pauses(client)
    await therapistSees('see')
    await stage.therapist.end()
    await onScreen(client.page, 'over')
    await client.page.getByText('You can still write to them here').waitFor()
    expect(await lights(client.page)).toEqual([])
  })
})

describe('Answers', () => {
  test('AN1 the preset answers go by keys, say “seen”, and the client reads them', async () => {
    const { client } = await stage.inSession()
    await client.press('slower')
    await stage.therapist.cue('slower')
    await stage.therapist.page.keyboard.press('2')
    await client.page.getByText('I’ll slow down').waitFor()
    await client.signalIs('seen')
  })

  test('AN2 a press is taken back before it is seen: the cue goes, and the button rests', async () => {
    const { client } = await stage.inSession()
    await client.press('off')
    await stage.therapist.cue('off')
    await client.page.getByRole('button', { name: 'Undo' }).click()
    await client.signalIs('rest')
    await stage.therapist.page.locator('[data-cue="off"]').waitFor({ state: 'detached' })
  })

  test('AN3 the same signal twice is one cue; “I’m okay again” clears what stood', async () => {
    const { client } = await stage.inSession()
    await client.press('slower')
    await client.signalIs('onScreen')
    await client.press('slower')
    await stage.therapist.page.getByText('×2').waitFor()
    expect(await stage.therapist.cues()).toEqual(['slower'])
    await client.press('ok')
    await stage.therapist.cue('ok')
    expect(await stage.therapist.cues()).toEqual(['ok'])
  })
})
