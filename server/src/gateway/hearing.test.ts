import type { CommandId, SessionId } from '@fermata/shared/ids'
import type { Ack } from '@fermata/shared/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRoomBench, type RoomBench } from '../../../test/support/practice/room-bench.ts'
import { DESK, TAB } from '../../../test/support/session/bench.ts'
import { BYTES_32, id, upsOf } from '../../../test/support/session/messages.ts'
import { openLog } from '../log.ts'
import { Place, type Right } from './connection.ts'
import { hear, type HearingParts } from './hearing.ts'

let bench: RoomBench
let lines: string[]
let parts: HearingParts
beforeEach(async () => {
  bench = await openRoomBench()
  lines = []
  parts = { store: bench.store, rooms: bench.rooms, log: openLog(bench.clock, (line) => void lines.push(line)) }
})
afterEach(() => bench.dispose())

const place = (as: Right['as']) => {
  const right = as === 'client' ? { as, device: TAB, room: bench.room } : { as, device: DESK, therapist: id() }
  const wire = { tell: () => undefined, cut: () => undefined, fail: () => undefined }
  const made = new Place(bench.room, right as Right, wire, () => undefined)
  bench.hub.add(bench.room, made)
  return made
}
const BOTH = ['client', 'therapist'] as const
const asking = async (one: Place, raw: unknown): Promise<Ack[]> => {
  const acks: Ack[] = []
  await hear(parts, new Map([[bench.room, one]]), raw, (ack: Ack) => void acks.push(ack))
  return acks
}

describe('one message', () => {
  test.each(BOTH)('GW70 is answered exactly once, of whatever kind, for a %s', async (as) => {
    const one = place(as)
    for (const message of upsOf(bench.room)) expect(await asking(one, message)).toHaveLength(1)
    for (const message of [null, {}, upsOf(id())[0]]) expect(await asking(one, message)).toHaveLength(1)
  })

  test.each(BOTH)('GW71 that a store cannot answer is refused as “later”, for a %s', async (as) => {
    const one = place(as)
    one.becomePresent()
    bench.store.away = true
    for (const message of upsOf(bench.room)) {
      const calls = bench.store.calls
      const [ack] = await asking(one, message)
      const code = ack?.outcome === 'refused' ? ack.refusal.code : ack?.outcome
      // Only what its seat may never do is known without the store.
      const expected = bench.store.calls > calls ? 'unavailable' : 'notForYourSeat'
      expect([message.type, code]).toEqual([message.type, expected])
    }
    expect(lines.length).toBeGreaterThan(5)
    const told = { code: 'storeUnavailable', fault: 'StoreUnavailable' }
    for (const line of lines) expect(JSON.parse(line)).toMatchObject(told)
  })

  test('GW72 that meets a bug of ours is refused as “later”; only the class of the error is logged', async () => {
    const rooms = { run: () => Promise.reject(new TypeError('CANARY of what a person said')) } as never
    const bug = { ...parts, rooms }
    const acks: unknown[] = []
    const enter = upsOf(bench.room)[1]
    await hear(bug, new Map([[bench.room, place('therapist')]]), enter, (ack: Ack) => void acks.push(ack))
    expect(acks).toMatchObject([{ outcome: 'refused', refusal: { code: 'unavailable' } }])
    const [line = ''] = lines
    expect(JSON.parse(line)).toMatchObject({ code: 'handlerFault', at: 'enter', fault: 'TypeError' })
    expect(lines.join()).not.toContain('CANARY')
  })

  test('GW73 whose callback is none does what it says, and throws nothing', async () => {
    const { session } = (await bench.rooms.now(bench.room))?.state ?? {}
    const tab = place('client')
    tab.becomePresent()
    const knock = {
      type: 'knock', command: id<CommandId>(), room: bench.room, session: session?.id as SessionId, knock: id(),
      box: 'AAAA', next: BYTES_32,
    }
    for (const odd of [undefined, null, 7, 'ack', {}]) {
      await hear(parts, new Map([[bench.room, tab]]), knock, odd)
    }
    const now = await bench.rooms.now(bench.room)
    expect(now?.state.session).toMatchObject({ phase: 'arrived', knocks: [{ device: TAB }] })
  })
})
