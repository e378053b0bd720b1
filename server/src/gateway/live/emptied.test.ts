/** Two people in session, two server processes, and a Redis that is emptied under them. */
import { createClient } from 'redis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Cluster, startCluster } from '../../../../test/support/nodes/cluster.ts'
import type { Tab } from '../../../../test/support/practice/tab.ts'
import { callAs, openPractice, type TestLink, type TestTherapist } from '../../../../test/support/practice/therapist.ts'
import { connectWith, letIn, sealed, type Seated, visit } from '../../../../test/support/practice/visit.ts'

const WITHIN = { timeout: 15_000, interval: 20 }

let cluster: Cluster
let therapist: TestTherapist
let link: TestLink
let desk: Tab
let seated: Seated
beforeEach(async () => {
  cluster = await startCluster(2)
  therapist = await openPractice(cluster.origin, cluster.setupLink)
  link = await therapist.makeRoom()
  desk = await therapist.desk(undefined, cluster.at(0))
  desk.room = link.room
  await desk.view(() => true)
  seated = await letIn(desk, await visit({ origin: cluster.origin, at: cluster.at(1) }, link))
})
afterEach(() => cluster.dispose())

const health = async (index: number): Promise<number> => (await fetch(`${cluster.at(index)}/health`)).status
const log = (index: number): string => cluster.servers[index]?.output() ?? ''
const both = [0, 1] as const
const redisSays = async (...args: string[]): Promise<void> => {
  const client = createClient({ url: cluster.redis.url })
  await client.connect()
  await client.sendCommand(args).finally(() => client.destroy())
}

test('ST211 an emptied Redis ends no session: nobody is told that a room or link is gone, all waits until it is back', async () => {
  const copy = await cluster.redis.copy()
  const told = [desk.heard.length, seated.tab.heard.length]
  await redisSays('FLUSHALL')

  // At once, before anybody has looked: later, and neither "no such room" nor "signed out".
  const stranger = callAs(cluster.origin, null)
  const door = await stranger('POST', `/rooms/${link.room}/door`, { link: link.link, auth: link.auth })
  expect([door.status, await door.json()]).toMatchObject([503, { refusal: { code: 'unavailable' } }])
  expect((await therapist.call('GET', '/rooms')).status).toBe(503)
  await expect(connectWith({ origin: cluster.origin, at: cluster.at(0) }, link)).rejects.toThrow('unavailable')
  await expect(therapist.desk(undefined, cluster.at(1))).rejects.toThrow('unavailable')
  expect(await seated.tab.outcome({ type: 'post', epoch: 1, ...sealed(seated, 'client') })).toBe('unavailable')

  for (const index of both) {
    await vi.waitUntil(() => log(index).includes('"storeEmptied"'), WITHIN)
    expect(await health(index)).toBe(503)
    expect(log(index)).toContain('Please look at this: Redis is empty')
  }
  // For longer than leases last and links are looked at again.
  await vi.waitUntil(() => log(0).split('"at":"presence"').length > 3, { timeout: 30_000, interval: 100 })
  expect([desk.socket.connected, seated.tab.socket.connected]).toEqual([true, true])
  const since = [...desk.heard.slice(told[0]), ...seated.tab.heard.slice(told[1])]
  expect(since.filter(({ type }) => type !== 'envelope')).toEqual([])

  // A restart knows it as well: it waits, and prints no link for a new practice.
  const again = cluster.servers[1]?.restart()
  await vi.waitUntil(() => log(1).split('Redis is empty').length > 2, WITHIN)

  await cluster.redis.kill()
  await cluster.redis.putBack(copy)
  await cluster.redis.start()
  await again
  expect(cluster.servers[1]?.setupLink).toBeNull()
  await vi.waitUntil(async () => (await health(0)) === 200 && (await health(1)) === 200, WITHIN)
  const shown = await desk.view((view) => view.for === 'therapist' && view.session.phase === 'inProgress', told[0])
  expect(shown.for === 'therapist' && shown.session.session).toBe(seated.session)
}, 90_000)
