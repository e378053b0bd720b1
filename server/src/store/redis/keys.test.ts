import { HOUR, SECOND } from '@fermata/shared/clock'
import { CLIENT, type RoomId, type SessionId } from '@fermata/shared/ids'
import { createClient } from 'redis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { realClock } from '../../../../test/support/real-clock.ts'
import { startRedis, type RedisServer } from '../../../../test/support/redis-server.ts'
import { change, facts, id, lease } from '../contract/bench.contract.ts'
import { COMMAND_MEMORY, type Store } from '../port.ts'
import { openRedisStore } from './open.ts'

let redis: RedisServer
let store: Store
let room: RoomId
let look: ReturnType<typeof connectionTo>

const connectionTo = (url: string) => createClient({ url })

beforeAll(async () => {
  redis = await startRedis()
  store = await openRedisStore({ url: redis.url, clock: realClock })
  look = connectionTo(redis.url)
  await look.connect()
})
afterAll(async () => {
  await store.close()
  look.destroy()
  await redis.dispose()
})
beforeEach(async () => {
  await look.flushAll()
  room = id<RoomId>()
  await store.rooms.create(room, 'fresh')
  await store.rooms.commit(change(room, 1, { change: { state: 'claimed', epochs: { [CLIENT]: 1 } } }))
})

/** Whether Redis itself lets this key go, at `after` milliseconds from now or up to ten seconds later. */
async function expectGone(key: string, after: number): Promise<void> {
  const left = await look.pTTL(key)
  expect(left).toBeGreaterThan(after)
  expect(left).toBeLessThan(after + 10 * SECOND)
}

describe('In Redis', () => {
  test('every key of a room has the room\'s hash tag, every key of an owner the owner\'s', async () => {
    await store.rooms.commit(facts(room, id<SessionId>(), 1))
    await store.rooms.renew([{ ...lease(store.now() + HOUR), room }])
    await store.records.write('anna', [{ shelf: 's', key: 'k', expect: 0, value: 'v' }])
    const keys = await look.keys('*')
    const strangers = keys.filter((key) => !key.startsWith(`tr:{${room}}:`) && !key.startsWith('tr:{anna}:'))
    expect(strangers).toEqual([])
    expect(keys.length).toBeGreaterThan(6)
  })

  test('erase leaves the tombstone and nothing else', async () => {
    const session = id<SessionId>()
    await store.rooms.commit(facts(room, session, 1, { forget: { session, at: store.now() + HOUR } }))
    await store.rooms.commit(facts(room, id<SessionId>(), 1))
    await store.rooms.renew([{ ...lease(store.now() + HOUR), room }])
    await store.rooms.erase(room)
    expect(await look.keys('*')).toEqual([`tr:{${room}}:erased`])
  })

  test('a log to be forgotten goes by itself, also when it is begun after that was said', async () => {
    const session = id<SessionId>()
    const log = `tr:{${room}}:log:${session}`
    await store.rooms.commit(facts(room, session, 0, { forget: { session, at: store.now() + HOUR } }))
    await store.rooms.commit(facts(room, session, 1))
    await expectGone(log, HOUR - SECOND)
    await store.rooms.commit(facts(room, session, 1, { forget: { session, at: store.now() + 2 * HOUR } }))
    await expectGone(log, 2 * HOUR - SECOND)
  })

  test('command ids and leases go by themselves', async () => {
    await store.rooms.renew([{ ...lease(store.now() + 15 * SECOND), room }])
    await expectGone(`tr:{${room}}:commands`, COMMAND_MEMORY - SECOND)
    await expectGone(`tr:{${room}}:commands:due`, COMMAND_MEMORY - SECOND)
    await expectGone(`tr:{${room}}:leases`, 14 * SECOND)
  })

  test('a record with an end goes by itself, and its shelf with the last of them', async () => {
    const until = store.now() + HOUR
    const [short, long] = [{ shelf: 's', key: 'a', value: 'v', until }, { shelf: 's', key: 'b', value: 'v' }]
    await store.records.write('anna', [{ ...short, expect: 0 }])
    await expectGone('tr:{anna}:record:1:s:a', HOUR - SECOND)
    await expectGone('tr:{anna}:shelf:s', HOUR - SECOND)
    await store.records.write('anna', [{ ...long, expect: 0 }])
    expect(await look.pTTL('tr:{anna}:shelf:s')).toBe(-1)
    await store.records.write('anna', [{ ...long, value: null, expect: 1 }])
    await expectGone('tr:{anna}:shelf:s', HOUR - SECOND)
    await store.records.write('anna', [{ ...short, value: null, expect: 1 }])
    expect(await look.keys('tr:{anna}*')).toEqual([])
  })
})
