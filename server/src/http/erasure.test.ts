import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CLIENT, type SessionId } from '@fermata/shared/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newSetupLink } from '../../../test/support/practice/setup-link.ts'
import { callAs, fresh, openPractice, secret, sha256, type TestLink, type TestTherapist } from '../../../test/support/practice/therapist.ts'
import { letIn, visit } from '../../../test/support/practice/visit.ts'
import { type ServerProcess, startServer } from '../../../test/support/server.ts'

let server: ServerProcess
let anna: TestTherapist
let bert: TestTherapist
beforeAll(async () => {
  server = await startServer()
  anna = await openPractice(server.origin, server.setupLink)
  bert = await openPractice(server.origin, await newSetupLink(server))
})
afterAll(() => server.dispose())

const statusOf = async (asked: Promise<Response>): Promise<number> => (await asked).status
const codeOf = async (asked: Promise<Response>) => ((await (await asked).json()) as { refusal?: { code: string } }).refusal?.code ?? 'done'
const put = ({ room, link, auth }: TestLink, session: SessionId) =>
  callAs(server.origin, null)('PUT', `/rooms/${room}/reflections`, {
    link, auth, session, seat: CLIENT, rev: 1, psk: 'session', box: 'A'.repeat(5_570), own: null,
  })
const shared = async (by: TestTherapist, room: string): Promise<number> =>
  ((await (await by.call('GET', `/rooms/${room}/reflections`)).json()) as { reflections: unknown[] }).reflections.length

/** A room whose session has ended and was looked back on; `inSession` asks something before it ends. */
async function lookedBack(inSession: (link: TestLink, session: SessionId) => Promise<void> = () => Promise.resolve()) {
  const link = await anna.makeRoom()
  const [desk, visitor] = [await anna.desk(), await visit(server.origin, link)]
  const { session } = await letIn(desk, visitor)
  await inSession(link, session)
  await desk.ask({ type: 'finish', session })
  await visitor.tab.standing('over')
  expect(await statusOf(put(link, session))).toBe(200)
  for (const tab of [desk, visitor.tab]) tab.close()
  return { link, room: link.room, session }
}

/** All of Anna's rooms. */
const roomsOfAnna = async (): Promise<string[]> =>
  ((await (await anna.call('GET', '/rooms')).json()) as { rooms: { room: string }[] }).rooms.map(({ room }) => room)

describe('erasure by the therapist', () => {
  test('ER1 one reflection goes and does not come back; another’s hand takes nothing', async () => {
    const { link, room, session } = await lookedBack()
    const path = `/rooms/${room}/reflections/${session}`
    expect(await codeOf(bert.call('DELETE', path))).toBe('noSuchRoom')
    expect(await statusOf(callAs(server.origin, null)('DELETE', path))).toBe(401)
    expect(await codeOf(anna.call('DELETE', `/rooms/${room}/reflections/not-an-id`))).toBe('noSuchRoom')
    expect(await shared(anna, room)).toBe(1)
    expect(await codeOf(anna.call('DELETE', path))).toBe('done')
    expect(await codeOf(anna.call('DELETE', path))).toBe('done')
    expect(await shared(anna, room)).toBe(0)
    expect(await codeOf(put(link, session))).toBe('superseded')
  })

  test('ER220 of a room that was erased no file of the store holds a byte: not of its door, its link, its session or a reflection', async () => {
    const { link, room, session } = await lookedBack()
    const written = [link.link, sha256(link.auth), session, 'A'.repeat(5_570)]
    const files = async (): Promise<string> => {
      const directory = server.environment['DATA_DIR'] ?? ''
      const names = (await readdir(directory)).filter((name) => name.includes('.mdb'))
      return (await Promise.all(names.map((name) => readFile(join(directory, name), 'latin1')))).join('\n')
    }
    const before = await files()
    expect(written.filter((text) => !before.includes(text)), 'what is looked for was there').toEqual([])
    await Promise.all((await roomsOfAnna()).filter((other) => other !== room).map((other) => anna.call('DELETE', `/rooms/${other}`)))
    expect(await statusOf(anna.call('DELETE', `/rooms/${room}`))).toBe(200)
    const after = await files()
    expect(written.filter((text) => after.includes(text))).toEqual([])
  })

  test('ER3 one session goes once it is over, and not before', async () => {
    const { room, session } = await lookedBack(async ({ room: name }, now) => {
      expect(await codeOf(anna.call('DELETE', `/rooms/${name}/sessions/${now}`))).toBe('outOfPhase')
    })
    expect(await codeOf(bert.call('DELETE', `/rooms/${room}/sessions/${session}`))).toBe('noSuchRoom')
    expect(await codeOf(anna.call('DELETE', `/rooms/${room}/sessions/${session}`))).toBe('done')
    expect(await shared(anna, room)).toBe(0)
    expect(await codeOf(anna.call('DELETE', `/rooms/${room}/sessions/${fresh<SessionId>()}`))).toBe('done')
  })

  test('ER6 everything goes only with the recovery code; then no sign-in, code or link of theirs opens anything', async () => {
    const { link, room } = await lookedBack()
    for (const code of [{ ...anna.recovery, recoveryAuth: secret() }, bert.recovery]) expect(await codeOf(anna.call('DELETE', '/account', code))).toBe('signedOut')
    expect(await shared(anna, room)).toBe(1)
    const response = await anna.call('DELETE', '/account', anna.recovery)
    expect([response.status, response.headers.getSetCookie()[0]]).toEqual([200, expect.stringContaining('Max-Age=0')])
    for (const path of ['/account', '/vault', '/rooms', `/rooms/${room}/reflections`]) expect(await statusOf(anna.call('GET', path)), path).toBe(401)
    expect(await codeOf(callAs(server.origin, null)('POST', '/sign-in', anna.recovery))).toBe('signedOut')
    expect(await codeOf(callAs(server.origin, null)('POST', `/rooms/${room}/door`, { link: link.link, auth: link.auth }))).toBe('noSuchRoom')
    expect(await statusOf(bert.call('GET', '/account'))).toBe(200)
    expect(server.output()).toContain('accountErased')
  })
})
