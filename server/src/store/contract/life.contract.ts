import type { RoomId, SessionId } from '@fermata/shared/ids'
import { expect, test } from 'vitest'
import { StoreUnavailable } from '../port.ts'
import { change, claimedRoom, facts, id, lease, type Bench } from './bench.contract.ts'

export function lifeTests(bench: Bench): void {
  test('P4 durable: what was acknowledged is there after closing and opening again', async () => {
    const [room, erased, session] = [await claimedRoom(bench), await claimedRoom(bench), id<SessionId>()]
    const fact = facts(room, session, 3)
    await bench.store.rooms.commit(fact)
    await bench.store.rooms.commit(change(room, 2))
    await bench.store.rooms.erase(erased)
    await bench.store.records.write('anna', [{ shelf: 's', key: 'k', expect: 0, value: 'v' }])
    const before = await bench.store.rooms.load(room)
    const log = await bench.store.rooms.read(room, session, 0, 10)
    await bench.reopen()
    expect(await bench.store.rooms.load(room)).toEqual(before)
    expect(await bench.store.rooms.read(room, session, 0, 10)).toEqual(log)
    expect(await bench.store.rooms.commit(fact)).toMatchObject({ version: 2, at: 3, repeated: true })
    expect(await bench.store.rooms.create(erased, 'again')).toBe(false)
    expect(await bench.store.records.get('anna', 's', 'k')).toEqual({ rev: 1, value: 'v' })
  })

  test('P6 unavailable: a closed store says so to every call', async () => {
    const { clock, store } = bench
    const room = await claimedRoom(bench)
    expect(await store.healthy()).toBe(true)
    await store.close()
    expect(await store.healthy()).toBe(false)
    const calls: (() => Promise<unknown>)[] = [
      () => store.rooms.create(id<RoomId>(), 's'),
      () => store.rooms.load(room),
      () => store.rooms.commit(change(room, 2)),
      () => store.rooms.read(room, id<SessionId>(), 0, 1),
      () => store.rooms.renew([{ ...lease(clock.now() + 1), room }]),
      () => store.rooms.release(room, lease(0)),
      () => store.rooms.erase(room),
      () => store.records.get('o', 's', 'k'),
      () => store.records.list('o', 's'),
      () => store.records.write('o', [{ shelf: 's', key: 'k', expect: 'any', value: 'v' }]),
    ]
    for (const call of calls) await expect(call()).rejects.toThrow(StoreUnavailable)
    await store.close()
    expect(clock.waiting).toBe(0)
  })

  test('time: the store has the time of its clock', () => {
    bench.clock.advance(1234)
    expect(bench.store.now()).toBe(bench.clock.now())
  })
}
