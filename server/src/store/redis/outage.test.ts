import type { Clock } from '@fermata/shared/clock'
import { CLIENT, type RoomId, type SessionId } from '@fermata/shared/ids'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startBlackHole } from '../../../../test/support/black-hole.ts'
import { realClock } from '../../../../test/support/real-clock.ts'
import { startRedis, type RedisServer } from '../../../../test/support/redis-server.ts'
import { change, facts, id, lease } from '../contract/bench.contract.ts'
import { DEADLINE_MS, StoreUnavailable, type Commit, type Store } from '../port.ts'
import { MOST_UNDER_WAY } from './connection.ts'
import { openRedisStore } from './open.ts'

/** A machine shared with other work answers a little late. */
const GRACE_MS = 1_000

let redis: RedisServer
const opened: Store[] = []

async function openStore(url = redis.url, clock: Clock = realClock): Promise<Store> {
  const store = await openRedisStore({ url, clock, node: 'test' })
  opened.push(store)
  return store
}

async function claimedRoom({ rooms }: Store): Promise<RoomId> {
  const room = id<RoomId>()
  await rooms.create(room, 'fresh')
  await rooms.commit(change(room, 1, { change: { state: 'claimed', epochs: { [CLIENT]: 1 } } }))
  return room
}

/** Resolves when the store answers again. */
async function backAgain(store: Store): Promise<void> {
  await vi.waitUntil(() => store.healthy(), { timeout: 10_000, interval: 20 })
}

beforeEach(async () => {
  redis = await startRedis()
})
afterEach(async () => {
  redis.thaw()
  await Promise.all(opened.splice(0).map((store) => store.close()))
  await redis.dispose()
})

describe('P6 unavailable: while Redis is out, the Redis store', () => {
  test('answers every call within the deadline when Redis hangs, and works again when it goes on', async () => {
    const store = await openStore()
    const room = await claimedRoom(store)
    redis.freeze()
    const began = performance.now()
    const calls = [
      store.rooms.create(id(), 's'),
      store.rooms.load(room),
      store.rooms.commit(change(room, 2)),
      store.rooms.read(room, id<SessionId>(), 0, 1),
      store.rooms.renew([{ ...lease(store.now() + 15_000), room }]),
      store.rooms.release(room, lease(0)),
      store.records.get('o', 's', 'k'),
      store.records.list('o', 's'),
      store.records.write('o', [{ shelf: 's', key: 'k', expect: 'any', value: 'v' }]),
    ]
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) })
    }
    expect(performance.now() - began).toBeLessThan(DEADLINE_MS + GRACE_MS)
    expect(await store.healthy()).toBe(false)
    redis.thaw()
    await backAgain(store)
    const { document } = (await store.rooms.load(room)) ?? {}
    // Whether the commit of the outage happened is unknown to us, but it happened wholly or not at all.
    expect([2, 3]).toContain(document?.version)
    expect(document?.state).toBe(document?.version === 3 ? 'after 2' : 'claimed')
  })

  test('refuses at once when Redis is dead, also at its first start, and works when it comes', async () => {
    await redis.kill()
    const store = await openStore()
    const began = performance.now()
    await expect(store.rooms.load(id())).rejects.toThrow(StoreUnavailable)
    expect(performance.now() - began).toBeLessThan(GRACE_MS)
    expect(await store.healthy()).toBe(false)
    await redis.start()
    await backAgain(store)
    expect(await store.rooms.create(id(), 's')).toBe(true)
  })

  test('leaves a connection that swallows everything, though it is written to all the time', async () => {
    const wire = await startBlackHole(redis.port)
    const store = await openStore(`redis://127.0.0.1:${wire.port}`)
    const room = await claimedRoom(store)
    wire.swallow()
    const began = performance.now()
    // Every call keeps the socket busy; each ends by itself, at its deadline at latest.
    let answered = 0
    const busy = setInterval(() => {
      void store.rooms.load(room).then(() => (answered += 1), () => undefined)
    }, 50)
    await vi.waitUntil(() => answered > 0, { timeout: 15_000, interval: 20 })
    clearInterval(busy)
    expect(performance.now() - began).toBeLessThan(DEADLINE_MS + 2 * GRACE_MS)
    await store.close()
    await wire.dispose()
  })
})

