/** How long what is sealed stays, as the operator sets it; in both stores. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY, HOUR } from '@fermata/shared/clock'
import { CLIENT, newId, type RoomId, type SessionId } from '@fermata/shared/ids'
import { newRoom, type SessionEvent } from '@fermata/shared/session'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { startRedis } from '../../../test/support/redis-server.ts'
import { counting } from '../../../test/support/session/messages.ts'
import { readConfig } from '../config.ts'
import { retention } from '../rooms/retention.ts'
import { openEmbeddedStore } from '../store/embedded/open.ts'
import type { Store } from '../store/port.ts'
import { openRedisStore } from '../store/redis/open.ts'
import { uncorrectedTime } from '../store/redis/server-time.ts'
import { keepReflection, layBeside, reflectionsOf } from './keep.ts'

const id = <Id extends string>() => newId<Id>(counting)

async function openEmbedded(clock: ManualClock) {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-retention-'))
  const store = await openEmbeddedStore({ directory, clock })
  return { store, close: () => store.close().then(() => rm(directory, { recursive: true })) }
}
async function openRedis(clock: ManualClock) {
  const redis = await startRedis()
  const store = await openRedisStore({ url: redis.url, clock, time: uncorrectedTime(clock) })
  return { store, close: () => store.close().then(() => redis.dispose()) }
}

describe.each([['the embedded store', openEmbedded], ['the Redis store', openRedis]] as const)('in %s', (_name, open) => {
  const clock = new ManualClock()
  let opened: { store: Store; close: () => Promise<unknown> }
  beforeAll(async () => void (opened = await open(clock)))
  afterAll(() => opened.close())

  async function written(keepFor: number | null) {
    const [room, session] = [id<RoomId>(), id<SessionId>()]
    const state = newRoom(session)
    await opened.store.rooms.create(room, JSON.stringify({ ...state, session: { ...state.session, phase: 'finished', endedAt: clock.now() } }))
    const given = { session, seat: CLIENT, rev: 1, psk: 'session' as const, box: 'sealed', own: null }
    expect(await keepReflection(opened.store, room, given, keepFor)).toEqual({ ok: true, value: null })
    return { room, session, count: async () => (await reflectionsOf(opened.store, room)).length }
  }

  test('RT2 a reflection goes after its days, also when it was read meanwhile', async () => {
    const { room, session, count } = await written(30 * DAY)
    clock.advance(10 * DAY)
    expect((await layBeside(opened.store, room, { session, seat: CLIENT, rev: 1, own: 'copy', receipt: 'receipt' })).ok).toBe(true)
    clock.advance(20 * DAY - 1)
    expect(await count()).toBe(1)
    clock.advance(1)
    expect(await count()).toBe(0)
  })

  test('RT2 where nothing is set it stays', async () => {
    const { count } = await written(null)
    clock.advance(400 * DAY)
    expect(await count()).toBe(1)
  })
})

describe('what the operator sets', () => {
  const state = newRoom(id<SessionId>())
  const finished = [{ event: 'finished' }] as unknown as SessionEvent[]

  test('RT1 the log of an ended session goes as long after its end; two hours where nothing is set', () => {
    expect(retention(finished, state, 7, 5 * HOUR)).toEqual({ forget: { session: state.session.id, at: 7 + 5 * HOUR } })
    expect(retention(finished, state, 7)).toEqual({ forget: { session: state.session.id, at: 7 + 2 * HOUR } })
    const read = readConfig({ KEEP_SESSION_HOURS: '5', KEEP_REFLECTIONS_DAYS: '365' })
    expect(read.ok && read.config.keep).toEqual({ session: 5 * HOUR, reflections: 365 * DAY })
    const usual = readConfig({})
    expect(usual.ok && usual.config.keep).toEqual({ session: 2 * HOUR, reflections: null })
  })

  test.each([
    ['KEEP_SESSION_HOURS', '0'], ['KEEP_SESSION_HOURS', '49'], ['KEEP_SESSION_HOURS', '1.5'], ['KEEP_REFLECTIONS_DAYS', '1'], ['KEEP_REFLECTIONS_DAYS', 'ever'],
  ])('RT3 %s=%s keeps the server from starting, with a sentence', (name, value) => {
    expect(readConfig({ [name]: value })).toEqual({ ok: false, problem: expect.stringContaining(`${name} must be a whole number`) })
  })
})
