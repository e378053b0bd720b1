import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  callAs, cookieOf, fresh, openPractice, secret, setupWith, type TestTherapist,
} from '../../../test/support/practice/therapist.ts'
import { type ServerProcess, startServer } from '../../../test/support/server.ts'

let server: ServerProcess
let first: TestTherapist
let setupLink: string
const call = (method: string, path: string, body?: unknown) => callAs(server.origin, null)(method, path, body)
const json = async (asked: Promise<Response>) => {
  const response = await asked
  return { status: response.status, body: await response.json() }
}

beforeAll(async () => {
  server = await startServer()
  setupLink = server.setupLink ?? ''
  first = await openPractice(server.origin, setupLink)
})
afterAll(() => server.dispose())

const signedOut = { status: 401, body: { refusal: { code: 'signedOut' } } }
const noSuchRoom = { status: 404, body: { refusal: { code: 'noSuchRoom' } } }
const malformed = { status: 400, body: { refusal: { code: 'malformed' } } }

describe('opening a practice', () => {
  test('HT1 a set-up link works once; for whoever comes later it is like one that never was', async () => {
    expect(await json(call('POST', '/setup', setupWith(setupLink).body))).toEqual(noSuchRoom)
    expect(await json(call('POST', '/setup', setupWith(`#${secret()}`).body))).toEqual(noSuchRoom)
    const check = (token: string) => json(call('POST', '/setup/check', { token }))
    expect(await check(setupLink.split('#')[1] ?? '')).toEqual({ status: 200, body: { good: false } })
    expect(await check(secret())).toEqual({ status: 200, body: { good: false } })
  })

  test('UI220 a stranger is told whether there is a practice, and nothing else', async () => {
    const spare = await startServer()
    try {
      const ask = () => json(callAs(spare.origin, null)('GET', '/practice'))
      expect(await ask()).toEqual({ status: 200, body: { practice: 'none' } })
      await openPractice(spare.origin, spare.setupLink)
      expect(await ask()).toEqual({ status: 200, body: { practice: 'open' } })
    } finally {
      await spare.dispose()
    }
  })

  test('HT2 a set-up link never signs in as somebody who is here already', async () => {
    const { body } = setupWith(setupLink)
    const asFirst = await call('POST', '/setup', { ...body, therapist: first.id })
    expect(asFirst.status).toBe(404)
    expect(asFirst.headers.getSetCookie()).toEqual([])
  })

  test('HT3 wraps or records of one name are refused before the link is spent', async () => {
    const spare = await startServer()
    try {
      const { body } = setupWith(spare.setupLink ?? '')
      const post = (changed: object) => json(callAs(spare.origin, null)('POST', '/setup', { ...body, ...changed }))
      expect(await post({ wraps: [...body.wraps, ...body.wraps] })).toEqual(malformed)
      expect(await post({ records: [...body.records, ...body.records] })).toEqual(malformed)
      // Repeating the very same set-up is harmless: its first answer may have been lost.
      expect([await post({}), await post({})].map((answer) => answer.status)).toEqual([200, 200])
    } finally {
      await spare.dispose()
    }
  })
})

describe('signing in', () => {
  test('HT4 the cookie is for this site and the server only, and lasts thirty days', async () => {
    const response = await call('POST', '/sign-in', first.recovery)
    expect(response.status).toBe(200)
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^fermata=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
  })

  test('HT5 an unknown recovery code and a wrong one are answered alike', async () => {
    const { recovery } = first
    const wrong = await json(call('POST', '/sign-in', { ...recovery, recoveryAuth: secret() }))
    const unknown = await json(call('POST', '/sign-in', { ...recovery, recoveryId: fresh() }))
    expect([wrong, unknown]).toEqual([signedOut, signedOut])
  })

  test('HT6 nothing of a therapist’s is answered without a sign-in, nor with one that was ended or made up', async () => {
    const cookie = cookieOf(await call('POST', '/sign-in', first.recovery))
    const out = await callAs(server.origin, cookie)('POST', '/sign-out')
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0')
    const [name, token = ''] = cookie.split('=')
    const useless = [
      null, cookie, `${name}=${secret()}`, `${name}=none`, `${name}=${token.slice(1)}`, `__Host-${cookie}`, `x=${token}`,
    ]
    const [wrap, room] = [fresh<string>(), fresh<string>()]
    const routes = [
      ['GET', '/account'], ['PUT', `/account/wraps/${wrap}`], ['GET', '/vault'], ['PUT', '/vault'],
      ['GET', '/rooms'], ['POST', '/rooms'], ['PUT', `/rooms/${room}/link`], ['DELETE', `/rooms/${room}`],
    ] as const
    for (const shown of useless) {
      for (const [method, path] of routes) {
        const body = method === 'GET' ? undefined : {}
        expect(await json(callAs(server.origin, shown)(method, path, body))).toEqual(signedOut)
      }
    }
  })

  test('HT223 signing in again in the same browser ends what it signed in with before, and no other browser’s', async () => {
    const [here, there] = [cookieOf(await call('POST', '/sign-in', first.recovery)), cookieOf(await call('POST', '/sign-in', first.recovery))]
    const again = cookieOf(await callAs(server.origin, here)('POST', '/sign-in', first.recovery))
    const states = await Promise.all([here, there, again].map((cookie) => callAs(server.origin, cookie)('GET', '/account')))
    expect(states.map(({ status }) => status)).toEqual([401, 200, 200])
  })

  test('HT224 a wrong code at the account’s deletion is counted, logged, and deletes nothing', async () => {
    const wrong = await json(first.call('DELETE', '/account', { ...first.recovery, recoveryAuth: secret() }))
    expect(wrong).toEqual(signedOut)
    const lines = () => server.output().split('\n').filter((line) => line.includes('"wrongSecret"') && line.includes('"at":"/account"'))
    expect(lines()).toHaveLength(1)
    expect((await first.call('GET', '/account')).status).toBe(200)
  })

  test('HT7 asking who one is prolongs the cookie', async () => {
    const response = await first.call('GET', '/account')
    expect(await response.json()).toMatchObject({ therapist: first.id, wraps: [{ kind: 'recovery' }] })
    expect(response.headers.getSetCookie()).toEqual([expect.stringContaining(`${first.cookie}; Max-Age=2592000`)])
  })
})

