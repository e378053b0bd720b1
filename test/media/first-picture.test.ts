import { expect, test } from 'vitest'
import { useLab } from './support/use-lab.ts'

const browser = useLab()

test('ME23 the first picture is small, so that it is there at once, and grows within the next seconds', async () => {
  const { page } = browser
  await page.evaluate(async () => {
    await lab.openBoth({ camera: { width: 1280, height: 720, frameRate: 10 } })
    const widths: number[] = []
    Object.assign(globalThis, { widths })
    const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, srcObject: lab.end('answerer').link.remote })
    // Chromium paints one black frame of 2 × 2 when a track begins.
    video.addEventListener('resize', () => video.videoWidth > 2 && video.videoWidth !== widths.at(-1) && widths.push(video.videoWidth))
    document.body.append(video)
    await lab.connect()
  })
  const widths = () => page.evaluate(() => (globalThis as unknown as { widths: number[] }).widths)
  await page.waitForFunction(() => (globalThis as unknown as { widths: number[] }).widths.length > 1)
  const [first = 0, second = 0] = await widths()
  expect(first).toBeLessThanOrEqual(320)
  expect(second).toBeGreaterThan(first)
})
