import { createClient } from 'redis'
import { afterAll, beforeAll } from 'vitest'
import { startRedis, type RedisServer } from '../../../../test/support/redis-server.ts'
import { describeStore } from '../store.contract.ts'
import { openRedisStore } from './open.ts'
import { uncorrectedTime } from './server-time.ts'

let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.dispose())

describeStore('the Redis store', async (clock) => {
  const cleaner = createClient({ url: redis.url })
  await cleaner.connect()
  await cleaner.flushAll()
  await cleaner.close()
  const open = () => openRedisStore({ url: redis.url, clock, time: uncorrectedTime(clock) })
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
})
