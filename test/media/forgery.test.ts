import { describe, expect, test } from 'vitest'
import { bothSee, connected, useLab } from './support/use-lab.ts'

const browser = useLab()

const FORGED = Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0').toUpperCase()).join(':')
const frames = () => lab.end('caller').frames + lab.end('answerer').frames

describe('a rewritten certificate', () => {
  test('in the offer: the answerer refuses, and sends and shows nothing', async () => {
    const { page } = browser
    const refused = await page.evaluate(async (forged) => {
      await lab.openBoth()
      const offer = await lab.end('caller').link.prepareOffer(500)
      offer.description.sdp = offer.description.sdp.replaceAll(/(a=fingerprint:sha-256) .*/g, `$1 ${forged}`)
      return lab.end('answerer').link.prepareAnswer(offer).then(() => 'taken', () => 'refused')
    }, FORGED)
    expect(refused).toBe('refused')
    expect(await page.evaluate(() => lab.end('answerer').link.state.get())).toEqual({ state: 'closed', reason: 'certificate' })
    expect(await page.evaluate(() => lab.end('answerer').peers.map((pc) => pc.remoteDescription))).toEqual([null])
    expect(await page.evaluate(frames)).toBe(0)
  })

  test('in the answer: the caller refuses, and no frame reaches anybody', async () => {
    const { page } = browser
    await page.evaluate(async (forged) => {
      await lab.openBoth()
      await lab.end('answerer').link.prepareAnswer(await lab.end('caller').link.prepareOffer(500))
      const answer = lab.end('answerer').link.release()
      answer.description.sdp = answer.description.sdp.replaceAll(/(a=fingerprint:sha-256) .*/g, `$1 ${forged}`)
      lab.end('caller').link.begin(answer)
    }, FORGED)
    expect(await page.evaluate(() => lab.end('caller').link.state.get())).toEqual({ state: 'closed', reason: 'certificate' })
    expect(await page.evaluate(frames)).toBe(0)
  })

  test('consistently in answer and word, by somebody without its key: nothing connects', async () => {
    const { page } = browser
    await page.evaluate(async (forged) => {
      await lab.openBoth()
      await lab.end('answerer').link.prepareAnswer(await lab.end('caller').link.prepareOffer(500))
      const answer = lab.end('answerer').link.release()
      answer.description.sdp = answer.description.sdp.replaceAll(/(a=fingerprint:sha-256) .*/g, `$1 ${forged}`)
      const bytes = forged.split(':').map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('')
      answer.certificate = btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
      lab.end('caller').link.begin(answer)
    }, FORGED)
    await page.waitForFunction(() => lab.end('caller').peers.some((pc) => pc.connectionState === 'failed'))
    expect(await page.evaluate(() => lab.end('caller').states)).toEqual(['negotiating'])
    expect(await page.evaluate(frames)).toBe(0)
  })

  test('that only shows in the handshake: the link ends', async () => {
    const { page } = browser
    await page.evaluate(async () => {
      await lab.openBoth()
      // A browser that failed to check what it was told to.
      RTCDtlsTransport.prototype.getRemoteCertificates = () => [new Uint8Array([1, 2, 3]).buffer]
      await lab.connect()
    })
    await page.waitForFunction(() => lab.end('caller').link.state.get().state === 'closed')
    expect(await page.evaluate(() => [lab.end('caller').link.state.get(), lab.end('caller').states]))
      .toEqual([{ state: 'closed', reason: 'certificate' }, ['negotiating', 'closed']])
  })

  test('in a later offer of the same peer: the link ends', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate((forged) => {
      const sdp = (lab.end('caller').peers[0]?.localDescription?.sdp ?? '').replaceAll(/(a=fingerprint:sha-256) .*/g, `$1 ${forged}`)
      lab.wire.inject('answerer', { s: 'description', epoch: 1, neg: 2, description: { type: 'offer', sdp } })
    }, FORGED)
    expect(await page.evaluate(() => lab.end('answerer').link.state.get())).toEqual({ state: 'closed', reason: 'certificate' })
  })

  test('of a new peer nobody vouched for is not used, and with the word for it is', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(async () => {
      lab.vanish('caller')
      await lab.open('caller', { firstEpoch: 2 })
      lab.end('caller').link.trust(lab.end('answerer').link.certificate)
      lab.end('caller').link.rebuild()
    })
    await page.waitForFunction(() => lab.wire.from('caller', 'description').length > 0)
    await page.waitForFunction(() => lab.end('answerer').states.at(-1) === 'interrupted')
    expect(await page.evaluate(() => lab.end('answerer').peers.length)).toBe(1)
    await page.evaluate(() => lab.end('answerer').link.trust(lab.end('caller').link.certificate))
    await bothSee(page)
  })
})
