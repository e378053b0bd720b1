/** The therapist's page is not in view: the small window on top, the soft tone, and what the client reads. */
import { expect, test } from 'vitest'
import { hide } from '../people/page-tricks.ts'
import { listenTo } from '../people/sounds.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

test('CI25 the small window shows face and cue while the page is hidden, and a tap there is seen; CI4 and CI23 without it', async () => {
  const { client } = await stage.inSession('Out of view')
  const { page } = stage.therapist
  const heard = await listenTo(page)
  const tones = async () => (await heard.jsonValue()).filter((what) => what === 'tone')
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByTestId('more-signals').click()
  const [small] = await Promise.all([page.waitForEvent('popup'), page.getByTestId('small-window').click()])
  await small.locator('[data-screen="small-window"]').waitFor()
  const show = await hide(page)
  await client.press('slower')
  await small.locator('[data-cue="slower"]').waitFor()
  await small.waitForFunction(() => {
    const face = document.querySelector<HTMLVideoElement>('video[data-role="small-video"]')
    return face !== null && face.videoWidth > 0 && face.getVideoPlaybackQuality().totalVideoFrames > 0
  })
  await client.signalIs('onScreen')
  await small.getByRole('button', { name: 'Seen', exact: true }).click()
  await client.signalIs('seen')
  expect(await tones(), 'what is in view does not sound').toEqual([])

  await small.close()
  await client.press('off')
  await client.signalIs('behind')
  await client.page.getByText('Delivered. Their screen is not in view').first().waitFor()
  await expect.poll(tones, { timeout: 10_000 }).toEqual(['tone'])
  await show()
  await client.signalIs('onScreen')
  client.unharmed()
  stage.therapist.unharmed()
})
