import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { linkIs, seesOther } from '../e2e/people/page.ts'
import { useTwoNetworks } from './two-networks.ts'

const both = useTwoNetworks()

interface Heard {
  samples: number
  concealed: number
}

/** What of the other's sound was played so far, and what of it was made up while there was something to hear. */
const heard = (page: Page): Promise<Heard> =>
  page.evaluate(async () => {
    const { peers } = globalThis as unknown as { peers: RTCPeerConnection[] }
    const live = peers.filter(({ connectionState }) => connectionState === 'connected').at(-1)
    const report = [...((await live?.getStats())?.values() ?? [])] as Record<string, number | string>[]
    const sound = report.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
    const of = (name: string): number => Number(sound?.[name] ?? 0)
    return { samples: of('totalSamplesReceived'), concealed: of('concealedSamples') - of('silentConcealedSamples') }
  })

/** The share of five seconds of sound that was made up. */
async function madeUp(page: Page): Promise<number> {
  const before = await heard(page)
  let now = before
  while (now.samples < before.samples + 5 * 48_000) now = await heard(page)
  return (now.concealed - before.concealed) / (now.samples - before.samples)
}

test('AD9 on a narrow network the picture gets smaller, then goes, sound stays, and both pages say so; it comes back after ten good seconds', async () => {
  const { client, therapist, wire } = both
  wire.narrow(150)
  await linkIs(client.page, 'weak')
  wire.narrow(80)
  await linkIs(client.page, 'soundOnly')
  const held = Date.now()
  await therapist.page.locator('[data-remote="held"]').waitFor()
  const share = await madeUp(therapist.page)
  console.log(`sound made up while the picture is held, at 80 kbit/s: ${(100 * share).toFixed(1)} %`)
  expect(share).toBeLessThan(0.05)
  wire.narrow(null)
  await linkIs(client.page, 'weak')
  // Two looks at the values lie between what is so and what the page says of it.
  expect(Date.now() - held, 'ten good seconds, less a look').toBeGreaterThan(8_000)
  await seesOther(therapist.page)
  await linkIs(client.page, 'good')
})
