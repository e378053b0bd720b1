/** Behind a router, a carrier or a proxy many people have one address: what one of them gets wrong costs nobody else. */
import { expect, onTestFinished, test } from 'vitest'
import { rawRequest } from '../../../../test/support/practice/raw.ts'
import { type Headers, openTab } from '../../../../test/support/practice/tab.ts'
import { fresh, secret, setupWith, sha256 } from '../../../../test/support/practice/therapist.ts'
import { startServer } from '../../../../test/support/server.ts'

test('GW220 while wrong links from their address wait, the right link and the signed-in therapist come in', async () => {
  const server = await startServer({ environment: { ORIGIN: 'https://rooms.example.org' } })
  onTestFinished(() => server.dispose())
  const here = `http://localhost:${server.port}`
  const forwardedFor = '198.51.100.7'
  const from = { origin: server.origin, 'x-forwarded-for': forwardedFor }
  const { body: setup, recovery } = setupWith(server.setupLink ?? '')
  const opened = await rawRequest(here, 'POST', '/api/setup', from, setup)
  const [cookie = ''] = (opened.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '')
  const [room, link, auth] = [fresh<string>(), fresh<string>(), secret()]
  const made = { room, link, authHash: sha256(auth), bundle: { rev: 1, box: 'AAAA' } }
  await rawRequest(here, 'POST', '/api/rooms', { ...from, cookie }, made)

  const device = () => ({ v: 1, device: fresh<string>(), nth: 1 })
  const client = (shown: string) => ({ as: 'client', ...device(), room, link, auth: shown })
  const come = (shown: Record<string, unknown>, more: Headers = {}) =>
    openTab(here, shown, { origin: server.origin, forwardedFor, ...more }).then(
      (tab) => (tab.close(), 'in'),
      (problem: Error) => problem.message,
    )
  while ((await come(client(secret()))) === 'noSuchRoom');
  expect(await come(client(secret()))).toBe('unavailable')
  expect(await come(client(auth))).toBe('in')
  expect(await come({ as: 'therapist', ...device() }, { cookie })).toBe('in')
  expect((await rawRequest(here, 'POST', '/api/sign-in', from, { ...recovery, recoveryAuth: secret() })).status).toBe(429)
  expect((await rawRequest(here, 'POST', '/api/sign-in', from, recovery)).status).toBe(200)
  // The account's deletion is another place where a code could be guessed.
  const wrong = { ...recovery, recoveryAuth: secret() }
  expect((await rawRequest(here, 'DELETE', '/api/account', { ...from, cookie }, wrong)).status).toBe(429)
})
