import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CLIENT, type RoomId, type SessionId } from '@fermata/shared/ids'
import { createClient } from 'redis'
import { expect, onTestFinished, test, vi } from 'vitest'
import { realClock } from '../../../../test/support/real-clock.ts'
import { type RedisServer, type RedisSettings, startRedis } from '../../../../test/support/redis-server.ts'
import { readRedisUrl } from '../../redis/address.ts'
import { change, envelope, facts, id } from '../contract/bench.contract.ts'
import { StoreUnfit } from '../port.ts'
import type { Finding } from './fitness.ts'
import { openRedisStore } from './open.ts'

async function redisWith(settings: RedisSettings): Promise<RedisServer> {
  const redis = await startRedis(settings)
  onTestFinished(() => redis.dispose())
  return redis
}

async function foundWith(settings: RedisSettings): Promise<Finding[]> {
  const { url } = await redisWith(settings)
  const found: Finding[] = []
  const store = await openRedisStore({ url, clock: realClock, onFinding: (finding) => found.push(finding) })
  await store.close()
  return found
}

test('ST20 an address is one server, a Sentinel or a Cluster, or none', () => {
  expect(readRedisUrl('redis://a:1/0?replicas=2')).toEqual({ place: { kind: 'single', url: 'redis://a:1/0' }, replicas: 2 })
  expect(readRedisUrl('rediss+sentinel://u:p%40@a,b:2/rooms?sentinelPassword=s')).toEqual({
    place: {
      kind: 'sentinel', name: 'rooms', sentinelPassword: 's', access: { tls: true, username: 'u', password: 'p@' },
      sentinels: [{ host: 'a', port: 26_379 }, { host: 'b', port: 2 }],
    },
    replicas: 1,
  })
  expect(readRedisUrl('redis+cluster://[::1]:7,b')).toEqual({
    place: { kind: 'cluster', access: { tls: false }, roots: [{ host: '::1', port: 7 }, { host: 'b', port: 6_379 }] }, replicas: 1,
  })
  for (const wrong of ['', 'http://a', 'redis+sentinel://a', 'redis+cluster://', 'redis://a?replicas=-1', 'redis+cluster://a:b']) {
    expect(readRedisUrl(wrong)).toBeNull()
  }
})

test.each(['allkeys-lru', 'volatile-ttl'])('ST21 a Redis with %s is refused', async (policy) => {
  const { url } = await redisWith({ 'maxmemory-policy': policy })
  await expect(openRedisStore({ url, clock: realClock })).rejects.toThrow(StoreUnfit)
})

test('ST22 what is set otherwise is found, and nothing where all is well', async () => {
  expect(await foundWith({})).toEqual([])
  expect(await foundWith({ appendfsync: 'everysec' })).toEqual(['fsyncNotAlways'])
  expect(await foundWith({ appendonly: 'no' })).toEqual(['noAppendOnly'])
})

test('ST24 after an erasure nothing of the room is in Redis’ files', async () => {
  const redis = await redisWith({})
  const store = await openRedisStore({ url: redis.url, clock: realClock })
  onTestFinished(() => store.close())
  const look = createClient({ url: redis.url })
  await look.connect()
  onTestFinished(() => look.destroy())
  const [room, session, canary] = [id<RoomId>(), id<SessionId>(), 'a-canary-that-must-not-be-found']
  await store.rooms.create(room, canary)
  await store.rooms.commit(change(room, 1, { change: { state: canary, epochs: { [CLIENT]: 1 } } }))
  await store.rooms.commit(facts(room, session, 0, { append: { session, envelopes: [envelope(session, 1, canary)] } }))
  const found = async (): Promise<boolean> => {
    const folder = join(redis.directory, 'appendonlydir')
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name)).catch(() => Buffer.of())))
    return files.some((file) => file.includes(canary))
  }
  expect(await found()).toBe(true)
  await store.rooms.erase(room)
  await store.compact()
  await vi.waitUntil(async () => !(await found()), { timeout: 30_000, interval: 50 })
  expect(await look.keys('*')).toEqual([`tr:{${room}}:erased`])
}, 40_000)
