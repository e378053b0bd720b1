import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawRequest } from '../../../test/support/practice/raw.ts'
import {
  callAs, fresh, openPractice, secret, setupWith, sha256, type TestTherapist,
} from '../../../test/support/practice/therapist.ts'
import { type ServerProcess, startServer } from '../../../test/support/server.ts'

let server: ServerProcess
let therapist: TestTherapist
beforeAll(async () => {
  server = await startServer()
  therapist = await openPractice(server.origin, server.setupLink)
})
afterAll(() => server.dispose())

const URL_OF = (path: string) => `${server.origin}${path}`

describe('the headers of every response', () => {
  test.each([
    ['a missing page', '/nowhere', {}],
    ['a missing asset', '/assets/nothing.js', {}],
    ['an address that is none', '/%', {}],
    ['a way out of the directory', '/assets/..%2f..%2f..%2fpackage.json', {}],
    ['health', '/health', {}],
    ['an API answer', '/api/account', {}],
    ['a missing API route', '/api/nothing', {}],
    ['a refused method', '/api/rooms', { method: 'POST' }],
    ['a body that is no JSON', '/api/sign-in', { method: 'POST', body: '{', json: true }],
    ['a body that is too large', '/api/sign-in', { method: 'POST', body: `"${'x'.repeat(600_000)}"`, json: true }],
    ['OPTIONS', '/api/rooms', { method: 'OPTIONS' }],
    ['TRACE-like nonsense', '/api/rooms', { method: 'PROPFIND' }],
    ['polling, which is not spoken', '/socket.io/?EIO=4&transport=polling', {}],
    ['a socket address without a protocol', '/socket.io/', {}],
  ] as const)('HT16 %s', async (_what, path, init: { method?: string; body?: string; json?: boolean }) => {
    const headers = { Origin: server.origin, ...(init.json ? { 'Content-Type': 'application/json' } : {}) }
    const { method = 'GET', body } = init
    const response = await fetch(URL_OF(path), { method, headers, ...(body === undefined ? {} : { body }) })
    await response.text()
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none'(?=;|$)/) as string,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expectNothingLeaky(response)
  })

  test.each([['the start page', '/'], ['a client’s page', '/r/anything'], ['the plain page', '/plain.html']])('HT16 a document: %s', async (_what, path) => {
    const response = await fetch(URL_OF(path))
    await response.text()
    const host = new URL(server.origin).host
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy': expect.stringMatching(
        new RegExp(
          `^default-src 'none'; script-src 'self'(?: 'sha256-[A-Za-z0-9+/]{43}=')?; .*connect-src 'self' ws://${host};.*` +
            `frame-ancestors 'none'; trusted-types 'none'; require-trusted-types-for 'script'$`,
        ),
      ) as string,
      'permissions-policy': expect.stringContaining('camera=(self), microphone=(self)') as string,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expectNothingLeaky(response)
  })

  function expectNothingLeaky(response: Response): void {
    for (const leaky of ['x-powered-by', 'server', 'access-control-allow-origin', 'etag-unsafe']) {
      expect(response.headers.has(leaky)).toBe(false)
    }
    expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/)
  }

  test('HT17 with TLS in front: the cookie is __Host- and Secure, the browser is to stay with TLS', async () => {
    const secure = await startServer({ environment: { ORIGIN: 'https://rooms.example.org' } })
    try {
      const local = `http://localhost:${secure.port}`
      const { body } = setupWith(secure.setupLink ?? '')
      const response = await rawRequest(local, 'POST', '/api/setup', { origin: secure.origin }, body)
      expect(response.status).toBe(200)
      expect(response.headers['set-cookie']).toEqual([
        expect.stringMatching(/^__Host-fermata=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
      ])
      expect(response.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
      const page = await rawRequest(local, 'GET', '/', {})
      expect(page.headers['content-security-policy']).toContain("connect-src 'self' wss://rooms.example.org;")
    } finally {
      await secure.dispose()
    }
  })
})

