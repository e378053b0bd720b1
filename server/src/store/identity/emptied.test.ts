/** A store that is suddenly empty, or another one, under the servers that know it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLIENT, type RoomId, type SessionId } from '@fermata/shared/ids'
import { createClient } from 'redis'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { realClock } from '../../../../test/support/real-clock.ts'
import { type RedisServer, startRedis } from '../../../../test/support/redis-server.ts'
import { systemRandom } from '../../auth/hash.ts'
import { change, facts, id, lease } from '../contract/bench.contract.ts'
import { acceptStore, type IdentifiedStore, type Opening, openStore, type StoreConfig } from '../open.ts'
import { StoreUnavailable, StoreUnfit } from '../port.ts'

const WITHIN = { timeout: 10_000, interval: 20 }

let redis: RedisServer
let folder: string
const opened: IdentifiedStore[] = []
beforeEach(async () => {
  redis = await startRedis()
  folder = await mkdtemp(join(tmpdir(), 'fermata-identity-'))
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
  await redis.dispose()
  await rm(folder, { recursive: true })
})

/** One server's store, and what it told. `server` names where it keeps which store it knows. */
async function open(server: string, config: StoreConfig = { kind: 'redis', url: redis.url }) {
  const news: string[] = []
  const opening: Opening = {
    clock: realClock, random: systemRandom, erasedList: join(folder, server, 'erased.list'),
    advise: () => undefined, onNews: (one) => news.push(one), ifAway: 'giveUp',
  }
  const store = await openStore(config, opening)
  opened.push(store)
  return { store, news, opening }
}

const command = async (...args: string[]): Promise<unknown> => {
  const client = createClient({ url: redis.url })
  await client.connect()
  return client.sendCommand(args).finally(() => client.destroy())
}

async function claimedRoom({ rooms }: IdentifiedStore): Promise<RoomId> {
  const room = id<RoomId>()
  await rooms.create(room, 'fresh')
  await rooms.commit(change(room, 1, { change: { state: 'claimed', epochs: { [CLIENT]: 1 } } }))
  return room
}

describe('ST210 a Redis that was emptied', () => {
  test('answers nothing: not that a room is gone, a record is not there, or something new was made', async () => {
    const room = await claimedRoom((await open('one')).store)
    const calls: ((store: IdentifiedStore) => Promise<unknown>)[] = [
      ({ rooms }) => rooms.load(room),
      ({ rooms }) => rooms.commit(change(room, 2)),
      ({ rooms }) => rooms.create(id(), 's'),
      ({ rooms, now }) => rooms.renew([{ ...lease(now() + 15_000), room }]),
      ({ records }) => records.get('o', 's', 'k'),
      ({ records }) => records.list('o', 's'),
      ({ records }) => records.write('o', [{ shelf: 's', key: 'k', expect: 'any', value: 'v' }]),
    ]
    // Each asks on a store of its own, whose next look is still to come.
    const asked = await Promise.all(calls.map(async (call) => ({ call, store: (await open('one')).store })))
    await command('FLUSHALL')
    for (const { call, store } of asked) {
      await expect(call(store)).rejects.toThrow(StoreUnavailable)
      expect(await store.healthy()).toBe(false)
    }
  })

  test('is noticed by every server by itself, and stays unknown to a restart', async () => {
    const [one, other] = [await open('one'), await open('other')]
    await command('FLUSHALL')
    await vi.waitUntil(() => one.news.includes('emptied') && other.news.includes('emptied'), WITHIN)
    expect(await one.store.healthy()).toBe(false)
    await expect(open('one')).rejects.toThrow(StoreUnfit)
    expect(await command('KEYS', '*')).toEqual([])
  })

  test('is accepted at one server by the operator’s word, and by all that know the store before', async () => {
    const [one, other] = [await open('one'), await open('other')]
    const before = one.store.generation()
    await command('FLUSHALL')
    await vi.waitUntil(() => one.news.includes('emptied') && other.news.includes('emptied'), WITHIN)
    await acceptStore({ kind: 'redis', url: redis.url }, one.opening)
    await vi.waitUntil(async () => (await one.store.healthy()) && (await other.store.healthy()), WITHIN)
    expect([one.news, other.news]).toEqual([['emptied', 'ours'], ['emptied', 'ours']])
    expect(one.store.generation()).toBe(other.store.generation())
    expect(one.store.generation()).not.toBe(before)
    expect(await one.store.rooms.load(id())).toBeNull()
    await open('other')
  })

  test('that another installation filled is not taken for the one before', async () => {
    const { news } = await open('one')
    await command('FLUSHALL')
    await open('stranger')
    await vi.waitUntil(() => news.includes('replaced'), WITHIN)
  })
})

