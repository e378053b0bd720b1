import { describe, expect, test } from 'vitest'
import { bothSee, connected, useLab } from './support/use-lab.ts'

const browser = useLab()

describe('a connected link', () => {
  test('drops an answer and candidates that come late, twice or from nowhere', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(() => {
      const sdp = lab.end('answerer').peers[0]?.localDescription?.sdp ?? ''
      const candidates = [{ candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host ufrag nope', sdpMid: '0', sdpMLineIndex: 0 }]
      for (const [epoch, neg] of [[0, 1], [1, 0], [1, 1], [1, 7], [9, 1]] as const) {
        lab.wire.inject('caller', { s: 'description', epoch, neg, description: { type: 'answer', sdp } })
        lab.wire.inject('caller', { s: 'description', epoch, neg, description: { type: 'offer', sdp } })
        lab.wire.inject('answerer', { s: 'description', epoch, neg, description: { type: 'answer', sdp } })
        lab.wire.inject('caller', { s: 'candidates', epoch, neg, candidates })
        lab.wire.inject('answerer', { s: 'candidates', epoch, neg, candidates })
      }
      const broken = { s: 'candidates', epoch: 1, neg: 1, candidates: [{ candidate: 'candidate:nonsense', sdpMid: 'x', sdpMLineIndex: 9 }] } as const
      lab.wire.inject('caller', { ...broken, candidates: [...broken.candidates] })
    })
    await bothSee(page)
    expect(await page.evaluate(() => lab.end('caller').states)).toEqual(['negotiating', 'connected'])
    expect(await page.evaluate(() => [lab.end('caller').peers.length, lab.end('answerer').peers.length])).toEqual([1, 1])
  })

  test('restarts ICE when the network comes back, in the same peer and without a gap', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(() => globalThis.dispatchEvent(new Event('online')))
    await page.waitForFunction(() => lab.wire.from('answerer', 'description').length > 0)
    await bothSee(page)
    expect(await page.evaluate(() => [lab.end('caller').states, lab.end('caller').epochs])).toEqual([['negotiating', 'connected'], [1]])
  })

  test('ME24 takes an answer that comes twice in the same moment once, and the peer lives on', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(() => {
      const { link } = lab.end('caller')
      lab.wire.attach('caller', (signal) => {
        link.receive(signal)
        link.receive(signal)
      })
      globalThis.dispatchEvent(new Event('online'))
    })
    await page.waitForFunction(() => lab.wire.from('answerer', 'description').length > 0)
    await bothSee(page)
    expect(await page.evaluate(() => [lab.end('caller').states, lab.end('caller').epochs])).toEqual([['negotiating', 'connected'], [1]])
  })

  test('says a lost restart offer again, and a lost answer too', async () => {
    const { page } = browser
    for (const side of ['caller', 'answerer'] as const) {
      await connected(page)
      await page.evaluate((side) => {
        lab.wire.sent.length = 0
        lab.wire.lose(side, 'description', 1)
        globalThis.dispatchEvent(new Event('online'))
      }, side)
      await page.waitForFunction(() => lab.end('caller').peers.every((pc) => pc.signalingState === 'have-local-offer'))
      await page.waitForFunction(() => lab.end('caller').peers.every((pc) => pc.signalingState === 'stable'))
      await bothSee(page)
      expect(await page.evaluate(() => lab.end('caller').epochs)).toEqual([1])
      await page.reload()
      await page.waitForFunction(() => 'lab' in globalThis)
    }
  })

  test('takes back an offer that stays unanswered when the network changes again, and makes a new one', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(() => {
      lab.wire.lose('caller', 'description', 1)
      lab.end('caller').reachable.set(false)
      lab.end('caller').reachable.set(true)
    })
    await page.waitForFunction(() => lab.end('caller').peers[0]?.signalingState === 'have-local-offer')
    // A second step needs a little distance from the first.
    await page.waitForFunction((until) => Date.now() > until, await page.evaluate(() => Date.now() + 400))
    await page.evaluate(() => {
      lab.end('caller').reachable.set(false)
      lab.end('caller').reachable.set(true)
    })
    await page.waitForFunction(() => lab.wire.from('answerer', 'description').some((signal) => signal.neg === 3))
    await bothSee(page)
    expect(await page.evaluate(() => lab.end('caller').epochs)).toEqual([1])
  })

  test('restarts twice in silence, then rebuilds, never while signalling is away', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(() => {
      const end = lab.end('caller')
      end.reachable.set(false)
      for (const pc of end.peers) {
        // As a dead path looks to the counters.
        const frozen = pc.getStats()
        pc.getStats = () => frozen
      }
    })
    await page.waitForFunction(() => lab.end('caller').link.state.get().state === 'interrupted')
    await page.waitForFunction(() => !lab.end('caller').link.flowing.get())
    expect(await page.evaluate(() => lab.wire.from('caller', 'description').length)).toBe(0)
    await page.evaluate(() => lab.end('caller').reachable.set(true))
    await page.waitForFunction(() => lab.wire.from('caller', 'description').length > 0)
    await page.waitForFunction(() => lab.end('caller').peers.length === 2)
    const steps = await page.evaluate(() => lab.wire.from('caller', 'description').map(({ epoch, neg }) => `${epoch}.${neg}`))
    expect(steps.slice(0, 2)).toEqual(['1.2', '1.3'])
    await bothSee(page)
    expect(await page.evaluate(() => lab.end('caller').epochs)).toEqual([1, 2])
  })

  test('mends when only the answerer notices: it asks, the caller acts', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(() => {
      const [pc] = lab.end('answerer').peers
      const frozen = pc?.getStats()
      if (pc && frozen) pc.getStats = () => frozen
    })
    await page.waitForFunction(() => lab.wire.from('answerer', 'please').length > 0)
    await page.waitForFunction(() => lab.end('answerer').peers.length === 2)
    await bothSee(page)
    const pleas = await page.evaluate(() => lab.wire.from('answerer', 'please').map((signal) => signal.s === 'please' && signal.please))
    expect(pleas).toEqual(['restart', 'restart', 'rebuild'])
  })
})
