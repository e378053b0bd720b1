import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { bothSee, connected, useLab } from './support/use-lab.ts'

const browser = useLab()

/** Waits for a frame of the caller's that is so wide at the answerer. */
const arrivesWide = (page: Page, width: number) => page.waitForFunction(async (wide) => {
  const stats = [...(await lab.end('answerer').peers.at(-1)?.getStats())?.values() ?? []]
  return stats.some((report) => report.type === 'inbound-rtp' && report.kind === 'video' && report.frameWidth === wide)
}, width)

describe('the picture gives way', () => {
  test('AD8 smaller by steps, then not at all while sound goes on, and back within two seconds, without negotiation', async () => {
    const { page } = browser
    await connected(page)
    const offers = await page.evaluate(() => lab.wire.from('caller', 'description').length)
    await page.evaluate(() => lab.end('caller').link.sending.keepPicture('smaller'))
    await arrivesWide(page, 160)
    await page.evaluate(() => lab.end('caller').link.sending.keepPicture('held'))
    // The last frames are on their way for a moment.
    await page.waitForFunction(async () => {
      const sent = async () => [...(await lab.end('caller').peers.at(-1)?.getStats())?.values() ?? []]
        .find((report) => report.type === 'outbound-rtp' && report.kind === 'video')?.packetsSent as number
      const before = await sent()
      const until = Date.now() + 1_000
      while (Date.now() < until) await new Promise(requestAnimationFrame)
      return (await sent()) === before
    })
    const heard = await page.evaluate(() => lab.end('answerer').link.sending.counters())
    await page.waitForFunction(async (before) => ((await lab.end('answerer').link.sending.counters())?.samples ?? 0) > before + 48_000, heard?.samples ?? 0)
    const frames = await page.evaluate(() => lab.end('answerer').frames)
    const took = await page.evaluate(async (before) => {
      const began = performance.now()
      await lab.end('caller').link.sending.keepPicture('whole')
      while (lab.end('answerer').frames <= before) await new Promise(requestAnimationFrame)
      return performance.now() - began
    }, frames)
    expect(took).toBeLessThan(2_000)
    await arrivesWide(page, 320)
    expect(await page.evaluate(() => lab.wire.from('caller', 'description').length)).toBe(offers)
  })

  test('AD8 what was chosen holds over a new peer', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(() => lab.end('caller').link.sending.keepPicture('smaller'))
    await arrivesWide(page, 160)
    await page.evaluate(() => lab.end('caller').peers[0]?.close())
    await page.waitForFunction(() => lab.end('answerer').epochs.length === 2)
    await bothSee(page)
    await arrivesWide(page, 160)
  })

  test('AD1 a browser tells made-up sound, time there and back, and room', async () => {
    const { page } = browser
    await connected(page)
    await page.waitForFunction(async () => {
      const counters = await lab.end('caller').link.sending.counters()
      return counters !== null && counters.samples > 0 && counters.roundTrip !== null && counters.room !== null && counters.lost !== null
    })
  })
})
