/** What people wait for in a room, on loopback, both pages in one Chromium (figures: docs/benchmarks.md). */
import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterEach, test } from 'vitest'
import type { Client } from '../e2e/people/client.ts'
import { useStage } from '../e2e/people/stage.ts'
import { report } from './figures.ts'
import { pressAt } from './taps.ts'

/** As many frames as Chromium’s fake camera gives by itself, and a slow real one: at ten, a frame is waited for up to 100 ms. */
const CAMERA = '--use-fake-device-for-media-stream=fps=20'
const stage = useStage('present', { browser: [CAMERA] })
const MEETINGS = Number(process.env['MEETINGS'] ?? 10)

/** Records when the other person's first frame is drawn, by the wall clock all pages share. */
const onFirstFrame = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const video = document.querySelector<HTMLVideoElement>('video[data-role="remote-video"]')
          // Chromium paints one black frame of 2 × 2 when a track begins anew.
          const drawn = video !== null && video.videoWidth > 2 && video.getVideoPlaybackQuality().totalVideoFrames > 0
          if (drawn) resolve(performance.timeOrigin + performance.now())
          else requestAnimationFrame(look)
        }
        look()
      }),
  )

let clients: Client[] = []
afterEach(() => {
  clients = []
})

test('admit → first frame, reload → picture back', async () => {
  const [toClient, toTherapist, clientBack, therapistBack]: number[][] = [[], [], [], []]
  for (let i = 0; i < MEETINGS; i++) {
    const { therapist } = stage
    const link = await therapist.makeRoom(`Meeting ${i}`)
    const client = await stage.client()
    clients.push(client)
    await client.openLink(link)
    await client.join()
    await client.known()
    const [atClient, atTherapist] = [onFirstFrame(client.page), onFirstFrame(therapist.page)]
    const tapped = await pressAt(therapist.page, `Admit Meeting ${i}`)
    toClient?.push((await atClient) - tapped)
    toTherapist?.push((await atTherapist) - tapped)
    await Promise.all([client.together(), therapist.together()])

    for (const [page, into] of [[client.page, clientBack], [therapist.page, therapistBack]] as const) {
      const before = Date.now()
      await page.reload({ waitUntil: 'commit' })
      into?.push((await onFirstFrame(page)) - before)
      await Promise.all([client.together(), therapist.together()])
    }
    await therapist.end()
    await therapist.page.goto(stage.server.origin)
    await client.close()
  }
  report('admit → first frame at the client', toClient ?? [], 'p50 ≤ 200 ms')
  report('admit → first frame at the therapist', toTherapist ?? [], 'p50 ≤ 200 ms')
  report('client’s reload → picture back', clientBack ?? [], '≤ 750 ms')
  report('therapist’s reload → picture back', therapistBack ?? [], '≤ 750 ms')
})

test('admit from the opened room, its camera on → first frame', async () => {
  const [toClient, toTherapist]: number[][] = [[], []]
  const { therapist } = stage
  for (let i = 0; i < MEETINGS; i++) {
    const link = await therapist.makeRoom(`Opened ${i}`)
    await therapist.page.getByRole('button', { name: `Open Opened ${i}` }).click()
    await therapist.page.locator('video[data-role="own-video"]').waitFor()
    const client = await stage.client()
    clients.push(client)
    await client.openLink(link)
    await client.join()
    await client.known()
    await therapist.page.getByRole('button', { name: `Admit Opened ${i}`, exact: true }).waitFor()
    const [atClient, atTherapist] = [onFirstFrame(client.page), onFirstFrame(therapist.page)]
    const tapped = await pressAt(therapist.page, `Admit Opened ${i}`)
    toClient?.push((await atClient) - tapped)
    toTherapist?.push((await atTherapist) - tapped)
    await Promise.all([client.together(), therapist.together()])
    await therapist.end()
    await therapist.page.goto(stage.server.origin)
    await client.close()
  }
  report('admit from the opened room → first frame at the client', toClient ?? [], 'p50 ≤ 200 ms')
  report('admit from the opened room → first frame at the therapist', toTherapist ?? [], 'p50 ≤ 200 ms')
})

test('weight of the page', () => {
  const folder = new URL('../../client/dist/web/assets/', import.meta.url)
  const files = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))
  const of = (pattern: RegExp, weigh: (bytes: Buffer) => Buffer): number =>
    files.filter((name) => pattern.test(name)).reduce((sum, name) => sum + weigh(readFileSync(new URL(name, folder))).length, 0)
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  console.log(`all scripts, gzip ${kB(of(/\.js$/, gzipSync))} · brotli ${kB(of(/\.js$/, brotliCompressSync))}`)
  console.log(`all styles, brotli ${kB(of(/\.css$/, brotliCompressSync))}`)
})
