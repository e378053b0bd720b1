/** A primary that Sentinels watch is killed while commits are under way. */
import { CLIENT, type RoomId, type SessionId } from '@fermata/shared/ids'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { realClock } from '../../../../test/support/real-clock.ts'
import { startWatchedRedis, type WatchedRedis } from '../../../../test/support/redis/watched.ts'
import { change, facts, id } from '../contract/bench.contract.ts'
import { StoreUnavailable, type Commit, type Store } from '../port.ts'
import { openRedisStore } from './open.ts'

let watched: WatchedRedis
let store: Store
let room: RoomId
beforeAll(async () => {
  watched = await startWatchedRedis()
  store = await openRedisStore({ url: watched.url, clock: realClock })
  room = id<RoomId>()
  await store.rooms.create(room, 'fresh')
  await store.rooms.commit(change(room, 1, { change: { state: 'claimed', epochs: { [CLIENT]: 1 } } }))
})
afterAll(async () => {
  await store.close()
  await watched.dispose()
})

test('ST26 a durable commit that no replica gets is not acknowledged, and stands once when it is repeated', async () => {
  const [, replica] = watched.servers
  const fact = facts(room, id<SessionId>(), 1)
  replica.freeze()
  await expect(store.rooms.commit(fact)).rejects.toThrow(StoreUnavailable)
  replica.thaw()
  await vi.waitUntil(() => store.rooms.commit(fact).then(() => true, () => false), { timeout: 10_000, interval: 50 })
  expect((await store.rooms.read(room, fact.append?.session ?? id(), 0, 10)).head).toBe(1)
}, 30_000)

test('ST23 the primary is killed under commits: none that was acknowledged is lost, none stands twice', async () => {
  const session = id<SessionId>()
  const [acknowledged, tried]: [Commit[], Commit[]] = [[], []]
  let stop = false
  const writer = async (): Promise<void> => {
    while (!stop) {
      const fact = facts(room, session, 1)
      tried.push(fact)
      const answer = await store.rooms.commit(fact).catch(() => null)
      if (answer?.outcome === 'committed') acknowledged.push(fact)
    }
  }
  const writers = Promise.all(Array.from({ length: 8 }, writer))
  await vi.waitUntil(() => acknowledged.length >= 200, { timeout: 20_000, interval: 5 })
  const [primary, replica] = watched.servers
  await primary.kill()
  const begun = performance.now()
  stop = true
  await writers
  await vi.waitUntil(async () => String(await watched.ask(replica, ['ROLE'])).startsWith('master'), { timeout: 20_000, interval: 50 })
  const log = () => store.rooms.read(room, session, 0, 1_000_000)
  await vi.waitUntil(() => log().then(() => true, () => false), { timeout: 20_000, interval: 50 })
  console.info(`${acknowledged.length} acknowledged, readable again ${Math.round(performance.now() - begun)} ms after the kill`)
  const stored = (await log()).entries.map(({ envelope }) => envelope.id)
  expect(new Set(stored).size).toBe(stored.length)
  expect(acknowledged.filter(({ append }) => !stored.includes(append?.envelopes[0]?.id ?? id()))).toEqual([])

  await primary.start()
  for (const fact of tried) {
    await vi.waitUntil(() => store.rooms.commit(fact).then(() => true, () => false), { timeout: 30_000, interval: 100 })
  }
  expect((await store.rooms.read(room, session, 0, 0)).head).toBe(tried.length)
}, 120_000)
