import { HOUR, SECOND } from '@fermata/shared/clock'
import { CLIENT, THERAPIST, type RoomId } from '@fermata/shared/ids'
import { expect, test } from 'vitest'
import type { Lease } from '../port.ts'
import { change, claimedRoom, id, lease, type Bench } from './bench.contract.ts'

export function leaseTests(bench: Bench): void {
  const leasesOf = async (room: RoomId): Promise<readonly Lease[] | undefined> =>
    (await bench.store.rooms.load(room))?.leases

  test('leases: taken at the current epoch, renewed, and over when their time is', async () => {
    const { clock, store } = bench
    const room = await claimedRoom(bench)
    const taken = lease(clock.now() + 15 * SECOND)
    expect(await store.rooms.renew([{ ...taken, room }])).toEqual([])
    expect(await leasesOf(room)).toEqual([taken])
    clock.advance(10 * SECOND)
    const renewed = { ...taken, until: clock.now() + 15 * SECOND }
    await store.rooms.renew([{ ...renewed, room }])
    clock.advance(15 * SECOND - 1)
    expect(await leasesOf(room)).toEqual([renewed])
    clock.advance(1)
    expect(await leasesOf(room)).toEqual([])
  })

  test('leases: those of another epoch, seat or room are refused, the others of the same call are taken', async () => {
    const { clock, store } = bench
    const [room, other] = [await claimedRoom(bench), await claimedRoom(bench)]
    const until = clock.now() + 15 * SECOND
    const good = { ...lease(until), room }
    const elsewhere = { ...lease(until), room: other }
    const refused = [
      { ...lease(until, { epoch: 0 }), room },
      { ...lease(until, { epoch: 2 }), room: other },
      { ...lease(until, { seat: THERAPIST }), room },
      { ...lease(until), room: id<RoomId>() },
    ]
    const answer = await store.rooms.renew([...refused, good, elsewhere])
    expect(new Set(answer)).toEqual(new Set(refused))
    expect(await leasesOf(room)).toHaveLength(1)
    expect(await leasesOf(other)).toHaveLength(1)
    expect(await store.rooms.renew([])).toEqual([])
  })

  test('leases: a new claim of the seat ends the lease of the old one, and its renewal is refused', async () => {
    const { clock, store } = bench
    const room = await claimedRoom(bench)
    const old = { ...lease(clock.now() + 15 * SECOND), room }
    await store.rooms.renew([old])
    await store.rooms.commit(change(room, 2, { change: { state: 'moved', epochs: { [CLIENT]: 2 } } }))
    expect(await leasesOf(room)).toEqual([])
    expect(await store.rooms.renew([old])).toEqual([old])
    const next = lease(old.until, { epoch: 2, node: 'two' })
    await store.rooms.renew([{ ...next, room }])
    expect(await leasesOf(room)).toEqual([next])
  })

  test('leases: whoever took it later has it; an earlier holder’s renewal is refused until it ends', async () => {
    const { clock, store } = bench
    const room = await claimedRoom(bench)
    const first = { ...lease(clock.now() + 15 * SECOND, { taken: 1 }), room }
    const second = { ...first, node: 'two', taken: 2 }
    expect(await store.rooms.renew([first])).toEqual([])
    expect(await store.rooms.renew([second])).toEqual([])
    expect(await store.rooms.renew([first])).toEqual([first])
    expect(await store.rooms.renew([{ ...first, taken: 2 }])).toHaveLength(1)
    expect((await leasesOf(room))?.map(({ node }) => node)).toEqual(['two'])
    clock.advance(15 * SECOND)
    const late = { ...first, until: clock.now() + 15 * SECOND }
    expect(await store.rooms.renew([late])).toEqual([])
  })

  test('leases: released only by the node that holds them, at the epoch it holds', async () => {
    const { clock, store } = bench
    const room = await claimedRoom(bench)
    const held = lease(clock.now() + 15 * SECOND)
    await store.rooms.renew([{ ...held, room }])
    await store.rooms.release(room, { ...held, node: 'two' })
    await store.rooms.release(room, { ...held, epoch: 2 })
    await store.rooms.release(room, { ...held, seat: THERAPIST })
    await store.rooms.release(id<RoomId>(), held)
    expect(await leasesOf(room)).toEqual([held])
    await store.rooms.release(room, held)
    expect(await leasesOf(room)).toEqual([])
  })

  test('ST260 leases: a clock that is set back keeps none beyond its time, and one set forward refuses no renewal', async () => {
    const { clock, store } = bench
    const room = await claimedRoom(bench)
    for (const jump of [-HOUR, 2 * HOUR]) {
      await store.rooms.renew([{ ...lease(clock.now() + 15 * SECOND), room }])
      clock.setWall(jump)
      const renewed = lease(clock.now() + 15 * SECOND)
      expect(await store.rooms.renew([{ ...renewed, room }])).toEqual([])
      expect(await leasesOf(room)).toEqual([renewed])
      clock.setWall(-jump / 2)
      clock.advance(15 * SECOND)
      expect(await leasesOf(room)).toEqual([])
    }
  })

  test('ST260 leases: after the clock was set back, one of a process that is gone holds no later connection up', async () => {
    const { clock, store } = bench
    const room = await claimedRoom(bench)
    await store.rooms.renew([{ ...lease(clock.now() + 15 * SECOND, { node: 'gone', taken: 9 }), room }])
    clock.setWall(-HOUR)
    clock.advance(15 * SECOND)
    expect(await store.rooms.renew([{ ...lease(clock.now() + 15 * SECOND, { taken: 3 }), room }])).toEqual([])
  })

  test('leases: each seat has its own; erasing the room ends them', async () => {
    const { clock, store } = bench
    const room = await claimedRoom(bench)
    await store.rooms.commit(change(room, 2, { change: { state: 's', epochs: { [CLIENT]: 1, [THERAPIST]: 4 } } }))
    const both = [lease(clock.now() + SECOND), lease(clock.now() + SECOND, { seat: THERAPIST, epoch: 4 })]
    await store.rooms.renew(both.map((one) => ({ ...one, room })))
    expect(new Set(await leasesOf(room))).toEqual(new Set(both))
    await store.rooms.erase(room)
    expect(await store.rooms.renew(both.map((one) => ({ ...one, room })))).toHaveLength(2)
  })
}
