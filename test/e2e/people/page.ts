/** What both people can see and do on a page of Fermata. Everything waits for what the product itself shows. */
import type { BrowserContext, Locator, Page } from 'playwright-core'

/** Waits until this page shows the given screen. */
export async function onScreen(page: Page, screen: string): Promise<void> {
  await page.locator(`[data-screen="${screen}"]`).waitFor()
}

/** What stands in place of the other person's picture. */
export const notice = (page: Page, which: string): Locator => page.locator(`[data-notice="${which}"]`)

/** Waits until the page says so of its connection; while all is well it says nothing, so that place may be empty. */
export async function linkIs(page: Page, state: string): Promise<void> {
  await page.locator(`[data-link="${state}"]`).waitFor({ state: 'attached' })
}

/** Waits until the other person's picture is there and moves. */
export async function seesOther(page: Page): Promise<void> {
  await page.locator('[data-remote="showing"]').waitFor()
  const frames = () =>
    page.evaluate(() => {
      const video = document.querySelector<HTMLVideoElement>('video[data-role="remote-video"]')
      return video === null || video.videoWidth === 0 ? 0 : video.getVideoPlaybackQuality().totalVideoFrames
    })
  const before = await frames()
  await page.waitForFunction((count) => {
    const video = document.querySelector<HTMLVideoElement>('video[data-role="remote-video"]')
    return video !== null && video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > count + 2
  }, before)
}

/** Waits until sound of the other person arrives: the receiver has decoded some of it. */
export async function hearsOther(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const video = document.querySelector<HTMLVideoElement>('video[data-role="remote-video"]')
    const stream = video?.srcObject
    return stream instanceof MediaStream && stream.getAudioTracks().some((track) => track.readyState === 'live' && !track.muted)
  })
}

/** Which of this person's own devices capture now: the lights that are on. */
export function lights(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const captured = (globalThis as { captured?: MediaStreamTrack[] }).captured ?? []
    return captured.filter((track) => track.readyState === 'live').map((track) => track.kind).sort()
  })
}

/** Remembers every captured track of a browser, so that a test can see which lights are on. */
export async function watchLights(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const captured: MediaStreamTrack[] = []
    Object.assign(globalThis, { captured })
    // A page without a lock has no cameras.
    if (!('MediaDevices' in globalThis)) return
    const own = MediaDevices.prototype.getUserMedia
    MediaDevices.prototype.getUserMedia = async function (constraints) {
      const stream = await own.call(this, constraints)
      captured.push(...stream.getTracks())
      return stream
    }
    const screen = MediaDevices.prototype.getDisplayMedia
    MediaDevices.prototype.getDisplayMedia = async function (options) {
      const stream = await screen.call(this, options)
      captured.push(...stream.getTracks())
      return stream
    }
  })
}
