import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOUR, MINUTE } from '@fermata/shared/clock'
import { CLIENT, type RoomId, type SessionId } from '@fermata/shared/ids'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { change, facts, id } from '../contract/bench.contract.ts'
import { COMMAND_MEMORY } from '../port.ts'
import { Engine } from './disk/engine.ts'
import { openEmbeddedStore, type EmbeddedStore } from './open.ts'
import type { Tables } from './disk/tables.ts'

let directory: string
let clock: ManualClock
let store: EmbeddedStore
let room: RoomId
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fermata-store-'))
  clock = new ManualClock()
  store = await openEmbeddedStore({ directory, clock })
  room = id<RoomId>()
  await store.rooms.create(room, 'fresh')
  await store.rooms.commit(change(room, 1, { change: { state: 'claimed', epochs: { [CLIENT]: 1 } } }))
})
afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

/** How many things each table really holds, past the rules of what is returned. */
async function held(): Promise<Record<keyof Tables, number>> {
  await store.close()
  const engine = new Engine(directory, clock)
  const counts = await engine.read((tables) =>
    Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.getCount()])),
  )
  await engine.close()
  store = await openEmbeddedStore({ directory, clock })
  return counts as Record<keyof Tables, number>
}

test('sweep: what is over is removed, what is not stays', async () => {
  const [over, kept] = [id<SessionId>(), id<SessionId>()]
  await store.rooms.commit(facts(room, over, 3, { forget: { session: over, at: clock.now() + HOUR } }))
  await store.rooms.commit(facts(room, kept, 2, { forget: { session: kept, at: clock.now() + 2 * HOUR } }))
  const until = clock.now() + HOUR
  await store.records.write('o', [
    { shelf: 's', key: 'over', expect: 0, value: 'v', until },
    { shelf: 's', key: 'longer', expect: 0, value: 'v', until },
    { shelf: 's', key: 'kept', expect: 0, value: 'v' },
  ])
  await store.records.write('o', [{ shelf: 's', key: 'longer', expect: 1, value: 'v', until: until + HOUR }])
  clock.advance(HOUR - 1)
  await store.sweep()
  expect(await held()).toMatchObject({ entries: 5, logs: 2, records: 3, answers: 3 })
  clock.advance(1)
  expect(await store.sweep()).toBe(2)
  expect(await held()).toMatchObject({ entries: 2, logs: 1, records: 2, answers: 3 })
  clock.advance(COMMAND_MEMORY)
  await store.sweep()
  expect(await held()).toEqual({ rooms: 1, entries: 0, logs: 0, records: 1, answers: 0, erased: 0, due: 0 })
})

test('sweep: happens by itself every minute, in portions', async () => {
  const until = clock.now() + 30_000
  const changes = Array.from({ length: 450 }, (_, n) => ({ shelf: 's', key: `${n}`, expect: 0, value: 'v', until }))
  await store.records.write('o', changes)
  clock.advance(MINUTE)
  const watcher = new Engine(directory, clock)
  await vi.waitUntil(async () => (await watcher.read((tables) => tables.records.getCount())) === 0)
  await watcher.close()
  expect(await held()).toMatchObject({ records: 0, due: 1 })
})

test('erase: leaves a tombstone and nothing else of the room, also nothing that is still due', async () => {
  const session = id<SessionId>()
  await store.rooms.commit(facts(room, session, 3, { forget: { session, at: clock.now() + HOUR } }))
  await store.rooms.commit(facts(room, id<SessionId>(), 1))
  await store.rooms.erase(room)
  expect(await held()).toEqual({ rooms: 0, entries: 0, logs: 0, records: 0, answers: 0, erased: 1, due: 0 })
})

test('the directory is open to nobody else', async () => {
  const inner = join(directory, 'made')
  const made = await openEmbeddedStore({ directory: inner, clock })
  expect((await stat(inner)).mode & 0o077).toBe(0)
  await made.close()
})
