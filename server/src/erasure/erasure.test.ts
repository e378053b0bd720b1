/** Erasure in both stores, cut short after every single step of it, and through the API. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLIENT, newId, type CommandId, type RoomId, type SessionId, type TherapistId } from '@fermata/shared/ids'
import type { Setup } from '@fermata/shared/protocol'
import { newRoom } from '@fermata/shared/session'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { startRedis } from '../../../test/support/redis-server.ts'
import { counting } from '../../../test/support/session/messages.ts'
import { anyPractice, accountOf, isErased, openPractice, therapistByRecovery, vaultOf } from '../auth/accounts.ts'
import { hashOf } from '../auth/hash.ts'
import { listRoom, ownerOf, roomsOf } from '../auth/links.ts'
import { newSetupToken } from '../auth/set-up.ts'
import { signedIn, signIn } from '../auth/sign-ins.ts'
import { keepReflection, reflectionsOf } from '../reflections/keep.ts'
import { Notes } from '../rooms/notes.ts'
import { openEmbeddedStore } from '../store/embedded/open.ts'
import { type Store, StoreUnavailable } from '../store/port.ts'
import { openRedisStore } from '../store/redis/open.ts'
import { uncorrectedTime } from '../store/redis/server-time.ts'
import { eraseAgain } from './again.ts'
import { eraseAccount, eraseReflection, eraseRoom, eraseSession, finishErasures } from './erase.ts'
import type { Erased, ErasedList } from './erased-list.ts'

const id = <Id extends string>() => newId<Id>(counting)
const secret = () => Buffer.from(counting.bytes(32)).toString('base64url')

async function openEmbedded(clock: ManualClock) {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-erasure-'))
  const store = await openEmbeddedStore({ directory, clock })
  return { store, close: () => store.close().then(() => rm(directory, { recursive: true })) }
}
async function openRedis(clock: ManualClock) {
  const redis = await startRedis()
  const store = await openRedisStore({ url: redis.url, clock, time: uncorrectedTime(clock) })
  return { store, close: () => store.close().then(() => redis.dispose()) }
}

/** The list beside the store, in memory. */
function listOf(all: Erased[] = []): ErasedList {
  return {
    add: (erased) => Promise.resolve(void all.push(erased)),
    all: () => Promise.resolve([...all]),
  }
}

/** The store, until it has been written to so often; then the process is as good as killed. */
function endingAfter(store: Store, writes: number): { store: Store; written: () => number } {
  let count = 0
  const mortal = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const method = Reflect.get(target, name) as (...given: unknown[]) => unknown
        if (!['write', 'commit', 'erase', 'create'].includes(String(name))) return method.bind(target)
        return (...given: unknown[]) => {
          if (count >= writes) return Promise.reject(new StoreUnavailable('killed'))
          count += 1
          return method.apply(target, given)
        }
      },
    })
  return { store: { ...store, rooms: mortal(store.rooms), records: mortal(store.records), now: () => store.now() }, written: () => count }
}

