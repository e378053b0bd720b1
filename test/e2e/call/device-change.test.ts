/** Another camera, microphone or loudspeaker in the middle of a session, for both people. */
import { describe, expect, test } from 'vitest'
import type { Page } from '../people/expect.ts'
import { hearsOther, lights, onScreen, seesOther } from '../people/page.ts'
import { captures, choose, chosen, inMore, sentLabels, unplug, watchSenders } from '../people/devices.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage('several')

/** Both pages, in session, with an eye on what each sends. */
async function bothSides() {
  const { therapist } = stage
  await watchSenders(therapist.context)
  await therapist.page.reload()
  await onScreen(therapist.page, 'desk')
  const { client } = await stage.inSession(undefined, watchSenders)
  return { client, therapist }
}

const isOwn = (page: Page, shown: string) => page.locator(`[data-own="${shown}"]`).waitFor()

describe('Devices in mid-session', () => {
  test('ME10 another camera and microphone take over; the other side goes on, the old lights go off', async () => {
    const { client, therapist } = await bothSides()
    for (const [one, other] of [[client, therapist], [therapist, client]] as const) {
      await choose(one.page, 'Camera', 'fake_device_2')
      await choose(one.page, 'Microphone', 'Fake Audio Input 2')
      await captures(one.page, 'Fake Audio Input 2', 'fake_device_2')
      expect(await sentLabels(one.page)).toEqual(['Fake Audio Input 2', 'fake_device_2'])
      await seesOther(other.page)
      await hearsOther(other.page)
    }

    // The tab remembers them: camera and microphone are used again, and the sound plays where it was sent.
    const { page } = client
    const plays = () => page.evaluate(() => document.querySelector<HTMLVideoElement>('video[data-role="remote-video"]')?.sinkId ?? '')
    await choose(page, 'Sound', 'Fake Audio Output 2')
    await expect.poll(plays).not.toBe('')
    const sink = await plays()
    await page.reload()
    await captures(page, 'Fake Audio Input 2', 'fake_device_2')
    await seesOther(page)
    expect(await chosen(page, 'Sound')).toBe('Fake Audio Output 2')
    await expect.poll(plays).toBe(sink)

    // One that goes away is replaced by another of its kind.
    await unplug(page, 'fake_device_2')
    await page.locator('[data-lost="camera"]', { hasText: /is gone\. .+ is on now/ }).waitFor()
    expect(await lights(page)).toEqual(['audio', 'video'])
  })

  test('ME13 choosing while it is off, or in a pause, captures nothing; it is the one that is used next', async () => {
    const { client } = await bothSides()
    const { page } = client
    await page.getByTestId('switch-camera').click()
    await stage.therapist.page.locator('[data-remote="cameraOff"]').waitFor()
    await choose(page, 'Camera', 'fake_device_2')
    expect(await lights(page)).toEqual(['audio'])
    expect(await chosen(page, 'Camera')).toBe('fake_device_2')
    await page.getByTestId('switch-camera').click()
    await seesOther(stage.therapist.page)
    await captures(page, 'Fake Default Audio Input', 'fake_device_2')
    await client.press('pause')
    await onScreen(page, 'client-pause')
    expect(await lights(page)).toEqual([])
    await unplug(page, 'fake_device_2')
    expect(await lights(page)).toEqual([])
  })

  test('ME14 hiding one’s own picture changes nothing of what is sent, and outlasts a reload', async () => {
    const { client, therapist } = await bothSides()
    for (const [one, other] of [[client, therapist], [therapist, client]] as const) {
      await inMore(one.page, (more) => more.getByRole('button', { name: 'Hide my picture' }).click())
      await isOwn(one.page, 'hidden')
      expect(await lights(one.page)).toEqual(['audio', 'video'])
      await seesOther(other.page)
      await one.page.reload()
      await isOwn(one.page, 'hidden')
      await seesOther(other.page)
      await one.page.locator('[data-own="hidden"]').press('Enter')
      await isOwn(one.page, 'shown')
    }
  })
})
