import type { CommandId, DeviceId } from '@fermata/shared/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callAs, fresh, openPractice, secret, type TestTherapist } from '../../../../test/support/practice/therapist.ts'
import { letIn, sealed, type Seated, visit } from '../../../../test/support/practice/visit.ts'
import { type ServerProcess, startServer } from '../../../../test/support/server.ts'

let server: ServerProcess
let therapist: TestTherapist
beforeAll(async () => {
  server = await startServer()
  therapist = await openPractice(server.origin, server.setupLink)
})
afterAll(() => server.dispose())

async function session() {
  const link = await therapist.makeRoom()
  const desk = await therapist.desk()
  const client = await letIn(desk, await visit(server.origin, link))
  const word = { ...sealed(client, 'client', 'LAST'), link: link.link, auth: link.auth, device: client.device, proof: client.token, epoch: client.epoch }
  const say = async (more: Partial<typeof word> = {}) =>
    (await callAs(server.origin, null)('POST', `/rooms/${link.room}/last-word`, { ...word, ...more })).status
  return { link, desk, client, word, say }
}

/** What the desk finds in the room's log. */
async function log(desk: Awaited<ReturnType<TestTherapist['desk']>>, { session: of }: Seated) {
  const ack = await desk.ask({ type: 'pull', session: of, after: 0 })
  return ack.outcome === 'log' ? ack.entries.map(({ envelope }) => envelope.box) : ack.outcome
}

describe('the last word of a tab that is gone', () => {
  test('QL5 it is in the log once, and handed to the therapist, though no connection of the client’s stands', async () => {
    const { desk, client, say } = await session()
    client.tab.close()
    expect(await say()).toBe(200)
    expect(await say(), 'the same again').toBe(200)
    await desk.until((message) => (message.type === 'envelope' && message.delivered.envelope.box === 'LAST' ? true : undefined))
    expect(await log(desk, client)).toEqual(['LAST'])
    desk.close()
  })

  test('QL5 it is the very message that the socket may have brought already', async () => {
    const { desk, client, word, say } = await session()
    await client.tab.ask({ type: 'post', epoch: word.epoch, envelope: word.envelope, command: word.command })
    expect(await say()).toBe(200)
    expect(await log(desk, client)).toEqual(['LAST'])
    for (const tab of [desk, client.tab]) tab.close()
  })

  test('QL6 nobody else speaks so: not with the link alone, another device, an old epoch or another’s token', async () => {
    const { desk, client, word, say } = await session()
    const other = await session()
    expect(await say({ auth: secret() }), 'no link').toBe(404)
    for (const wrong of [
      { proof: secret() },
      { proof: other.word.proof },
      { device: fresh<DeviceId>() },
      { epoch: word.epoch - 1 },
      { command: fresh<CommandId>(), envelope: { ...word.envelope, from: word.envelope.to, to: word.envelope.from } },
    ]) expect(await say(wrong)).toBe(400)
    expect(await log(desk, client)).toEqual([])
    for (const tab of [desk, client.tab, other.desk, other.client.tab]) tab.close()
  })

  test('QL6 nor whoever was displaced, once another device has the seat', async () => {
    const { desk, client, link, say } = await session()
    const next = await letIn(desk, await visit(server.origin, link))
    expect(await say()).toBe(400)
    expect(await log(desk, next)).toEqual([])
    for (const tab of [desk, client.tab, next.tab]) tab.close()
  })
})
