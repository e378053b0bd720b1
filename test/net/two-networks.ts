/** A therapist and a client, each at the end of a wire of their own, in session through a server in the middle. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type ServerProcess, startServer } from '../support/server.ts'
import { Client } from '../e2e/people/client.ts'
import { watchPeers } from '../e2e/people/peers.ts'
import { Therapist } from '../e2e/people/therapist.ts'
import { makeNetwork, type Network, SERVER, type Wire } from './network.ts'

export interface TwoNetworks {
  client: Client
  therapist: Therapist
  /** The client's. */
  wire: Wire
}

const PORT = 8080
const ORIGIN = `http://${SERVER}:${PORT}`

export function useTwoNetworks(): TwoNetworks {
  const both = {} as TwoNetworks
  let network: Network | null = null
  let server: ServerProcess | null = null
  const browsers: Browser[] = []
  beforeAll(async () => {
    network = makeNetwork()
    server = await startServer({ port: PORT, environment: { ORIGIN } })
    const [here, there] = [network.wire('desk'), network.wire('phone')]
    // Cameras are for secure pages only, and there is no certificate here.
    const trusted = [`--unsafely-treat-insecure-origin-as-secure=${ORIGIN}`]
    for (const wire of [here, there]) browsers.push(await launchBrowser('present', trusted, wire.chromium))
    const [desk, phone] = browsers
    if (desk === undefined || phone === undefined || server.setupLink === null) throw new Error('nothing to begin with')
    const therapist = await Therapist.at(desk, ORIGIN)
    await therapist.setUp(server.setupLink)
    const link = await therapist.makeRoom('Far away')
    const client = await Client.at(phone)
    for (const { context } of [therapist, client]) await watchPeers(context)
    await therapist.page.reload()
    await client.openLink(link)
    await client.join()
    await therapist.admit('Far away')
    await Promise.all([client.together(), therapist.together()])
    Object.assign(both, { client, therapist, wire: there })
  })
  afterAll(async () => {
    for (const browser of browsers) await browser.close()
    await server?.dispose()
    network?.dispose()
  })
  return both
}

/** From now on the page remembers when it drew frames of the other person, by the wall clock all processes share. */
export const watchFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const drawn: number[] = []
    Object.assign(globalThis, { drawn })
    let [video, count]: [HTMLVideoElement | null, number] = [null, 0]
    const look = (): void => {
      const now = document.querySelector<HTMLVideoElement>('video[data-role="remote-video"]')
      const frames = now?.getVideoPlaybackQuality().totalVideoFrames ?? 0
      // One black frame of 2 × 2 is Chromium's own.
      if (now === video && frames > count && (now?.videoWidth ?? 0) > 2) drawn.push(Date.now())
      ;[video, count] = [now, frames]
      requestAnimationFrame(look)
    }
    look()
  })

/** A picture that stands for so long, ms, stands still. */
const STANDS = 500
/** Whatever comes back comes back within this, or is not waited for. */
const WATCH_FOR = 12_000

/** When the picture moved again for good, of all that was drawn in the twelve seconds after `since`. */
export async function movesAgain(page: Page, since: number): Promise<number> {
  const handle = await page.waitForFunction(([after, until]) => {
    const { drawn } = globalThis as unknown as { drawn: number[] }
    return (drawn.at(-1) ?? 0) > until ? drawn.filter((time) => time > after - 30_000) : null
  }, [since, since + WATCH_FOR] as const, { timeout: 60_000 })
  const drawn = ((await handle.jsonValue()) ?? []) as number[]
  const starts = drawn.filter((time, i) => time > since && time - (drawn[i - 1] ?? 0) > STANDS)
  return starts.at(-1) ?? since
}
