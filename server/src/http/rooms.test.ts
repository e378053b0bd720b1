import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newSetupLink } from '../../../test/support/practice/setup-link.ts'
import {
  callAs, fresh, openPractice, secret, sha256, type TestTherapist,
} from '../../../test/support/practice/therapist.ts'
import { type ServerProcess, startServer } from '../../../test/support/server.ts'

let server: ServerProcess
let [anna, bert]: TestTherapist[] = []
beforeAll(async () => {
  server = await startServer()
  anna = await openPractice(server.origin, server.setupLink)
  bert = await openPractice(server.origin, await newSetupLink(server))
})
afterAll(() => server.dispose())

const therapists = () => ({ anna: anna as TestTherapist, bert: bert as TestTherapist })
/** Everything of an answer that another could be told apart by, except the time. */
async function whole(asked: Promise<Response>) {
  const response = await asked
  const headers = [...response.headers].filter(([name]) => name !== 'date' && name !== 'set-cookie')
  return { status: response.status, body: await response.text(), headers }
}
const ask = (room: string, link: string, auth: string) =>
  whole(callAs(server.origin, null)('POST', `/rooms/${room}/door`, { link, auth }))
const hung = () => ({ link: fresh<string>(), authHash: sha256(secret()), bundle: { rev: 1, box: 'AAAA' } })

describe('whose a room is', () => {
  test('HT11 another’s room is answered like one that is not there, whatever is asked', async () => {
    const { anna: owner, bert: other } = therapists()
    const { room, link, auth } = await owner.makeRoom()
    const missing = fresh<string>()
    const answers = (name: string) => [
      other.call('PUT', `/rooms/${name}/link`, hung()), other.call('DELETE', `/rooms/${name}`),
    ]
    const [mine, nobodys] = [answers(room), answers(missing)]
    expect(await Promise.all(mine.map(whole))).toEqual(await Promise.all(nobodys.map(whole)))
    expect((await whole(other.call('DELETE', '/rooms/not-an-id'))).body).toBe('{"refusal":{"code":"noSuchRoom"}}')
    expect((await ask(room, link, auth)).status).toBe(200)
    expect(await (await other.call('GET', '/rooms')).json()).toEqual({ rooms: [] })
  })

  test('HT12 a room’s id cannot be taken by another; making one’s own again changes nothing', async () => {
    const { anna: owner, bert: other } = therapists()
    const { room, link, auth } = await owner.makeRoom()
    expect((await other.call('POST', '/rooms', { room, ...hung() })).status).toBe(404)
    expect((await owner.call('POST', '/rooms', { room, ...hung() })).status).toBe(200)
    expect((await ask(room, link, auth)).status).toBe(200)
  })

  test('HT13 an erased room is gone for good: nothing opens, and its id is never a room again', async () => {
    const { anna: owner } = therapists()
    const { room, link, auth } = await owner.makeRoom()
    expect((await owner.call('DELETE', `/rooms/${room}`)).status).toBe(200)
    expect((await ask(room, link, auth)).status).toBe(404)
    expect((await owner.call('POST', '/rooms', { room, ...hung() })).status).toBe(404)
    expect((await owner.call('DELETE', `/rooms/${room}`)).status).toBe(404)
    expect(await (await owner.call('GET', '/rooms')).text()).not.toContain(room)
  })
})

describe('the door', () => {
  test('HT14 wrong room, link or proof, a renewed link, an erased room: one and the same answer', async () => {
    const { anna: owner } = therapists()
    const good = await owner.makeRoom()
    const old = await owner.makeRoom()
    const erased = await owner.makeRoom()
    await owner.renew(old)
    await owner.call('DELETE', `/rooms/${erased.room}`)
    const opened = await ask(good.room, good.link, good.auth)
    expect(opened).toMatchObject({ status: 200, body: '{"bundle":{"rev":1,"box":"AAAA"}}' })

    const answers = await Promise.all([
      ask(fresh(), good.link, good.auth),
      ask('not-an-id', good.link, good.auth),
      ask(good.room, fresh(), good.auth),
      ask(good.room, good.link, secret()),
      ask(good.room, old.link, good.auth),
      ask(old.room, old.link, old.auth),
      ask(erased.room, erased.link, erased.auth),
    ])
    expect(answers[0]).toMatchObject({ status: 404, body: '{"refusal":{"code":"noSuchRoom"}}' })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  test('HT15 a renewed link opens with its own bundle', async () => {
    const { anna: owner } = therapists()
    const renewed = await owner.renew(await owner.makeRoom())
    expect((await ask(renewed.room, renewed.link, renewed.auth)).status).toBe(200)
  })
})
