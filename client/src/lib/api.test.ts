import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { Done, httpApi } from './api.ts'

const SILENT = { ok: false, refusal: { code: 'unavailable', retryAfterMs: 1_000 } }

/** A network that takes what it is given and never answers, until it is told to give up. */
const silent: typeof fetch = (_, init) =>
  new Promise((_, fail) => init?.signal?.addEventListener('abort', () => fail(new Error('aborted'))))

describe('the HTTP interface', () => {
  test('HT40 an answer that does not come within twenty seconds counts as none', async () => {
    const clock = new ManualClock()
    const asked = httpApi(silent, clock).get('/anything', Done)
    let answered = false
    void asked.then(() => { answered = true })
    clock.advance(19_999)
    await Promise.resolve()
    expect(answered).toBe(false)
    clock.advance(1)
    expect(await asked).toEqual(SILENT)
  })

  test('HT40 also when it begins in time and breaks off half-way', async () => {
    const clock = new ManualClock()
    const halfWay: typeof fetch = async (_, init) => {
      const body = new ReadableStream<Uint8Array>({
        start: (stream) => init?.signal?.addEventListener('abort', () => stream.error(new Error('aborted'))),
      })
      return new Response(body)
    }
    const asked = httpApi(halfWay, clock).send('PUT', '/anything', {}, Done)
    await Promise.resolve()
    clock.advance(20_000)
    expect(await asked).toEqual(SILENT)
  })

  test('HT40 an answer in time is the answer, and no timer stays', async () => {
    const clock = new ManualClock()
    const api = httpApi(async () => Response.json({ well: true }), clock)
    expect(await api.get('/anything', Done)).toEqual({ ok: true, value: { well: true } })
    expect(clock.waiting).toBe(0)
  })
})