test('ST210 an embedded store that is empty where one was known is refused, until the operator accepts it', async () => {
  const config = (directory: string): StoreConfig => ({ kind: 'embedded', directory: join(folder, directory) })
  const first = await open('list', config('disk'))
  const generation = first.store.generation()
  await first.store.close()
  await expect(open('list', config('emptyDisk'))).rejects.toThrow(StoreUnfit)
  const again = await open('list', config('disk'))
  expect(again.store.generation()).toBe(generation)
  await again.store.close()
  await acceptStore(config('emptyDisk'), again.opening)
  await open('list', config('emptyDisk'))
})

describe('ST212 a Redis that is made unfit while the server runs', () => {
  test('without its append-only file is told of, and is not healthy until it has one again', async () => {
    const { store, news } = await open('one')
    await command('CONFIG', 'SET', 'appendonly', 'no')
    await vi.waitUntil(() => news.includes('unfit'), WITHIN)
    expect(await store.healthy()).toBe(false)
    expect(await store.rooms.load(id())).toBeNull()
    await command('CONFIG', 'SET', 'appendonly', 'yes')
    await vi.waitUntil(() => news.includes('fitAgain'), WITHIN)
    expect(await store.healthy()).toBe(true)
  })

  test('so that it drops keys is asked nothing more until that is mended', async () => {
    const { store, news } = await open('one')
    const room = await claimedRoom(store)
    await command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru')
    await vi.waitUntil(() => news.includes('unfit'), WITHIN)
    await expect(store.rooms.load(room)).rejects.toThrow(StoreUnavailable)
    expect(await store.healthy()).toBe(false)
    await command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction')
    await vi.waitUntil(() => store.healthy(), WITHIN)
    expect((await store.rooms.load(room))?.document.version).toBe(2)
  })
})

describe('ST213 a Redis that comes back without something it had acknowledged', () => {
  test('begins another generation for every server, once, and one server erases again', async () => {
    const [one, other] = [await open('one'), await open('other')]
    const room = await claimedRoom(one.store)
    const before = one.store.generation()
    const copy = await redis.copy()
    for (let version = 2; version < 6; version++) await one.store.rooms.commit(change(room, version))
    await redis.kill()
    await redis.putBack(copy)
    await redis.start()
    const answered = (): Promise<number> => one.store.rooms.load(room).then((found) => found?.document.version ?? 0, () => 0)
    await vi.waitUntil(answered, WITHIN)
    expect(await answered()).toBe(2)
    await vi.waitUntil(() => one.news.includes('wentBack') && other.news.includes('wentBack'), WITHIN)
    expect([one.news, other.news]).toEqual([['wentBack'], ['wentBack']])
    expect(one.store.generation()).toBe(other.store.generation())
    expect(one.store.generation()).not.toBe(before)
  }, 30_000)

  test('is told apart from one that was only away', async () => {
    const { store, news } = await open('one')
    const [room, session] = [await claimedRoom(store), id<SessionId>()]
    const before = store.generation()
    await store.rooms.commit(facts(room, session, 1))
    await redis.kill()
    await redis.start()
    await vi.waitUntil(() => store.healthy(), WITHIN)
    expect((await store.rooms.read(room, session, 0, 0)).head).toBe(1)
    expect([store.generation(), news]).toEqual([before, []])
  })
})
