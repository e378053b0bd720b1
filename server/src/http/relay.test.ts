import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callAs, openPractice, secret, type TestLink, type TestTherapist } from '../../../test/support/practice/therapist.ts'
import { type ServerProcess, startServer } from '../../../test/support/server.ts'

const RELAY = { TURN_URLS: 'turn:turn.example.org:3478, turn:turn.example.org:3478?transport=tcp', TURN_SECRET: 'sixteen letters!' }

let server: ServerProcess
let therapist: TestTherapist
let room: TestLink
beforeAll(async () => {
  server = await startServer({ environment: RELAY })
  therapist = await openPractice(server.origin, server.setupLink)
  room = await therapist.makeRoom()
})
afterAll(() => server.dispose())

const asClient = (proof: { link: string; auth: string }) =>
  callAs(server.origin, null)('POST', `/rooms/${room.room}/relay`, { link: proof.link, auth: proof.auth })

describe('who is given credentials', () => {
  test('TU11 a therapist who is signed in and a client with the link, each under another name', async () => {
    const [own, theirs] = [await (await therapist.call('GET', '/relay')).json(), await (await asClient(room)).json()]
    for (const given of [own, theirs]) {
      expect(given).toMatchObject({ relay: 'there', only: false, server: { urls: RELAY.TURN_URLS.split(', ') } })
      expect(given.until - given.now).toBe(600_000)
      expect(JSON.stringify(given)).not.toContain(room.room)
    }
    expect(own.server.username.split(':')[1]).not.toBe(theirs.server.username.split(':')[1])
  })

  test('TU11 nobody else: not without sign-in, not with a wrong proof, not by a link that was renewed', async () => {
    expect((await callAs(server.origin, null)('GET', '/relay')).status).toBe(401)
    expect((await asClient({ link: room.link, auth: secret() })).status).toBe(404)
    const old = await therapist.makeRoom()
    await therapist.renew(old)
    const asked = await callAs(server.origin, null)('POST', `/rooms/${old.room}/relay`, { link: old.link, auth: old.auth })
    expect(asked.status).toBe(404)
  })
})

describe('a server with half a relay', () => {
  test('TU8 does not start, and says what is missing', async () => {
    for (const [environment, told] of [
      [{ TURN_URLS: RELAY.TURN_URLS }, 'set both'],
      [{ TURN_URLS: 'turn.example.org', TURN_SECRET: RELAY.TURN_SECRET }, 'TURN_URLS must be'],
      [{ TURN_ONLY: 'yes' }, 'TURN_ONLY needs a relay'],
    ] as const) {
      await expect(startServer({ environment: { ...environment } })).rejects.toThrow(told)
    }
  })
})
