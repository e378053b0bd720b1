/** Showing a screen, from either page. */
import type { BrowserContext, Page } from 'playwright-core'

/** From the menu to the moment in which this page says that it shows. */
export async function showScreen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByTestId('more-share').click()
  await page.getByRole('button', { name: 'Choose what to show' }).click()
  await page.locator('[data-notice="sharing"]').waitFor()
}

/** Waits until the other person's screen is there and moves, or at least was drawn: a screen at rest sends few frames. */
export async function seesScreen(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const video = document.querySelector<HTMLVideoElement>('video[data-role="screen-video"]')
    return video !== null && video.videoWidth > 2 && video.getVideoPlaybackQuality().totalVideoFrames > 0
  })
}

export const seesNoScreen = (page: Page): Promise<void> =>
  page.locator('video[data-role="screen-video"]').waitFor({ state: 'detached' })

/** What stood on the page when a screen was asked for, and when it began to leave. */
export interface Stood {
  when: 'asked' | 'left'
  words: number
  dots: number
}

/** Notes it from the next page load on. */
export async function watchSharing(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const stood: Stood[] = []
    const screens = new Set<MediaStreamTrack>()
    Object.assign(globalThis, { stood })
    const note = (when: Stood['when']) => stood.push({
      when, words: document.querySelectorAll('[data-cue]').length, dots: document.querySelectorAll('[data-cue-dot]').length,
    })
    const ask = MediaDevices.prototype.getDisplayMedia
    MediaDevices.prototype.getDisplayMedia = async function (options) {
      note('asked')
      const stream = await ask.call(this, options)
      for (const track of stream.getTracks()) screens.add(track)
      return stream
    }
    const replace = RTCRtpSender.prototype.replaceTrack
    RTCRtpSender.prototype.replaceTrack = function (track) {
      if (track !== null && screens.has(track)) note('left')
      return replace.call(this, track)
    }
  })
}

export const whatStood = (page: Page): Promise<Stood[]> => page.evaluate(() => (globalThis as unknown as { stood: Stood[] }).stood)