describe.each([['the embedded store', openEmbedded], ['the Redis store', openRedis]] as const)('in %s', (_name, open) => {
  const clock = new ManualClock()
  let opened: { store: Store; close: () => Promise<unknown> }
  beforeAll(async () => void (opened = await open(clock)))
  afterAll(() => opened.close())
  const partsOf = (store: Store, list = listOf()) => ({ store, notes: new Notes(store), random: counting, list })

  /** A therapist with two rooms; in the first a session has ended and was looked back on. */
  async function practice() {
    const { store } = opened
    const recoveryAuth = secret()
    const setup: Setup = {
      token: await newSetupToken(store, counting), therapist: id<TherapistId>(), recoveryId: id(), recoveryHash: hashOf(recoveryAuth),
      wraps: [{ wrap: id(), kind: 'recovery', box: 'AAAA' }], records: [{ record: id(), rev: 1, box: 'AAAA' }],
    }
    await openPractice(store, setup)
    const token = await signIn(store, counting, setup.therapist)
    const { therapist } = setup
    const rooms = [id<RoomId>(), id<RoomId>()] as const
    const session = id<SessionId>()
    for (const room of rooms) {
      const state = newRoom(session)
      const finished = { ...state, session: { ...state.session, phase: 'finished', endedAt: clock.now() } }
      await store.rooms.create(room, JSON.stringify(finished))
      await listRoom(store, therapist, room, { link: id(), authHash: hashOf(secret()), bundle: { rev: 1, box: 'AAAA' } })
      await store.rooms.commit({
        room, command: id<CommandId>(), expect: { version: 1 }, durable: true,
        append: { session, envelopes: [{ v: 1, id: id(), session, grant: id(), from: CLIENT, to: 'therapist' as never, class: 'fact', seq: 1, box: 'sealed' }] },
      })
      await write(room, session)
      await store.records.write(room, [{ shelf: 'notes', key: 'box', expect: 0, value: 'sealed' }])
    }
    return { therapist, token, rooms, session, recovery: { id: setup.recoveryId, auth: recoveryAuth } }
  }
  const write = (room: RoomId, session: SessionId, rev = 1) =>
    keepReflection(opened.store, room, { session, seat: CLIENT, rev, psk: 'session', box: `box ${rev}`, own: 'copy' })
  const remains = async (room: RoomId, session: SessionId) => ({
    room: (await opened.store.rooms.load(room)) !== null,
    door: await ownerOf(opened.store, room),
    log: (await opened.store.rooms.read(room, session, 0, 9)).head,
    reflections: (await reflectionsOf(opened.store, room)).length,
    notes: await opened.store.records.get(room, 'notes', 'box'),
  })
  const NOTHING = { room: false, door: null, log: 0, reflections: 0, notes: null }

  test('ER1 one session goes with its reflection and its log; the others and the room stay', async () => {
    const { rooms: [room, other], session, therapist } = await practice()
    expect(await eraseSession(partsOf(opened.store), room, session)).toEqual({ ok: true, value: null })
    expect(await remains(room, session)).toMatchObject({ room: true, door: therapist, log: 0, reflections: 0 })
    expect(await remains(other, session)).toMatchObject({ log: 1, reflections: 1 })
  })

  test('ER2 what was erased does not come back, though the client’s page still sends it', async () => {
    const { rooms: [room], session } = await practice()
    await eraseSession(partsOf(opened.store), room, session)
    for (const rev of [1, 2]) expect(await write(room, session, rev)).toMatchObject({ ok: false, refusal: { code: 'superseded' } })
    expect(await reflectionsOf(opened.store, room)).toEqual([])
  })

  test('ER3 a session that goes on is not erased', async () => {
    const [room, session] = [id<RoomId>(), id<SessionId>()]
    await opened.store.rooms.create(room, JSON.stringify(newRoom(session)))
    expect(await eraseSession(partsOf(opened.store), room, session)).toMatchObject({ ok: false, refusal: { code: 'outOfPhase' } })
  })

  test('ER4 cut short after any of its writes, the erasure of a room is finished at the next start', async () => {
    for (let writes = 0; ; writes++) {
      const { therapist, rooms: [room, other], session } = await practice()
      const mortal = endingAfter(opened.store, writes)
      const ended = await eraseRoom(partsOf(mortal.store), therapist, room).then(() => 'whole', () => 'cut')
      await finishErasures(partsOf(opened.store))
      if (writes > 0) expect(await remains(room, session), `after ${writes}`).toEqual(NOTHING)
      expect(await roomsOf(opened.store, therapist)).toHaveLength(writes === 0 ? 2 : 1)
      expect(await remains(other, session)).toMatchObject({ room: true, log: 1, reflections: 1, notes: { value: 'sealed' } })
      if (ended === 'whole') return expect(writes).toBeGreaterThan(4)
    }
  })

  test('ER5 cut short after any of its writes, the erasure of everything is finished at the next start', { timeout: 60_000 }, async () => {
    for (let writes = 0; ; writes++) {
      const one = await practice()
      const neighbour = await practice()
      const mortal = endingAfter(opened.store, writes)
      const ended = await eraseAccount(partsOf(mortal.store), one.therapist, () => undefined).then(() => 'whole', () => 'cut')
      await finishErasures(partsOf(opened.store))
      const { store } = opened
      if (writes > 0) {
        for (const room of one.rooms) expect(await remains(room, one.session), `after ${writes}`).toEqual(NOTHING)
        expect([await vaultOf(store, one.therapist), (await accountOf(store, one.therapist)).wraps, await roomsOf(store, one.therapist)]).toEqual([[], [], []])
        expect(await signedIn(store, one.token)).toBeNull()
        expect(await therapistByRecovery(store, one.recovery.id, one.recovery.auth)).toBeNull()
        expect(await store.records.list(`recovery:${one.recovery.id}`, 'account')).toEqual([])
        expect(await store.records.get('practice', 'account', one.therapist)).toBeNull()
        expect(await isErased(store, one.therapist)).toBe(true)
      }
      expect(await vaultOf(store, neighbour.therapist)).toHaveLength(1)
      expect(await signedIn(store, neighbour.token)).toBe(neighbour.therapist)
      expect(await anyPractice(store)).toBe(true)
      if (ended === 'whole') return expect(writes).toBeGreaterThan(10)
    }
  })

  test('ER15 what a backup brought back goes again at the start; what was never erased stays', async () => {
    const { store } = opened
    const [erased, kept] = [await practice(), await practice()]
    const { therapist, rooms: [first, second], session } = erased
    // As after a backup was brought back: the list says that they went, and they are there.
    const list = listOf([
      { what: 'reflection', room: first, session }, { what: 'session', room: second, session },
      { what: 'room', room: id<RoomId>() }, { what: 'session', room: id<RoomId>(), session },
    ])
    expect(await eraseAgain(partsOf(store, list))).toBe(2)
    expect(await remains(first, session)).toMatchObject({ room: true, log: 1, reflections: 0 })
    expect(await remains(second, session)).toMatchObject({ room: true, log: 0, reflections: 0 })
    expect(await eraseAgain(partsOf(store, list))).toBe(0)

    await list.add({ what: 'room', room: first })
    expect(await eraseAgain(partsOf(store, list))).toBe(1)
    expect(await remains(first, session)).toEqual(NOTHING)
    expect(await roomsOf(store, therapist)).toHaveLength(1)

    await list.add({ what: 'account', therapist })
    expect(await eraseAgain(partsOf(store, list))).toBe(1)
    expect([await remains(second, session), await isErased(store, therapist)]).toEqual([NOTHING, true])
    expect(await remains(kept.rooms[0], kept.session)).toMatchObject({ room: true, door: kept.therapist, log: 1, reflections: 1 })
    expect(await eraseAgain(partsOf(store, list))).toBe(0)
  })

  test('ER11 each erasure stands on the list before anything goes; what cannot be listed is not erased', async () => {
    const { therapist, rooms: [room, other], session } = await practice()
    const list = listOf()
    await eraseReflection(partsOf(opened.store, list), room, session)
    await eraseSession(partsOf(opened.store, list), room, session)
    await eraseRoom(partsOf(opened.store, list), therapist, room)
    expect(await list.all()).toEqual([
      { what: 'reflection', room, session }, { what: 'session', room, session }, { what: 'room', room },
    ])
    const full = { ...list, add: () => Promise.reject(new StoreUnavailable('full')) }
    for (const erase of [
      () => eraseReflection(partsOf(opened.store, full), other, session),
      () => eraseSession(partsOf(opened.store, full), other, session),
      () => eraseRoom(partsOf(opened.store, full), therapist, other),
      () => eraseAccount(partsOf(opened.store, full), therapist, () => undefined),
    ]) await expect(erase()).rejects.toThrow(StoreUnavailable)
    await finishErasures(partsOf(opened.store))
    expect(await remains(other, session)).toMatchObject({ room: true, log: 1, reflections: 1, notes: { value: 'sealed' } })
  })
})
