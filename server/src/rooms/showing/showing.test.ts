import { SECOND } from '@fermata/shared/clock'
import type { CommandId, SessionId } from '@fermata/shared/ids'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Ear, name, openRoomBench, type RoomBench } from '../../../../test/support/practice/room-bench.ts'
import {
  admit, DESK, enter, finish, knock, leave, notice, OTHER_DESK, OTHER_TAB, reopen, TAB, turnAway, withdraw,
} from '../../../../test/support/session/bench.ts'

let bench: RoomBench
let session: SessionId
beforeEach(async () => {
  bench = await openRoomBench()
  session = (await bench.rooms.now(bench.room))?.state.session.id as SessionId
})
afterEach(() => bench.dispose())

const standings = (ear: Ear) => ear.views.map((view) => (view.for === 'client' ? view.you.standing : view.for))

describe('what each is shown of a room', () => {
  test('RO20 a client’s tab is shown only what is new to it; a desk is shown everything', async () => {
    const outside = bench.listen(new Ear('client', OTHER_TAB))
    const unknown = bench.listen(new Ear('client', TAB, false))
    const desk = bench.listen(new Ear('therapist', DESK))
    for (const command of [
      knock(TAB, session), notice(TAB, session), enter(OTHER_DESK), admit(TAB, 'grant', DESK, session),
      leave(session),
    ]) await bench.run(command)
    expect(standings(outside)).toEqual(['outside'])
    expect(standings(unknown)).toEqual(['outside'])
    expect(desk.views).toHaveLength(5)
  })

  test('RO21 who asks is shown the room in any case', async () => {
    const outside = bench.listen(new Ear('client', TAB))
    await bench.rooms.publish(bench.room, outside)
    await bench.rooms.publish(bench.room, outside)
    await bench.rooms.publish(bench.room)
    expect(standings(outside)).toEqual(['outside', 'outside'])
  })

  test('RO22 a tab’s way: outside, waiting, noticed, in, out – each shown once', async () => {
    const tab = bench.listen(new Ear('client', TAB))
    await bench.rooms.publish(bench.room, tab)
    const way = [
      knock(TAB, session), notice(TAB, session), withdraw(TAB, session), knock(TAB, session, 'again' as never),
      turnAway(TAB, session),
    ]
    for (const command of way.slice(0, 4)) await bench.run(command)
    await bench.run({ by: 'therapist', device: DESK, type: 'turnAway', session, knock: 'again' as never })
    expect(standings(tab)).toEqual(['outside', 'waiting', 'waiting', 'outside', 'waiting', 'turnedAway'])
  })

  test('SE65 a displaced tab stands outside while the session is over, and is told again when it goes on', async () => {
    const tab = bench.listen(new Ear('client', TAB))
    const asks = (by: 'therapist' | 'client') => ({ ...reopen(by, session), device: by === 'client' ? OTHER_TAB : DESK })
    for (const command of [
      knock(TAB, session), admit(TAB, 'first', DESK, session), knock(OTHER_TAB, session), admit(OTHER_TAB, 'second', DESK, session),
      finish(DESK, session), asks('client'), asks('therapist'),
    ]) await bench.run(command)
    expect(standings(tab)).toEqual(['waiting', 'seated', 'displaced', 'outside', 'displaced'])
  })

  test('RO23 versions rise with every change, and no older view overtakes a newer one', async () => {
    const desk = bench.listen(new Ear('therapist', DESK))
    const changes = [
      knock(TAB, session), notice(TAB, session), enter(OTHER_DESK), enter(DESK), admit(TAB, 'grant', DESK, session),
    ]
    await Promise.all(changes.map((command) => bench.run(command).catch(() => undefined)))
    await bench.idle()
    const versions = desk.views.map((view) => view.version)
    expect(versions).toEqual([...versions].sort((a, b) => a - b))
    expect(desk.last?.version).toBe((await bench.rooms.now(bench.room))?.version)
  })

  test('RO24 many who ask at once are answered by few looks at the store', async () => {
    const ears = Array.from({ length: 50 }, () => bench.listen(new Ear('therapist', DESK, false)))
    bench.store.calls = 0
    await Promise.all(ears.map((ear) => bench.rooms.publish(bench.room, ear)))
    for (const ear of ears) expect(ear.views.length).toBeGreaterThan(0)
    expect(bench.store.calls).toBeLessThan(10)
  })

  test('RO25 a room that is no more, or in which nobody listens, is shown to nobody', async () => {
    await bench.rooms.publish(name())
    const desk = bench.listen(new Ear('therapist', DESK))
    await bench.store.rooms.erase(bench.room)
    await bench.rooms.publish(bench.room)
    expect(desk.heard).toEqual([])
    const entering = await bench.rooms.run(bench.room, enter(), name<CommandId>())
    expect(entering).toMatchObject({ refusal: { code: 'noSuchRoom' } })
  })
})

