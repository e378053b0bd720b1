import { HOUR, MINUTE, SECOND } from '@fermata/shared/clock'
import type { SessionId } from '@fermata/shared/ids'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decide, evolve } from '@fermata/shared/session'
import { Ear, name, openSeatedBench, type SeatedBench } from '../../../../test/support/practice/room-bench.ts'
import {
  comeBack, DESK, enter, knock, leave, OTHER_DESK, OTHER_TAB, resume, TAB,
} from '../../../../test/support/session/bench.ts'
import { epochsOf, waitingPlace } from './places.ts'
import { Presence } from './presence.ts'

let bench: SeatedBench
let desk: Ear
let tab: Ear
let session: SessionId
beforeEach(async () => {
  bench = await openSeatedBench()
  ;({ session, desk, tab } = bench)
})
afterEach(() => bench.dispose())

const leases = async () => (await bench.store.rooms.load(bench.room))?.leases ?? []
const clientSeen = () => (desk.last?.for === 'therapist' ? desk.last.client : null)
const therapistSeen = () =>
  tab.last?.for === 'client' && tab.last.you.standing === 'seated' ? tab.last.you.therapist : null

describe('attendance', () => {
  test('RO1 who sits and is connected has a lease of fifteen seconds, and is here', async () => {
    const until = bench.clock.now() + 15 * SECOND
    expect((await leases()).map((lease) => [lease.seat, lease.device, lease.until])).toEqual([
      ['T', DESK, until], ['C', TAB, until],
    ])
    expect([clientSeen(), therapistSeen()]).toEqual([{ state: 'here' }, { state: 'here' }])
  })

  test('RO2 leases are renewed every five seconds, for as long as the connections last', async () => {
    bench.presence.start()
    for (let turns = 0; turns < 12; turns++) {
      bench.clock.advance(5 * SECOND)
      await bench.idle()
      expect((await leases()).map((lease) => lease.until - bench.clock.now())).toEqual([15 * SECOND, 15 * SECOND])
    }
    bench.presence.stop()
    // That of the session’s four hours (RO31) stands.
    expect(bench.timers()).toBe(1)
  })

  test('RO3 without renewal a seat is away fifteen seconds later, since the moment its lease ended', async () => {
    const ends = bench.clock.now() + 15 * SECOND
    bench.hub.remove(bench.room, tab)
    bench.clock.advance(15 * SECOND - 1)
    await bench.rooms.publish(bench.room)
    expect(clientSeen()).toEqual({ state: 'here' })
    bench.clock.advance(1)
    await bench.rooms.publish(bench.room)
    expect(clientSeen()).toEqual({ state: 'away', since: ends })
    bench.clock.advance(10 * MINUTE)
    await bench.rooms.publish(bench.room)
    expect(clientSeen()).toEqual({ state: 'away', since: ends })
  })

  test('RO260 a clock set back or forward shows nobody as away, and ends no session', async () => {
    for (const jump of [-3 * HOUR, 2 * HOUR]) {
      bench.clock.setWall(jump)
      await bench.rooms.publish(bench.room)
      expect([clientSeen(), therapistSeen()]).toEqual([{ state: 'here' }, { state: 'here' }])
      expect(desk.last?.for === 'therapist' && desk.last.session.phase).toBe('inProgress')
    }
  })

  test('RO260 a clock set back or forward keeps nobody here who is gone, nor moves since when they are away', async () => {
    bench.hub.remove(bench.room, tab)
    bench.clock.setWall(-HOUR)
    bench.clock.advance(15 * SECOND)
    await bench.rooms.publish(bench.room)
    for (const jump of [0, -HOUR, 3 * HOUR]) {
      bench.clock.setWall(jump)
      bench.clock.advance(MINUTE)
      await bench.rooms.publish(bench.room)
      const seen = clientSeen()
      const minutes = seen?.state === 'away' ? (bench.clock.now() - seen.since) / MINUTE : null
      expect(minutes).toBe([0, -HOUR, 3 * HOUR].indexOf(jump) + 1)
    }
    await bench.run(enter(DESK))
    expect(desk.last?.for === 'therapist' && desk.last.session.phase, 'a jump is not half an hour without anybody').toBe('inProgress')
  })

  test('RO4 a connection that closes makes its seat away at once; the others are shown it', async () => {
    bench.clock.advance(3 * SECOND)
    await bench.rooms.left(bench.room, tab)
    expect(clientSeen()).toEqual({ state: 'away', since: bench.clock.now() })
    expect((await leases()).map((lease) => lease.seat)).toEqual(['T'])
    await bench.rooms.left(bench.room, desk)
    expect(await leases()).toEqual([])
  })

  test('RO5 an old connection that closes takes nothing from the same tab, connected again', async () => {
    bench.listen(new Ear('client', TAB))
    await bench.rooms.left(bench.room, tab)
    expect(clientSeen()).toEqual({ state: 'here' })
    expect(await leases()).toHaveLength(2)
  })

  test('RO5 neither does a stranger’s, nor one that never proved to be that tab', async () => {
    for (const ear of [new Ear('client', OTHER_DESK), new Ear('client', TAB, false), new Ear('therapist', TAB)]) {
      bench.listen(ear)
      await bench.rooms.left(bench.room, ear)
    }
    expect(await leases()).toHaveLength(2)
    expect(clientSeen()).toEqual({ state: 'here' })
  })

  test('RO6 a seat that moved is not renewed for the device that had it', async () => {
    const phone = bench.listen(new Ear('therapist', OTHER_DESK))
    await bench.run(enter(OTHER_DESK))
    expect((await leases()).find((lease) => lease.seat === 'T')).toMatchObject({ device: OTHER_DESK, epoch: 2 })
    bench.hub.remove(bench.room, phone)
    bench.presence.start()
    bench.clock.advance(5 * SECOND)
    await bench.rooms.left(bench.room, phone)
    expect((await leases()).map((lease) => lease.seat)).toEqual(['C'])
    expect(therapistSeen()).toMatchObject({ state: 'away' })
  })

  test('RO7 a client who left is not here, whatever their connection does; who comes back is', async () => {
    await bench.run(leave(session))
    expect(clientSeen()).toMatchObject({ state: 'left' })
    await bench.run(comeBack(session))
    expect(clientSeen()).toEqual({ state: 'here' })
  })

  test('RO8 a tab away for more than half an hour must knock; up to then it goes on', async () => {
    await bench.rooms.left(bench.room, tab)
    bench.clock.advance(30 * MINUTE)
    await bench.run(resume('token of tab', 'second'))
    expect((await bench.rooms.now(bench.room))?.state.client.held).toBe(true)
    bench.clock.advance(1)
    await bench.run(resume('second', 'third'))
    expect((await bench.rooms.now(bench.room))?.state.client.held).toBe(false)
  })

  test('RO9 after a restart a seat is away since it was first missed, and that moment stands', async () => {
    const { clock, room } = bench
    const restarted = new Presence(bench.store, clock, 'new', { onFault: () => undefined, onLost: () => undefined })
    const loaded = await bench.store.rooms.load(room)
    const state = (await bench.rooms.now(room))?.state
    if (state === undefined || loaded === null) throw new Error('no room')
    const first = restarted.leases(room, state, [], clock.now())
    expect(first.map((lease) => lease.until)).toEqual([clock.now(), clock.now()])
    clock.advance(MINUTE)
    expect(restarted.leases(room, state, [], clock.now())).toEqual(first)
    expect(restarted.leases(room, state, loaded.leases, clock.now())).toEqual(loaded.leases)
  })
})

