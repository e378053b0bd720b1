/** The contract on one Redis and on a Cluster; `failover.test.ts` has Sentinel. */
import { createClient } from 'redis'
import { afterAll, beforeAll, describe } from 'vitest'
import { startRedisCluster, type RedisCluster } from '../../../../test/support/redis/cluster.ts'
import { startRedis, type RedisServer } from '../../../../test/support/redis-server.ts'
import type { OpenStore } from '../contract/bench.contract.ts'
import { describeStore } from '../store.contract.ts'
import { openRedisStore } from './open.ts'
import { uncorrectedTime } from './server-time.ts'

/** Opens a store at this URL, emptied by `empty`. */
const opener = (url: () => string, empty: () => Promise<unknown>): OpenStore => async (clock) => {
  await empty()
  const open = () => openRedisStore({ url: url(), clock, time: uncorrectedTime(clock) })
  let store = await open()
  return {
    store,
    async reopen() {
      await store.close()
      store = await open()
      return store
    },
    dispose: () => store.close(),
  }
}

describe('one server', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.dispose())

  describeStore('the Redis store', opener(() => redis.url, async () => {
    const cleaner = createClient({ url: redis.url })
    await cleaner.connect()
    await cleaner.flushAll()
    await cleaner.close()
  }))
})

describe('a Cluster', () => {
  let cluster: RedisCluster
  beforeAll(async () => {
    cluster = await startRedisCluster()
  })
  afterAll(() => cluster.dispose())

  describeStore('the Redis store on a Cluster', opener(() => cluster.url, () => cluster.everywhere(['FLUSHALL'])))
})
