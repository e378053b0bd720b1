/** Redis of the other kinds: a change of primary, and a Cluster, are no alarm. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { realClock } from '../../../../test/support/real-clock.ts'
import { startRedisCluster } from '../../../../test/support/redis/cluster.ts'
import { startWatchedRedis } from '../../../../test/support/redis/watched.ts'
import { systemRandom } from '../../auth/hash.ts'
import { id } from '../contract/bench.contract.ts'
import { openStore } from '../open.ts'

async function open(url: string) {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-identity-'))
  const news: string[] = []
  const store = await openStore({ kind: 'redis', url }, {
    clock: realClock, random: systemRandom, erasedList: join(folder, 'erased.list'),
    advise: () => undefined, onNews: (one) => news.push(one), ifAway: 'wait',
  })
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  return { store, news }
}

test('ST214 a fail-over that loses nothing is taken neither for an emptied store nor for an older one', async () => {
  const watched = await startWatchedRedis()
  onTestFinished(() => watched.dispose())
  const { store, news } = await open(watched.url)
  const before = store.generation()
  await store.rooms.create(id(), 's')
  const [primary, replica] = watched.servers
  await primary.kill()
  await vi.waitUntil(async () => String(await watched.ask(replica, ['ROLE'])).startsWith('master'), { timeout: 20_000, interval: 50 })
  await primary.start()
  // A room is made, and one that is not there is believed not to be there.
  await vi.waitUntil(() => store.rooms.create(id(), 's').then(() => true, () => false), { timeout: 30_000, interval: 100 })
  expect(await store.rooms.load(id())).toBeNull()
  expect(store.generation()).toBe(before)
  expect(news.filter((one) => one !== 'unfit')).toEqual([])
  expect(await store.healthy()).toBe(true)
}, 90_000)

test('ST214 a Cluster has one identity, whichever of its servers is asked', async () => {
  const cluster = await startRedisCluster()
  onTestFinished(() => cluster.dispose())
  const [one, other] = [await open(cluster.url), await open(cluster.url)]
  expect(one.store.generation()).toBe(other.store.generation())
  for (let rooms = 0; rooms < 20; rooms++) {
    expect(await one.store.rooms.create(id(), 's')).toBe(true)
    expect(await other.store.rooms.load(id())).toBeNull()
  }
  expect([...one.news, ...other.news]).toEqual([])
}, 60_000)