test('ST25 of thousands of calls to a Redis that hangs, a bounded number waits and the rest is refused at once', async () => {
  const store = await openStore()
  const [room, session] = [await claimedRoom(store), id<SessionId>()]
  redis.freeze()
  const fact = facts(room, session, 1)
  let refused = 0
  const count = (thrown: unknown): void => {
    if (thrown instanceof StoreUnavailable) refused += 1
  }
  const calls = Array.from({ length: 20_000 }, () => store.rooms.commit(fact).then(() => undefined, count))
  const asked = performance.now()
  // Nothing was read or written meanwhile and no timer ran: these were refused without waiting for anything.
  await new Promise((resolve) => setImmediate(resolve))
  expect(refused).toBeGreaterThanOrEqual(20_000 - MOST_UNDER_WAY)
  await Promise.all(calls)
  expect(refused, 'none was answered').toBe(20_000)
  expect(performance.now() - asked).toBeLessThan(DEADLINE_MS + 2 * GRACE_MS)
  redis.thaw()
  await backAgain(store)
})

test('P4 durable: what was acknowledged outlives a killed Redis, once, and repeats are known', async () => {
  const store = await openStore()
  const [room, session] = [await claimedRoom(store), id<SessionId>()]
  const acknowledged: Commit[] = []
  const tried: Commit[] = []
  for (let kill = 0; kill < 3; kill++) {
    let alive = true
    const writer = async (): Promise<void> => {
      while (alive) {
        const fact = facts(room, session, 1)
        tried.push(fact)
        const answer = await store.rooms.commit(fact).catch(() => null)
        if (answer?.outcome === 'committed') acknowledged.push(fact)
      }
    }
    const goal = acknowledged.length + 100
    const writers = Promise.all([writer(), writer(), writer(), writer()])
    await vi.waitUntil(() => acknowledged.length >= goal, { timeout: 10_000, interval: 5 })
    const killed = redis.kill()
    alive = false
    await Promise.all([killed, writers])
    await redis.start()
    await backAgain(store)
  }
  const stored = (await store.rooms.read(room, session, 0, 100_000)).entries.map(({ envelope }) => envelope.id)
  expect(new Set(stored).size).toBe(stored.length)
  for (const { append } of acknowledged) expect(stored).toContain(append?.envelopes[0]?.id)
  // A client does not know which of its commits arrived, and sends them all again.
  for (const fact of tried) await store.rooms.commit(fact)
  expect((await store.rooms.read(room, session, 0, 0)).head).toBe(tried.length)
})

describe('time: the Redis store', () => {
  test('has the time of Redis, whatever the own clock says', async () => {
    const wrong: Clock = { ...realClock, now: () => Date.now() + 3_600_000 }
    const store = await openStore(redis.url, wrong)
    expect(Math.abs(store.now() - Date.now())).toBeLessThan(GRACE_MS)
    expect(await store.rooms.create(id(), 's')).toBe(true)
  })

  test('ST261 goes on with that time when the own clock is set back or forward', async () => {
    let jump = 0
    const store = await openStore(redis.url, { ...realClock, now: () => Date.now() + jump })
    for (jump of [-86_400_000, 86_400_000]) {
      expect(Math.abs(store.now() - Date.now())).toBeLessThan(GRACE_MS)
      expect(await store.rooms.create(id(), 's')).toBe(true)
    }
  })

  test('ST261 is refused by the scripts after the machine slept, reads the time anew and goes on', async () => {
    let jump = 0
    const store = await openStore(redis.url, { ...realClock, elapsed: () => performance.now() + jump })
    for (jump of [-86_400_000, 86_400_000]) {
      expect(Math.abs(store.now() - Date.now())).toBeGreaterThan(GRACE_MS)
      expect(await store.rooms.create(id(), 's')).toBe(true)
      expect(Math.abs(store.now() - Date.now())).toBeLessThan(GRACE_MS)
    }
  })
})
