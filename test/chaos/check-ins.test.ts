/**
 * Two servers and their Redis are killed, stopped and cut off while clients send check-ins: at the end each lies in
 * its own room's log, once. `CHECK_INS=100000 ROOMS=16` is the long form.
 */
import type { Envelope } from '@fermata/shared/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { type Cluster, startCluster } from '../support/nodes/cluster.ts'
import { sendAll } from '../support/nodes/sender.ts'
import { newSetupLink } from '../support/practice/setup-link.ts'
import type { Tab } from '../support/practice/tab.ts'
import { openPractice } from '../support/practice/therapist.ts'
import { letIn, visit } from '../support/practice/visit.ts'

const CHECK_INS = Number(process.env['CHECK_INS'] ?? 600)
const ROOMS = Number(process.env['ROOMS'] ?? 4)

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Each breaks something, and mends it. */
const FAULTS: readonly ((cluster: Cluster, turn: number) => Promise<void>)[] = [
  async ({ servers }, turn) => {
    await servers[turn % 2]?.kill()
    await servers[turn % 2]?.restart()
  },
  async ({ servers }, turn) => {
    const pid = servers[turn % 2]?.pid ?? 0
    process.kill(pid, 'SIGSTOP')
    await pause(1_500)
    process.kill(pid, 'SIGCONT')
  },
  async ({ redis }) => {
    await redis.kill()
    await pause(300)
    await redis.start()
  },
  async ({ balancer, servers }, turn) => {
    balancer.swallow(servers[turn % 2]?.port ?? 0)
    await pause(1_000)
    balancer.use(servers.map(({ port }) => port))
  },
  async ({ redis }) => {
    redis.freeze()
    await pause(1_200)
    redis.thaw()
  },
]

test(`SV20 of ${CHECK_INS} check-ins under kills, stalls and cuts none is lost, doubled or misdelivered`, { timeout: 90_000 + CHECK_INS * 20 }, async () => {
  const cluster = await startCluster(2)
  onTestFinished(() => cluster.dispose())
  const [first] = cluster.servers
  if (first === undefined) throw new Error('no server')
  const sessions = []
  for (let index = 0; index < ROOMS; index++) {
    const therapist = await openPractice(cluster.origin, index === 0 ? cluster.setupLink : await newSetupLink(first))
    const link = await therapist.makeRoom()
    const desk = await therapist.desk()
    desk.room = link.room
    await desk.view(() => true)
    const seated = await letIn(desk, await visit(cluster.origin, link))
    desk.close()
    sessions.push({ therapist, link, seated, desk })
  }

  let sending = true
  const sent = Promise.all(
    sessions.map(({ link, seated }) => sendAll(cluster.origin, link, seated, CHECK_INS / ROOMS)),
  ).finally(() => {
    sending = false
  })
  let faults = 0
  const breaking = (async () => {
    for (; sending || faults < FAULTS.length; faults++) {
      await FAULTS[faults % FAULTS.length]?.(cluster, faults)
      await pause(2_000)
    }
  })()
  const all = await sent
  await breaking

  for (const [index, { therapist, link, seated, desk }] of sessions.entries()) {
    const reader = await therapist.desk(desk.device)
    reader.room = link.room
    await reader.view(() => true)
    await reader.ask({ type: 'enter', media: 'flowing' })
    const log = await wholeLog(reader, seated.session)
    const ids = log.map(({ id }) => id)
    expect(new Set(ids).size, 'doubled').toBe(ids.length)
    expect(new Set(ids), 'lost, or in a foreign room').toEqual(new Set(all[index]?.map(({ id }) => id)))
    const foreign = log.filter(({ box }) => !Buffer.from(box, 'base64url').toString().startsWith(link.room))
    expect(foreign).toEqual([])
    reader.close()
  }
  console.info(`${CHECK_INS} check-ins, ${faults} faults`)
})

async function wholeLog(reader: Tab, session: Parameters<typeof sendAll>[2]['session']): Promise<Envelope[]> {
  const found: Envelope[] = []
  for (let after = 0; ; ) {
    const ack = await reader.ask({ type: 'pull', session, after })
    if (ack.outcome !== 'log') throw new Error(JSON.stringify(ack))
    found.push(...ack.entries.map(({ envelope }) => envelope))
    after = ack.entries.at(-1)?.at ?? ack.head
    if (after >= ack.head) return found
  }
}