describe('the vault', () => {
  const record = (name: string, rev: number, box = 'AAAA') => ({ record: name, rev, box })
  const put = (...records: object[]) => json(first.call('PUT', '/vault', { records }))
  const conflict = { status: 400, body: { refusal: { code: 'outOfPhase' } } }

  test('HT8 a record is only written as the next revision; of several, all or none', async () => {
    const [one, two] = [fresh<string>(), fresh<string>()]
    expect(await put(record(one, 2))).toEqual(conflict)
    expect(await put(record(one, 1, 'first'))).toMatchObject({ status: 200 })
    expect(await put(record(one, 1, 'again'))).toEqual(conflict)
    expect(await put(record(two, 1), record(one, 1, 'again'))).toEqual(conflict)
    expect(await put(record(two, 1), record(one, 2, 'second'))).toMatchObject({ status: 200 })
    const { records } = (await json(first.call('GET', '/vault'))).body as { records: unknown[] }
    expect(records).toContainEqual({ record: one, rev: 2, box: 'second' })
    expect(records).toContainEqual({ record: two, rev: 1, box: 'AAAA' })
  })

  test('HT8 of two who write the same revision at once, one is refused', async () => {
    const name = fresh<string>()
    const answers = await Promise.all(['A', 'B', 'C', 'D'].map((box) => put(record(name, 1, box))))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })

  test('HT9 a write that names a record twice, or a wrap by another name, is refused as what it is', async () => {
    const name = fresh<string>()
    expect(await put(record(name, 1), record(name, 1))).toEqual(malformed)
    const wrap = { wrap: fresh<string>(), kind: 'browser', box: 'AAAA' }
    const body = { ...first.recovery, wrap }
    expect(await json(first.call('PUT', `/account/wraps/${fresh<string>()}`, body))).toEqual(malformed)
    expect(await json(first.call('PUT', '/account/wraps/not-an-id', body))).toEqual(malformed)
    expect(await json(first.call('PUT', `/account/wraps/${wrap.wrap}`, body))).toMatchObject({ status: 200 })
    expect(await wraps()).toContainEqual(wrap)
  })

  const wraps = async () => ((await json(first.call('GET', '/account'))).body as { wraps: { wrap: string; kind: string }[] }).wraps
  const give = (wrap: object, code: object = first.recovery) =>
    json(first.call('PUT', `/account/wraps/${(wrap as { wrap: string }).wrap}`, { ...code, wrap }))

  test('HT221 a sign-in alone gives no browser a key: without the recovery code, or with another, no wrap is added', async () => {
    const before = await wraps()
    const wrap = { wrap: fresh<string>(), kind: 'browser', box: 'AAAA' }
    expect(await json(first.call('PUT', `/account/wraps/${wrap.wrap}`, wrap))).toEqual(malformed)
    expect(await give(wrap, { ...first.recovery, recoveryAuth: secret() })).toEqual(signedOut)
    const [recovery] = before.filter(({ kind }) => kind === 'recovery')
    expect(await give({ ...wrap, wrap: recovery?.wrap }), 'the recovery code’s own wrap stays').toEqual(malformed)
    expect(await give({ ...wrap, kind: 'recovery' })).toEqual(malformed)
    expect(await wraps()).toEqual(before)
  })

  test('HT222 sixteen browsers have a key at most: with one more the oldest loses its key, and the recovery code none', async () => {
    const own = Array.from({ length: 17 }, () => ({ wrap: fresh<string>(), kind: 'browser', box: 'AAAA' }))
    for (const wrap of own) expect((await give(wrap)).status).toBe(200)
    const kept = await wraps()
    expect(kept.filter(({ kind }) => kind === 'recovery')).toHaveLength(1)
    expect(new Set(kept.filter(({ kind }) => kind === 'browser').map(({ wrap }) => wrap))).toEqual(new Set(own.slice(1).map(({ wrap }) => wrap)))
  })
})
