/** A room's sealed notes, in both stores. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DeviceId, newId, type RoomId, type SessionId } from '@fermata/shared/ids'
import { newRoom, type RoomState } from '@fermata/shared/session'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { type RedisServer, startRedis } from '../../../test/support/redis-server.ts'
import { counting, NOTES_BOX } from '../../../test/support/session/messages.ts'
import { openEmbeddedStore } from '../store/embedded/open.ts'
import type { Store } from '../store/port.ts'
import { openRedisStore } from '../store/redis/open.ts'
import { uncorrectedTime } from '../store/redis/server-time.ts'
import { Notes } from './notes.ts'

const box = (letter: string) => letter.repeat(NOTES_BOX.length)
const id = <Id extends string>() => newId<Id>(counting)
const therapist = { seat: 'therapist', device: id<DeviceId>() } as const
const client = { seat: 'client', device: id<DeviceId>() } as const

/** A room in progress in which this client's tab sits. */
const seatedIn = (state: RoomState): RoomState => ({
  ...state,
  client: { held: true, device: client.device, epoch: 1 } as RoomState['client'],
  session: { ...state.session, phase: 'inProgress' } as RoomState['session'],
})

async function openEmbedded() {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-notes-'))
  const store = await openEmbeddedStore({ directory, clock: new ManualClock() })
  return { store, close: () => store.close().then(() => rm(directory, { recursive: true })) }
}
async function openRedis() {
  const redis: RedisServer = await startRedis()
  const clock = new ManualClock()
  const store = await openRedisStore({ url: redis.url, clock, time: uncorrectedTime(clock) })
  return { store, close: () => store.close().then(() => redis.dispose()) }
}

describe.each([['the embedded store', openEmbedded], ['the Redis store', openRedis]] as const)('in %s', (_name, open) => {
  let opened: { store: Store; close: () => Promise<unknown> }
  beforeAll(async () => void (opened = await open()))
  afterAll(() => opened.close())

  async function room(change: (state: RoomState) => RoomState = seatedIn) {
    const name = id<RoomId>()
    await opened.store.rooms.create(name, JSON.stringify(change(newRoom(id<SessionId>()))))
    return { name, notes: new Notes(opened.store) }
  }
  const ok = { ok: true, value: { at: null } }
  const refused = (code: string) => ({ ok: false, refusal: { code } })

  test('RN4 the next revision is written, whichever of the two writes it, and read by both', async () => {
    const { name, notes } = await room()
    expect(await notes.read(name, client)).toEqual({ ok: true, value: { notes: null } })
    expect(await notes.write(name, client, { rev: 1, box: box('A') })).toEqual(ok)
    expect(await notes.write(name, therapist, { rev: 2, box: box('B') })).toEqual(ok)
    for (const who of [client, therapist]) {
      expect(await notes.read(name, who)).toEqual({ ok: true, value: { notes: { rev: 2, box: box('B') } } })
    }
  })

  test('RN4 the same revision again is taken as written before; any other is refused and changes nothing', async () => {
    const { name, notes } = await room()
    await notes.write(name, client, { rev: 1, box: box('A') })
    expect(await notes.write(name, client, { rev: 1, box: box('A') })).toEqual(ok)
    for (const given of [{ rev: 1, box: box('B') }, { rev: 3, box: box('A') }]) {
      expect(await notes.write(name, therapist, given)).toEqual(refused('superseded'))
    }
    expect(await notes.read(name, client)).toMatchObject({ value: { notes: { rev: 1, box: box('A') } } })
  })

  test('RN4 of twenty writes of one revision one is taken', async () => {
    const { name, notes } = await room()
    const letters = Array.from({ length: 20 }, (_, n) => String.fromCharCode(65 + n))
    const written = await Promise.all(letters.map((letter) => notes.write(name, client, { rev: 1, box: box(letter) })))
    expect(written.filter((one) => one.ok)).toHaveLength(1)
    const winner = letters[written.findIndex((one) => one.ok)] ?? ''
    expect(await notes.read(name, client)).toMatchObject({ value: { notes: { box: box(winner) } } })
  })

  test('RN5 a client’s tab that does not sit in the session reads and writes nothing', async () => {
    const outside = await room((state) => state)
    const other = { seat: 'client', device: id<DeviceId>() } as const
    const inside = await room()
    for (const [{ name, notes }, who] of [[outside, client], [inside, other]] as const) {
      expect(await notes.read(name, who)).toEqual(refused('notForYourSeat'))
      expect(await notes.write(name, who, { rev: 1, box: box('A') })).toEqual(refused('notForYourSeat'))
      expect(await notes.read(name, therapist)).toEqual({ ok: true, value: { notes: null } })
    }
  })

  test('RN6 after erasure nothing is left, and nothing is taken', async () => {
    const { name, notes } = await room()
    await notes.write(name, client, { rev: 1, box: box('A') })
    await notes.erase(name)
    await opened.store.rooms.erase(name)
    expect(await opened.store.records.list(name, 'notes')).toEqual([])
    expect(await notes.write(name, therapist, { rev: 1, box: box('A') })).toEqual(refused('noSuchRoom'))
    expect(await notes.read(name, therapist)).toEqual(refused('noSuchRoom'))
    expect(await opened.store.records.list(name, 'notes')).toEqual([])
  })
})
