/** Gaps in the picture while the link is changed under it: two ends in one page, fake cameras at ten frames a second. */
import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { connected, useLab } from '../../media/support/use-lab.ts'
import { report } from '../figures.ts'

const browser = useLab()
const ROUNDS = Number(process.env['ROUNDS'] ?? 10)

/** The largest gap between two frames of the caller's at the answerer, from a change until three seconds after it. */
const gapAround = (page: Page, change: 'nothing' | 'restart' | 'device'): Promise<number> =>
  page.evaluate(async (what) => {
    const { link, tracks } = lab.end('caller')
    const frames: number[] = []
    const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, srcObject: lab.end('answerer').link.remote })
    document.body.append(video)
    let watching = true
    video.requestVideoFrameCallback(function painted(now) {
      frames.push(now)
      if (watching) video.requestVideoFrameCallback(painted)
    })
    const wait = async (time: number): Promise<void> => {
      const until = performance.now() + time
      while (performance.now() < until) await new Promise(requestAnimationFrame)
    }
    await wait(1_000)
    const began = performance.now()
    if (what === 'restart') {
      const epoch = lab.end('caller').epochs.at(-1) ?? 1
      link.receive({ s: 'please', epoch, neg: lab.wire.from('caller', 'description').length + 1, please: 'restart' })
    }
    if (what === 'device') {
      const other = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240, frameRate: 10 } })
      const [next] = other.getVideoTracks()
      await link.setTracks({ audio: tracks.audio, video: next ?? null })
      tracks.video.stop()
      if (next) tracks.video = next
    }
    await wait(3_000)
    watching = false
    video.remove()
    const around = frames.filter((at) => at > began - 300)
    return Math.max(...around.slice(1).map((at, i) => at - (around[i] ?? at)))
  }, change)

test('gaps in the picture', async () => {
  const { page } = browser
  await connected(page)
  const gaps = { nothing: [], restart: [], device: [] } as Record<'nothing' | 'restart' | 'device', number[]>
  for (let round = 0; round < ROUNDS; round++) {
    for (const change of ['nothing', 'restart', 'device'] as const) gaps[change].push(await gapAround(page, change))
  }
  const offers = await page.evaluate(() => lab.wire.from('caller', 'description').length)
  if (offers < ROUNDS) throw new Error(`only ${offers} restarts happened`)
  report('largest gap with nothing changed', gaps.nothing, '– (a frame every 100 ms)')
  report('largest gap around an ICE restart', gaps.restart, '≤ 500 ms')
  report('largest gap around another camera', gaps.device, '≤ 100 ms more than with nothing changed')
})

test('a held picture comes back', async () => {
  const { page } = browser
  await connected(page)
  const back: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    back.push(await page.evaluate(async () => {
      const { sending } = lab.end('caller').link
      const wait = async (time: number): Promise<void> => {
        const until = performance.now() + time
        while (performance.now() < until) await new Promise(requestAnimationFrame)
      }
      await sending.keepPicture('held')
      await wait(1_000)
      const [before, began] = [lab.end('answerer').frames, performance.now()]
      await sending.keepPicture('whole')
      while (lab.end('answerer').frames === before) await new Promise(requestAnimationFrame)
      return performance.now() - began
    }))
  }
  report('held picture → first frame again', back, '≤ 1 s')
})
