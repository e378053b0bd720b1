/** Navigation, and taps with one of the two paths cut: both pages in one Chromium, on loopback. */
import type { BrowserContext, Page } from 'playwright-core'
import { test } from 'vitest'
import { useStage } from '../../e2e/people/stage.ts'
import { linkIs } from '../../e2e/people/page.ts'
import { report } from '../figures.ts'
import { tapToPaint } from '../taps.ts'

const stage = useStage()
const VISITS = Number(process.env['VISITS'] ?? 20)
const TAPS = Number(process.env['CUT_TAPS'] ?? 100)

/** From here on nothing of the app leaves by the data channel once `cut` is set in the page. */
const channelMayBeCut = async (context: BrowserContext): Promise<void> =>
  void (await context.addInitScript(() => {
    const send = RTCDataChannel.prototype.send
    RTCDataChannel.prototype.send = function (text: never) {
      if (!('cut' in globalThis)) send.call(this, text)
    }
  }))
const cutChannel = (page: Page): Promise<void> => page.evaluate(() => void Object.assign(globalThis, { cut: true }))

/** Notes in each page when *Join* was first there to be pressed and had been drawn, by that page's own clock. */
const noteWhenReady = async (context: BrowserContext): Promise<void> =>
  void (await context.addInitScript(() => {
    const seen = new MutationObserver(() => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-screen="lobby"] button:enabled')]
      if (!buttons.some(({ textContent }) => textContent.includes('Join'))) return
      seen.disconnect()
      requestAnimationFrame(() => Object.assign(globalThis, { readyAt: performance.now() }))
    })
    seen.observe(document, { childList: true, subtree: true, attributes: true })
  }))

test('navigation → lobby ready', async () => {
  const link = await stage.therapist.makeRoom('Door')
  const [first, again]: [number[], number[]] = [[], []]
  for (let visit = 0; visit < VISITS; visit++) {
    const client = await stage.client()
    await noteWhenReady(client.context)
    for (const into of [first, again]) {
      await client.page.goto('about:blank')
      await client.page.goto(link, { waitUntil: 'commit' })
      const ready = await client.page.waitForFunction(() => (globalThis as { readyAt?: number }).readyAt)
      into.push((await ready.jsonValue()) ?? Number.NaN)
    }
    await client.close()
  }
  report('navigation → lobby ready, empty cache', first, '≤ 450 ms')
  report('navigation → lobby ready, warm cache', again, '≤ 450 ms')
})

test('taps with the call’s own channel cut', async () => {
  const { client } = await stage.inSession('By server', channelMayBeCut)
  await cutChannel(client.page)
  report('tap → cue painted, by the server alone', await tapToPaint(client, stage.therapist, TAPS), '100 % delivered, p99 ≤ 100 ms')
})

test('taps with the server gone', async () => {
  const { client } = await stage.inSession('By channel')
  await stage.server.kill()
  await linkIs(client.page, 'signallingDown')
  report('tap → cue painted, by the call alone', await tapToPaint(client, stage.therapist, TAPS), '100 % delivered, p99 ≤ 100 ms')
  await stage.server.restart()
})
