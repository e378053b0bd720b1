import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import { setTimeout as pass } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useLab } from './support/use-lab.ts'

/** Long enough for the first dozens of checks: ICE starts them every 50 ms or so (measured: 41 packets). */
const LISTENING = 1_500

const browser = useLab()
let socket: Socket
let packets: number
beforeEach(async () => {
  packets = 0
  socket = createSocket('udp4', () => (packets += 1))
  await new Promise<void>((resolve) => socket.bind(0, '0.0.0.0', resolve))
})
afterEach(() => new Promise<void>((resolve) => socket.close(resolve)))

/** Names our socket on every address of this machine. */
function ourCandidates(): string[] {
  const addresses = Object.values(networkInterfaces()).flat().filter((one) => one?.family === 'IPv4').map((one) => one?.address)
  return addresses.map((address, n) => `candidate:${n + 1} 1 udp 2122260223 ${address} ${socket.address().port} typ host`)
}

describe('before release', () => {
  test('not one packet leaves for an address that the offer names, and at release they do', async () => {
    const { page } = browser
    await page.evaluate(async (candidates) => {
      await lab.openBoth()
      const offer = await lab.end('caller').link.prepareOffer(500)
      const lines = candidates.map((candidate) => `a=${candidate}\r\n`).join('')
      const at = / ([\d.]+) (\d+) typ/.exec(candidates.at(-1) ?? '')
      // In every place an offer has for an address: candidate lines, the default address of each section, and beside it.
      offer.description.sdp = offer.description.sdp
        .replaceAll(/^m=(\w+) \d+ /gm, `m=$1 ${at?.[2]} `)
        .replaceAll(/^c=IN IP4 .*$/gm, `c=IN IP4 ${at?.[1]}`)
        .replaceAll(/^(a=mid:.*\r\n)/gm, `$1${lines}`)
      const named = candidates.map((candidate) => ({ candidate, sdpMid: null, sdpMLineIndex: 0 }))
      offer.candidates = named
      await lab.end('answerer').link.prepareAnswer(offer)
      lab.end('answerer').link.receive({ s: 'candidates', epoch: 1, neg: 1, candidates: named })
    }, ourCandidates())
    // Silence has no event to wait for: only time shows it.
    await pass(LISTENING)
    expect(packets).toBe(0)

    const heard = new Promise((resolve) => socket.once('message', resolve))
    await page.evaluate(() => void lab.end('answerer').link.release())
    await heard
  })

  test('the answerer signals nothing, even when network and signalling come back meanwhile', async () => {
    const { page } = browser
    await page.evaluate(async () => {
      await lab.openBoth()
      await lab.end('answerer').link.prepareAnswer(await lab.end('caller').link.prepareOffer(500))
      lab.end('answerer').reachable.set(false)
      lab.end('answerer').reachable.set(true)
      globalThis.dispatchEvent(new Event('online'))
    })
    // As above.
    await pass(LISTENING)
    expect(await page.evaluate(() => lab.wire.sent.length)).toBe(0)
  })
})