describe('a store that is away', () => {
  test('RO26 when a view is due: what was committed is answered so, and shown as soon as the store is back', async () => {
    const desk = bench.listen(new Ear('therapist', DESK))
    const { commit } = bench.store.rooms
    // The store goes away right after the commit.
    Object.assign(bench.store, { rooms: { ...proxied(bench), commit: async (...given: Parameters<typeof commit>) => {
      const committed = await commit(...given)
      bench.store.away = true
      return committed
    } } })
    expect(await bench.rooms.run(bench.room, knock(TAB, session), name<CommandId>())).toMatchObject({ ok: true })
    expect(desk.views).toEqual([])
    expect(bench.faults).toHaveLength(1)
    bench.store.away = false
    bench.clock.advance(SECOND)
    await bench.idle()
    expect(desk.last).toMatchObject({ session: { phase: 'arrived' } })
  })

  test('RO27 for long: one room waits with one timer, however often it should be shown', async () => {
    bench.listen(new Ear('therapist', DESK))
    bench.store.away = true
    for (let n = 0; n < 20; n++) await bench.rooms.publish(bench.room)
    expect(bench.timers()).toBe(1)
  })
})

describe('commands', () => {
  test('RO28 of many at once each is decided on what the one before left; none is lost, none done twice', async () => {
    const tabs = ['a', 'b', 'c'].map((device) => device as typeof TAB)
    await Promise.all(tabs.map((device) => bench.run(knock(device, session))))
    const { state } = (await bench.rooms.now(bench.room)) ?? {}
    expect(state?.session).toMatchObject({ phase: 'arrived', knocks: [{}, {}, {}] })
    const same = name<CommandId>()
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => bench.rooms.run(bench.room, turnAway(tabs[0], session), same)),
    )
    expect(asked.map((done) => done.ok)).toEqual(Array(5).fill(true))
    expect((await bench.rooms.now(bench.room))?.state.session).toMatchObject({ knocks: [{}, {}] })
  })

  test('SE40 a fact that crosses the end of its session is refused, and not in the log', async () => {
    await bench.run(knock(TAB, session))
    await bench.run(admit(TAB, 'grant', DESK, session))
    const { commit } = bench.store.rooms
    const plain = proxied(bench)
    let crossed = false
    Object.assign(bench.store, { rooms: { ...plain, commit: async (...given: Parameters<typeof commit>) => {
      if (given[0].append !== undefined && !crossed) {
        crossed = true
        await bench.run(finish(DESK, session))
      }
      return commit(...given)
    } } })
    const envelope = {
      v: 1, id: name(), session, grant: 'grant', from: 'C', to: 'T', class: 'fact', seq: 1, box: 'AAAA',
    } as never
    const posted = await bench.rooms.envelopes.post(bench.room, { seat: 'client', device: TAB }, 1, envelope, name<CommandId>())
    expect(posted).toEqual({ ok: false, refusal: { code: 'sessionOver' } })
    expect((await bench.store.rooms.read(bench.room, session, 0, 10)).head).toBe(0)
  })

  test('RO29 the log of a session that ended is let go two hours later', async () => {
    await bench.run(knock(TAB, session))
    await bench.run(admit(TAB, 'grant', DESK, session))
    const envelope = {
      v: 1, id: name(), session, grant: 'grant', from: 'C', to: 'T', class: 'fact', seq: 1, box: 'AAAA',
    } as never
    await bench.rooms.envelopes.post(bench.room, { seat: 'client', device: TAB }, 1, envelope, name<CommandId>())
    await bench.run(finish(DESK, session))
    const head = async () => (await bench.store.rooms.read(bench.room, session, 0, 10)).head
    bench.clock.advance(2 * 60 * 60 * SECOND - 1)
    expect(await head()).toBe(1)
    bench.clock.advance(1)
    expect(await head()).toBe(0)
  })
})

/** The store's rooms as plain functions. */
const proxied = ({ store }: RoomBench) => ({
  create: store.rooms.create, load: store.rooms.load, read: store.rooms.read, renew: store.rooms.renew,
  release: store.rooms.release, erase: store.rooms.erase,
})
