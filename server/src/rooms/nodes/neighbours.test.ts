import { SECOND } from '@fermata/shared/clock'
import type { SessionId } from '@fermata/shared/ids'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Ear, name, openRoomBench, processOn, type RoomBench } from '../../../../test/support/practice/room-bench.ts'
import { admit, DESK, finish, knock, TAB } from '../../../../test/support/session/bench.ts'
import { GONE_FOR_GOOD } from '../presence/doorkeeper.ts'
import { FakeCompany } from './fake-nodes.ts'

/** A process on the bench's store that hears the others. */
function among(company: FakeCompany, self: string) {
  const { hub, presence, rooms } = processOn(bench, company.join(self))
  const { room } = bench
  const listen = (ear: Ear): Ear => (hub.add(room, ear), ear)
  const idle = () => rooms.publish(room).then(() => rooms.publish(room))
  return { hub, presence, rooms, listen, idle }
}

let bench: RoomBench
let company: FakeCompany
let one: ReturnType<typeof among>
let two: ReturnType<typeof among>
let session: SessionId
beforeEach(async () => {
  bench = await openRoomBench()
  company = new FakeCompany()
  one = among(company, 'one')
  two = among(company, 'two')
  session = (await one.rooms.now(bench.room))?.state.session.id as SessionId
})
afterEach(() => {
  for (const { rooms, presence } of [one, two]) {
    rooms.drain()
    presence.stop()
  }
  return bench.dispose()
})

const run = async (at: typeof one, command: Parameters<RoomBench['run']>[0]) => {
  expect(await at.rooms.run(bench.room, command, name())).toMatchObject({ ok: true })
  for (const each of [one, two]) await each.idle()
}
const leases = async () => (await bench.store.rooms.load(bench.room))?.leases ?? []
const phase = (ear: Ear) => (ear.last?.for === 'therapist' ? ear.last.session.phase : null)
/** Turns the clock in small steps, and lets what falls due happen. */
const wait = async (time: number) => {
  for (let passed = 0; passed < time; passed += SECOND / 2) {
    bench.clock.advance(SECOND / 2)
    for (const { rooms } of [one, two, one]) await rooms.now(bench.room)
  }
}

describe('several processes', () => {
  test('RO40 what no word told of is shown within five seconds', async () => {
    const desk = two.listen(new Ear('therapist', DESK))
    one.listen(new Ear('client', TAB))
    await two.idle()
    company.line = 'cut'
    two.rooms.start()
    expect(await one.rooms.run(bench.room, knock(TAB, session), name())).toMatchObject({ ok: true })
    expect(phase(desk)).toBe('planned')
    await wait(5 * SECOND)
    await vi.waitUntil(() => phase(desk) === 'arrived')
    const shown = desk.views.length
    await wait(20 * SECOND)
    // What is as it was is not shown again and again.
    expect(desk.views.length - shown).toBeLessThanOrEqual(2)
  })

  test('RO41 a knock is not taken back while its tab is connected to another process', async () => {
    const desk = two.listen(new Ear('therapist', DESK))
    const tab = one.listen(new Ear('client', TAB))
    one.presence.start()
    await run(one, knock(TAB, session))
    await wait(3 * GONE_FOR_GOOD)
    expect((await one.rooms.now(bench.room))?.state.session.phase).toBe('arrived')
    await one.rooms.left(bench.room, tab)
    await wait(GONE_FOR_GOOD + SECOND)
    await vi.waitUntil(() => phase(desk) === 'planned')
  })

  test('RO42 nor is it left standing when that process dies', async () => {
    const desk = two.listen(new Ear('therapist', DESK))
    const tab = one.listen(new Ear('client', TAB))
    await run(one, knock(TAB, session))
    one.hub.remove(bench.room, tab)
    await wait(15 * SECOND + GONE_FOR_GOOD + SECOND)
    await vi.waitUntil(() => phase(desk) === 'planned')
  })

  test('RO43 of two connections of one tab the later one has the seat, whatever the earlier process renews', async () => {
    two.listen(new Ear('therapist', DESK))
    const older = one.listen(new Ear('client', TAB))
    one.presence.start()
    await run(one, knock(TAB, session))
    await run(two, admit(TAB, 'grant', DESK, session))
    expect((await leases()).find(({ seat }) => seat === 'C')?.node).toBe('one')
    company.line = 'cut'
    bench.clock.advance(SECOND)
    two.listen(new Ear('client', TAB))
    await two.idle()
    expect((await leases()).find(({ seat }) => seat === 'C')?.node).toBe('two')
    await wait(6 * SECOND)
    expect((await leases()).find(({ seat }) => seat === 'C')?.node).toBe('two')
    expect(older.wasCut).toBe(true)
  })

  test('GW101 of two connections of one tab, at two processes, the one made last has the seat, whichever was heard last', async () => {
    two.listen(new Ear('therapist', DESK))
    const [older, newer] = [new Ear('client', TAB), new Ear('client', TAB)]
    one.listen(newer)
    await run(one, knock(TAB, session))
    await run(two, admit(TAB, 'grant', DESK, session))
    bench.clock.advance(SECOND)
    two.listen(older)
    await two.idle()
    await one.idle()
    expect([older.wasCut, newer.wasCut]).toEqual([true, false])
    expect((await leases()).find(({ seat }) => seat === 'C')?.node).toBe('one')
  })

  test('RO44 a process that dies leaves its seats away once their leases end, and the others see it', async () => {
    const desk = two.listen(new Ear('therapist', DESK))
    two.presence.start()
    const tab = one.listen(new Ear('client', TAB))
    await run(one, knock(TAB, session))
    await run(two, admit(TAB, 'grant', DESK, session))
    one.hub.remove(bench.room, tab)
    const client = () => (desk.last?.for === 'therapist' ? desk.last.client.state : null)
    await wait(14 * SECOND)
    expect(client()).toBe('here')
    await wait(2 * SECOND)
    await vi.waitUntil(() => client() === 'away')
    expect(phase(desk)).toBe('inProgress')
  })

  test('RO45 a process that ends leaves its leases standing, for its tabs to take along', async () => {
    const desk = two.listen(new Ear('therapist', DESK))
    const tab = one.listen(new Ear('client', TAB))
    await run(one, knock(TAB, session))
    await run(two, admit(TAB, 'grant', DESK, session))
    one.rooms.drain()
    await one.rooms.left(bench.room, tab)
    expect((await leases()).map(({ seat }) => seat)).toContain('C')
    two.listen(new Ear('client', TAB))
    await run(two, finish(DESK, session))
    expect(desk.views.map((view) => (view.for === 'therapist' ? view.client.state : null))).not.toContain('away')
  })
})
