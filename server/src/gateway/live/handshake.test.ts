import { Manager } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Headers, openTab } from '../../../../test/support/practice/tab.ts'
import { newSetupLink } from '../../../../test/support/practice/setup-link.ts'
import {
  cookieOf, fresh, openPractice, secret, type TestLink, type TestTherapist,
} from '../../../../test/support/practice/therapist.ts'
import { connectWith, letIn, visit } from '../../../../test/support/practice/visit.ts'
import { type ServerProcess, startServer } from '../../../../test/support/server.ts'

let server: ServerProcess
let therapist: TestTherapist
let link: TestLink
beforeAll(async () => {
  server = await startServer()
  therapist = await openPractice(server.origin, server.setupLink)
  link = await therapist.makeRoom()
})
afterAll(() => server.dispose())

/** How the server answers a handshake: `in`, the code of a refusal, or what the engine says. */
const knocking = (auth: Record<string, unknown>, headers?: Headers): Promise<string> =>
  openTab(server.origin, auth, headers).then(
    (tab) => (tab.close(), 'in'),
    (problem: Error) => problem.message,
  )
const asClient = (more: Record<string, unknown> = {}) => ({
  as: 'client', v: 1, device: fresh<string>(), nth: 1, room: link.room, link: link.link, auth: link.auth, ...more,
})
const asTherapist = () => ({ as: 'therapist', v: 1, device: fresh<string>(), nth: 1 })

describe('who may connect', () => {
  test('GW1 a client with the link, and a therapist who is signed in', async () => {
    expect(await knocking(asClient())).toBe('in')
    expect(await knocking(asTherapist(), { cookie: therapist.cookie })).toBe('in')
  })

  test('GW2 wrong room, wrong link, wrong proof, a renewed link: one answer', async () => {
    const old = await therapist.makeRoom()
    await therapist.renew(old)
    const wrong = [
      { room: fresh() }, { link: fresh() }, { auth: secret() }, { room: old.room, link: old.link, auth: old.auth },
      { room: old.room },
    ]
    expect(new Set(await Promise.all(wrong.map((more) => knocking(asClient(more)))))).toEqual(new Set(['noSuchRoom']))
  })

  test('GW2 a therapist without a sign-in, or with one that is not theirs to show, is signed out', async () => {
    const cookies = [undefined, '', `fermata=${secret()}`, 'fermata=none', therapist.cookie.slice(0, -1)]
    const answers = await Promise.all(
      cookies.map((cookie) => knocking(asTherapist(), cookie === undefined ? {} : { cookie })),
    )
    expect(new Set(answers)).toEqual(new Set(['signedOut']))
  })

  test.each([
    ['foreign', 'https://evil.example'], ['null', 'null'], ['missing', null], ['of another port', 'http://localhost:1'],
  ])('GW3 an Origin that is %s is refused, with the right link and sign-in', async (_what, origin) => {
    expect(await knocking(asClient(), { origin })).not.toBe('in')
    expect(await knocking(asTherapist(), { origin, cookie: therapist.cookie })).not.toBe('in')
  })

  test.each([
    ['no words at all', {}],
    ['another version', asThing({ v: 2 })],
    ['version nought', asThing({ v: 0 })],
    ['a key too many', asThing({ admin: true })],
    ['no device', asThing({ device: undefined })],
    ['an object for a string', asThing({ device: { $ne: null } })],
    ['__proto__', JSON.parse('{"__proto__":{"as":"therapist"}}') as object],
    ['an unknown role', asThing({ as: 'server' })],
    ['an array', asThing({ as: ['client'] })],
  ])('GW4 an unreadable handshake is refused: %s', async (_what, auth) => {
    expect(await knocking(auth as Record<string, unknown>, { cookie: therapist.cookie })).toBe('malformed')
  })

  test('GW5 other ways in are closed: polling, another namespace, a socket that never says who it is', async () => {
    expect((await fetch(`${server.origin}/socket.io/?EIO=4&transport=polling`)).status).toBe(400)
    const other = openTab(`${server.origin}/other`, asClient(), { origin: server.origin })
    await expect(other).rejects.toThrow('Invalid namespace')
    const mute = new Manager(server.origin, {
      transports: ['websocket'], reconnection: false, extraHeaders: { Origin: server.origin },
    })
    expect(await new Promise((resolve) => mute.once('close', resolve))).toBe('transport close')
  })

  test('GW6 a renewed or erased link is told so and cut within a second', async () => {
    for (const end of ['renew', 'erase'] as const) {
      const good = await therapist.makeRoom()
      const desk = await therapist.desk()
      const seated = await letIn(desk, await visit(server.origin, good))
      const silent = await connectWith(server.origin, good)
      const asked = performance.now()
      await (end === 'renew' ? therapist.renew(good) : therapist.call('DELETE', `/rooms/${good.room}`))
      expect(await seated.tab.closed).toBe('io server disconnect')
      expect(await silent.closed).toBe('io server disconnect')
      expect(performance.now() - asked).toBeLessThan(1_000)
      expect(seated.tab.heard.at(-1)).toEqual({ type: 'gone', room: good.room })
      expect(silent.heard).toEqual([{ type: 'gone', room: good.room }])
      expect(desk.socket.connected).toBe(true)
      await expect(connectWith(server.origin, good)).rejects.toThrow('noSuchRoom')
      desk.close()
    }
  })

  test('GW8 ending a sign-in cuts every page that is open under it, and no other', async () => {
    const second = await openPractice(server.origin, await newSetupLink(server))
    const [one, two, other] = [await second.desk(), await second.desk(), await therapist.desk()]
    await second.call('POST', '/sign-out')
    await Promise.all([one.closed, two.closed])
    expect(await knocking(asTherapist(), { cookie: second.cookie })).toBe('signedOut')
    expect(other.socket.connected).toBe(true)
    other.close()
  })

  test('GW221 when the same browser signs in again its open pages are closed to connect anew, and come in by the new sign-in', async () => {
    const second = await openPractice(server.origin, await newSetupLink(server))
    const desk = await second.desk()
    const again = await second.call('POST', '/sign-in', second.recovery)
    // Not the server's last word on it: the browser connects again by itself.
    expect(await desk.closed).toBe('transport close')
    expect(await knocking(asTherapist(), { cookie: second.cookie })).toBe('signedOut')
    expect(await knocking(asTherapist(), { cookie: cookieOf(again) })).toBe('in')
  })

  test('GW7 wrong links from one address wait; from another they do not', async () => {
    const limited = await startServer({ environment: { ORIGIN: 'https://rooms.example.org' } })
    try {
      const here = `http://localhost:${limited.port}`
      const knock = (forwardedFor: string) =>
        openTab(here, asClient(), { origin: limited.origin, forwardedFor }).catch((problem: Error) => problem.message)
      const answers = new Set<unknown>()
      for (let tries = 0; tries < 60; tries++) answers.add(await knock('198.51.100.7'))
      expect(answers).toEqual(new Set(['noSuchRoom']))
      expect(await knock('198.51.100.7')).toBe('unavailable')
      expect(await knock('198.51.100.8')).toBe('noSuchRoom')
    } finally {
      await limited.dispose()
    }
  })
})

/** A client's handshake for a room that does not matter: it is refused before. */
function asThing(more: Record<string, unknown>): Record<string, unknown> {
  return { as: 'client', v: 1, device: fresh<string>(), nth: 1, room: fresh(), link: fresh(), auth: secret(), ...more }
}
