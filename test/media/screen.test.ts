import { expect, test } from 'vitest'
import { bothSee, connected, useLab } from './support/use-lab.ts'

const browser = useLab()

test('SH1 a second picture arrives beside the camera, either way, over a new peer as well, and ends, without negotiation', async () => {
  const { page } = browser
  await connected(page)
  const offers = () => page.evaluate(() => lab.wire.from('caller', 'description').length)
  const before = await offers()
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 500, height: 300 })
    const context = canvas.getContext('2d')
    setInterval(() => context?.fillRect(Math.random() * 500, 0, 9, 9), 50)
    const [track] = canvas.captureStream(10).getVideoTracks()
    for (const side of ['caller', 'answerer'] as const) {
      const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, srcObject: lab.end(side).link.screen })
      video.dataset['side'] = side
      document.body.append(video)
      await lab.end(side).link.sending.showScreen(track ?? null)
    }
  })
  const arrives = () => page.waitForFunction(() => [...document.querySelectorAll<HTMLVideoElement>('video[data-side]')]
    .every((video) => video.videoWidth === 500))
  await arrives()
  await bothSee(page)
  expect(await offers()).toBe(before)
  await page.evaluate(() => lab.end('caller').peers[0]?.close())
  await page.waitForFunction(() => lab.end('answerer').epochs.length === 2)
  await bothSee(page)
  await arrives()
  await page.evaluate(() => lab.end('caller').link.sending.showScreen(null))
  // What was on its way still comes; then no frame for a second.
  await page.waitForFunction(async () => {
    const video = document.querySelector<HTMLVideoElement>('video[data-side="answerer"]')
    const frames = () => video?.getVideoPlaybackQuality().totalVideoFrames
    const [first, until] = [frames(), Date.now() + 1_000]
    while (Date.now() < until) await new Promise(requestAnimationFrame)
    return frames() === first
  })
  await bothSee(page)
})

test('SH1 the longest description with a second picture stays well within what a message carries', async () => {
  const { page } = browser
  await page.evaluate(() => lab.openBoth())
  const offer = await page.evaluate(async () => (await lab.end('caller').link.prepareOffer(500)).description.sdp.length)
  expect(offer).toBeLessThan(20_000)
})
