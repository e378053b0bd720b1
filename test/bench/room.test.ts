/**
 * What people wait for in a room, on loopback, each of them in a Chromium of their own (figures: docs/benchmarks.md): the
 * pages of one browser share its one fake camera, which then gives neither of them a frame for two seconds now and then.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { SECOND } from '@fermata/shared/clock'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, test } from 'vitest'
import { Client } from '../e2e/people/client.ts'
import { useStage } from '../e2e/people/stage.ts'
import { launchBrowser } from '../support/browser.ts'
import { report } from './figures.ts'
import { pressAt } from './taps.ts'

/** As many frames as Chromium’s fake camera gives by itself, and a slow real one: at ten, a frame is waited for up to 100 ms. */
const CAMERA = '--use-fake-device-for-media-stream=fps=20'
const stage = useStage('present', { browser: [CAMERA] })
/** Nobody admits in the moment a name appears: it is read first, and by then the pages have fetched what they need. */
const TO_READ = 1 * SECOND
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

let theirs: Browser
let client: Client
beforeAll(async () => {
  theirs = await launchBrowser('present', [CAMERA])
})
afterEach(() => client?.close())
afterAll(() => theirs?.close())

/** A client in the waiting room of this link, and the therapist knows. */
async function waitingAt(link: string): Promise<void> {
  client = await Client.at(theirs)
  await client.openLink(link)
  await client.join()
  await client.known()
}

/** Presses Admit; how long until each saw the other, in milliseconds. */
async function admitted(page: Page, room: string): Promise<{ atClient: number; atTherapist: number }> {
  const admit = `Admit ${room}`
  await page.getByRole('button', { name: admit, exact: true }).waitFor()
  await pause(TO_READ)
  const [seenByClient, seenByTherapist] = [onFirstFrame(client.page), onFirstFrame(page)]
  const tapped = await pressAt(page, admit)
  const [atClient, atTherapist] = [(await seenByClient) - tapped, (await seenByTherapist) - tapped]
  await Promise.all([client.together(), stage.therapist.together()])
  return { atClient, atTherapist }
}

async function parted(): Promise<void> {
  await stage.therapist.end()
  await stage.therapist.page.goto(stage.server.origin)
  await client.close()
}

test('admit → first frame, reload → picture back', async () => {
  const [toClient, toTherapist, clientBack, therapistBack]: [number[], number[], number[], number[]] = [[], [], [], []]
  const { therapist } = stage
  for (let i = 0; i < MEETINGS; i++) {
    await waitingAt(await therapist.makeRoom(`Meeting ${i}`))
    const { atClient, atTherapist } = await admitted(therapist.page, `Meeting ${i}`)
    toClient.push(atClient)
    toTherapist.push(atTherapist)
    for (const [page, into] of [[client.page, clientBack], [therapist.page, therapistBack]] as const) {
      const before = Date.now()
      await page.reload({ waitUntil: 'commit' })
      into.push((await onFirstFrame(page)) - before)
      await Promise.all([client.together(), therapist.together()])
    }
    await parted()
  }
  report('admit at the desk → first frame at the client', toClient, 'p50 ≤ 200 ms')
  report('admit at the desk → first frame at the therapist', toTherapist, 'p50 ≤ 200 ms')
  report('client’s reload → picture back', clientBack, '≤ 750 ms')
  report('therapist’s reload → picture back', therapistBack, '≤ 750 ms')
})

test('admit from the opened room, its camera on → first frame', async () => {
  const [toClient, toTherapist]: [number[], number[]] = [[], []]
  const { page } = stage.therapist
  for (let i = 0; i < MEETINGS; i++) {
    const link = await stage.therapist.makeRoom(`Opened ${i}`)
    await page.getByRole('button', { name: `Open Opened ${i}` }).click()
    await page.locator('video[data-role="own-video"]').waitFor()
    await waitingAt(link)
    const { atClient, atTherapist } = await admitted(page, `Opened ${i}`)
    toClient.push(atClient)
    toTherapist.push(atTherapist)
    await parted()
  }
  report('admit from the opened room → first frame at the client', toClient, 'p50 ≤ 200 ms')
  report('admit from the opened room → first frame at the therapist', toTherapist, 'p50 ≤ 200 ms')
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