describe('two connections of one tab', () => {
  test('RO46 one that is dead, and gets a place only now, takes it from none that came after it', async () => {
    const { room, clock, store, rooms } = bench
    const stale = bench.listen(new Ear('client', OTHER_TAB))
    await rooms.publish(room)
    clock.advance(SECOND)
    // The tab is connected elsewhere by now, and has its place at the door there.
    await store.rooms.commit({
      room, command: name(), expect: { version: (await rooms.now(room))?.version ?? 0 }, durable: false,
      change: await knocking(),
    })
    const seat = waitingPlace(OTHER_TAB)
    const elsewhere = { seat, epoch: 1, device: OTHER_TAB, node: 'elsewhere', taken: stale.nth + 1, until: clock.now() + 15 * SECOND, room }
    expect(await store.rooms.renew([elsewhere])).toEqual([])
    clock.advance(SECOND)
    await rooms.publish(room)
    expect(stale.wasCut).toBe(true)
    expect((await leases()).find((lease) => lease.seat === seat)?.node).toBe('elsewhere')
  })

  /** The state with a knock of the other tab, as another process decided it. */
  async function knocking() {
    const now = await bench.rooms.now(bench.room)
    if (now === null) throw new Error('no room')
    const circumstances = { now: now.now, nextSession: name<SessionId>(), clientLastSeen: null, lastHere: null }
    const decision = decide(now.state, knock(OTHER_TAB, session), circumstances)
    if (!decision.ok) throw new Error(decision.refusal.code)
    const after = decision.value.reduce(evolve, now.state)
    return { state: JSON.stringify(after), epochs: epochsOf(after) }
  }
})

describe('a store that is away', () => {
  test('RO10 does not stop the renewing: it goes on when the store is back', async () => {
    bench.presence.start()
    bench.store.away = true
    bench.clock.advance(5 * SECOND)
    await new Promise(setImmediate)
    expect(bench.faults.map((fault) => (fault as Error).name)).toEqual(['StoreUnavailable'])
    bench.store.away = false
    bench.clock.advance(5 * SECOND)
    await bench.idle()
    expect((await leases()).map((lease) => lease.until - bench.clock.now())).toEqual([15 * SECOND, 15 * SECOND])
  })

  test('RO11 while somebody goes: nothing is thrown, and the others see it as soon as it can be shown', async () => {
    bench.store.away = true
    await bench.rooms.left(bench.room, tab)
    expect(clientSeen()).toEqual({ state: 'here' })
    bench.store.away = false
    bench.clock.advance(15 * SECOND)
    await bench.idle()
    expect(clientSeen()).toMatchObject({ state: 'away' })
    expect(bench.timers()).toBe(1)
  })
})
