import { describe, expect, test } from 'vitest'
import { bothSee, connected, useLab } from './support/use-lab.ts'

const browser = useLab()

describe('a call', () => {
  test('connects by offer, prepared answer and release, and both see the other', async () => {
    await connected(browser.page)
    const seen = await browser.page.evaluate(() => (['caller', 'answerer'] as const).map((side) => {
      const { states, epochs, link } = lab.end(side)
      return { states, epochs, flowing: link.flowing.get(), kinds: link.remote.getTracks().map((track) => track.kind).toSorted() }
    }))
    const each = { states: ['negotiating', 'connected'], epochs: [1], flowing: true, kinds: ['audio', 'video'] }
    expect(seen).toEqual([each, each])
  })

  test('carries text both ways, whole and in order, and never the heartbeat', async () => {
    await connected(browser.page)
    const sent = await browser.page.evaluate(() => [
      lab.end('caller').link.send('from the client'), lab.end('caller').link.send('سلام'),
      lab.end('answerer').link.send('x'.repeat(32_000)),
    ])
    expect(sent).toEqual([true, true, true])
    await browser.page.waitForFunction(() => lab.end('answerer').texts.length > 1 && lab.end('caller').texts.length > 0)
    expect(await browser.page.evaluate(() => lab.end('answerer').texts)).toEqual(['from the client', 'سلام'])
    expect(await browser.page.evaluate(() => lab.end('caller').texts.map((text) => text.length))).toEqual([32_000])
  })

  test('connects whatever epochs the two tabs had got to, and both then count together', async () => {
    const { page } = browser
    await page.evaluate(async () => {
      await lab.open('caller', { firstEpoch: 3 })
      await lab.open('answerer', { firstEpoch: 9 })
      await lab.connect(0)
    })
    await bothSee(page)
    await page.evaluate(() => lab.end('caller').peers[0]?.close())
    await page.waitForFunction(() => lab.end('answerer').epochs.length === 2)
    await bothSee(page)
    expect(await page.evaluate(() => [lab.end('caller').epochs, lab.end('answerer').epochs])).toEqual([[3, 4], [3, 4]])
  })

  test('takes a renewed offer in place of the one before, also after one that cannot be read', async () => {
    const { page } = browser
    const unreadable = await page.evaluate(async () => {
      await lab.openBoth()
      const offer = await lab.end('caller').link.prepareOffer(500)
      await lab.end('answerer').link.prepareAnswer(offer)
      const [print] = /^a=fingerprint:.*$/m.exec(offer.description.sdp) ?? ['']
      const broken = { ...offer, description: { type: 'offer' as const, sdp: `v=0\r\nm=nonsense\r\n${print}\r\n` } }
      return lab.end('answerer').link.prepareAnswer(broken).then(() => 'taken', () => 'refused')
    })
    expect(unreadable).toBe('refused')
    await page.evaluate(() => lab.connect())
    await bothSee(page)
  })

  test('that hides the network address names none, anywhere', async () => {
    const { page } = browser
    const { sdp, candidates } = await page.evaluate(async () => {
      await lab.open('caller', { ice: { iceServers: [], iceTransportPolicy: 'relay' } })
      const { description, candidates } = await lab.end('caller').link.prepareOffer(500)
      return { sdp: description.sdp, candidates }
    })
    expect(candidates).toEqual([])
    expect(sdp).not.toContain('a=candidate')
    expect(sdp.match(/^c=.*$/gm)).toEqual(Array.from({ length: 4 }, () => 'c=IN IP4 0.0.0.0'))
  })

  test('sends no text before it is connected, nor after it is closed', async () => {
    await browser.page.evaluate(() => lab.openBoth())
    expect(await browser.page.evaluate(() => lab.end('caller').link.send('early'))).toBe(false)
    await browser.page.evaluate(() => lab.connect())
    await bothSee(browser.page)
    await browser.page.evaluate(() => lab.end('caller').link.close())
    expect(await browser.page.evaluate(() => [lab.end('caller').link.send('late'), lab.end('caller').states.at(-1)])).toEqual([false, 'closed'])
  })

  test('once closed at both ends leaves no timer, no connection and no track behind', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(() => {
      lab.vanish('caller')
      lab.vanish('answerer')
    })
    // simple-peer closes its connection in a later task.
    await page.waitForFunction(() => [...lab.end('caller').peers, ...lab.end('answerer').peers].every((pc) => pc.connectionState === 'closed'))
    expect(await page.evaluate(() => [
      lab.waiting.size, lab.end('caller').link.remote.getTracks().length, lab.end('answerer').link.flowing.get(),
    ])).toEqual([0, 0, false])
  })

  test('with every track off stays connected, and shows the picture again without a new negotiation', async () => {
    const { page } = browser
    await connected(page)
    const offers = await page.evaluate(async () => {
      await lab.end('caller').link.setTracks({ audio: null, video: null })
      await lab.end('answerer').link.setTracks({ audio: null, video: null })
      return lab.wire.from('caller', 'description').length
    })
    // Longer than the silence that counts as trouble: only the heartbeat flows now.
    const quiet = await page.evaluate(() => Date.now() + 2_500)
    await page.waitForFunction((until) => Date.now() > until, quiet)
    await page.evaluate(async () => {
      for (const side of ['caller', 'answerer'] as const) await lab.end(side).link.setTracks(lab.end(side).tracks)
    })
    await bothSee(page)
    expect(await page.evaluate(() => [lab.end('caller').states, lab.wire.from('caller', 'description').length]))
      .toEqual([['negotiating', 'connected'], offers])
  })

  test('with nothing to send at first still receives, and sends later by replacing the track', async () => {
    const { page } = browser
    await page.evaluate(async () => {
      await lab.openBoth({ silent: true })
      await lab.connect()
    })
    await page.waitForFunction(() => lab.end('caller').link.state.get().state === 'connected')
    expect(await page.evaluate(() => lab.end('caller').frames + lab.end('answerer').frames)).toBe(0)
    await page.evaluate(async () => {
      for (const side of ['caller', 'answerer'] as const) await lab.end(side).link.setTracks(lab.end(side).tracks)
    })
    await bothSee(page)
    expect(await page.evaluate(() => lab.wire.from('caller', 'description').length)).toBe(0)
  })
})