describe('what other pages may do', () => {
  test.each([
    ['foreign', 'https://evil.example'], ['null', 'null'], ['missing', null], ['of another port', 'http://localhost:1'],
    ['ours with a slash', '/'], ['ours in another spelling', 'upper'], ['a subdomain', 'sub'],
  ])('HT18 an Origin that is %s changes nothing', async (_what, shown) => {
    const { origin } = server
    const spelled = { '/': `${origin}/`, upper: origin.toUpperCase(), sub: origin.replace('localhost', 'a.localhost') }
    const from = shown === null ? null : (spelled[shown as keyof typeof spelled] ?? shown)
    const room = fresh<string>()
    const headers = { cookie: therapist.cookie, ...(from === null ? {} : { origin: from }) }
    const body = { room, link: fresh<string>(), authHash: sha256(secret()), bundle: { rev: 1, box: 'AAAA' } }
    const unsafe = [
      ['POST', '/api/rooms'], ['PUT', '/api/vault'], ['DELETE', `/api/rooms/${room}`], ['POST', '/api/sign-out'],
    ] as const
    for (const [method, path] of unsafe) {
      const answer = await rawRequest(origin, method, path, headers, body)
      expect(answer).toMatchObject({ status: 404, body: '{"refusal":{"code":"noSuchRoom"}}' })
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    expect(await (await therapist.call('GET', '/rooms')).text()).not.toContain(room)
  })
})

describe('bodies', () => {
  test.each([
    ['not JSON', 'hello', 'application/json'],
    ['a bare value', '"x"', 'application/json'],
    ['an array', '[]', 'application/json'],
    ['a form', 'token=x', 'application/x-www-form-urlencoded'],
    ['text', '{}', 'text/plain'],
    ['nested 60,000 deep', '['.repeat(60_000) + ']'.repeat(60_000), 'application/json'],
    ['with __proto__', '{"__proto__":{"token":"x"}}', 'application/json'],
    ['with a key too many', `{"token":"${'A'.repeat(43)}","x":1}`, 'application/json'],
    ['with an object for a string', '{"token":{"$ne":null}}', 'application/json'],
    ['empty', '', 'application/json'],
    ['in an unknown encoding', '{}', 'application/json; charset=klingon'],
  ])('HT19 refused as malformed, and the process goes on: %s', async (_what, body, type) => {
    const { pid } = server
    const headers = { origin: server.origin, 'content-type': type }
    const answer = await rawRequest(server.origin, 'POST', '/api/setup/check', headers, body)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.body).toBe('{"refusal":{"code":"malformed"}}')
    expect([server.alive, server.pid]).toEqual([true, pid])
  })

  test('HT20 2,500 headers, or one of a megabyte, are answered at once and end nothing', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_900 }, (_, n) => [`x-${n}`, 'y']))
    expect((await rawRequest(server.origin, 'GET', '/health', many)).status).toBeLessThan(500)
    await rawRequest(server.origin, 'GET', '/health', { 'x-large': 'y'.repeat(1_000_000) }).catch(() => null)
    expect(await (await fetch(URL_OF('/health'))).json()).toEqual({ healthy: true })
  })
})

describe('limits by address', () => {
  test('HT21 who is wrong too often waits, alone; who is right is never counted', async () => {
    const limited = await startServer({ environment: { ORIGIN: 'https://rooms.example.org' } })
    try {
      const check = (address: string, token = secret()) =>
        rawRequest(`http://localhost:${limited.port}`, 'POST', '/api/setup/check', {
          origin: limited.origin, 'x-forwarded-for': `1.2.3.4, ${address}`,
        }, { token })
      const good = limited.setupLink?.split('#')[1]
      for (let tries = 0; tries < 70; tries++) expect((await check('198.51.100.7', good)).body).toBe('{"good":true}')
      const wrong = await Promise.all(Array.from({ length: 60 }, () => check('198.51.100.7')))
      expect(new Set(wrong.map((answer) => answer.status))).toEqual(new Set([200]))
      const tooMany = expect.stringContaining('tooMany') as string
      expect(await check('198.51.100.7')).toMatchObject({ status: 429, body: tooMany })
      expect((await check('198.51.100.8')).status).toBe(200)
    } finally {
      await limited.dispose()
    }
  })

  test('HT220 whoever is right is answered beside a neighbour who is not; each wrong try is a line in the log', async () => {
    const limited = await startServer({ environment: { ORIGIN: 'https://rooms.example.org' } })
    try {
      const check = (token = secret()) =>
        rawRequest(`http://localhost:${limited.port}`, 'POST', '/api/setup/check', {
          origin: limited.origin, 'x-forwarded-for': '198.51.100.7',
        }, { token })
      while ((await check()).status === 200);
      expect(await check(limited.setupLink?.split('#')[1])).toMatchObject({ status: 200, body: '{"good":true}' })
      const logged = limited.output().split('\n').filter((line) => line.includes('wrongSecret'))
      expect(logged.length).toBeGreaterThanOrEqual(60)
      for (const line of logged) {
        const time = expect.any(String) as string
        expect(JSON.parse(line)).toEqual({ time, level: 'warn', code: 'wrongSecret', at: '/setup/check' })
      }
    } finally {
      await limited.dispose()
    }
  })

  test('HT21 on plain http a forwarded address is nobody’s word, and this machine itself is not limited', async () => {
    const headers = { origin: server.origin, 'x-forwarded-for': '198.51.100.7' }
    const check = () => rawRequest(server.origin, 'POST', '/api/setup/check', headers, { token: secret() })
    const answers = await Promise.all(Array.from({ length: 80 }, check))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    expect((await callAs(server.origin, null)('POST', '/setup/check', { token: secret() })).status).toBe(200)
  })
})
