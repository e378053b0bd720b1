import type { DeviceId } from '@fermata/shared/ids'
import { type Ack, type Down, Up } from '@fermata/shared/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRoomBench, type RoomBench } from '../../../test/support/practice/room-bench.ts'
import { admit, DESK, knock, TAB } from '../../../test/support/session/bench.ts'
import { badsOf } from '../../../test/support/session/corpus.ts'
import { id } from '../../../test/support/session/messages.ts'
import { openLog } from '../log.ts'
import { Place, type Right } from './connection.ts'
import { hear } from './hearing.ts'

let bench: RoomBench
beforeEach(async () => {
  bench = await openRoomBench()
})
afterEach(() => bench.dispose())

test('GW81 of every kind of message, each field missing, doubled, strange or beyond its bound: refused as malformed, and nothing happens', async () => {
  const { room } = bench
  const session = (await bench.rooms.now(room))?.state.session.id
  if (session === undefined) throw new Error('no session')
  await bench.run(knock(TAB, session))
  await bench.run(admit(TAB, 'grant', DESK, session))
  const told: Down[] = []
  const lines: string[] = []
  const place = (as: Right['as'], device: DeviceId): Place => {
    const right = (as === 'client' ? { as, device, room, link: id() } : { as, device, therapist: id() }) as Right
    const made = new Place(room, right, { tell: (message) => void told.push(message), cut: () => undefined, fail: () => undefined }, () => undefined)
    made.becomePresent()
    bench.hub.add(room, made)
    return made
  }
  const places = [place('client', TAB), place('therapist', DESK)]
  const parts = { store: bench.store, rooms: bench.rooms, log: openLog(bench.clock, (line) => void lines.push(line)) }
  const before = JSON.stringify(await bench.store.rooms.load(room))

  const bads = badsOf(Up, 'up')
  for (const { what, value } of bads) {
    // As if it were about this very room, where it says so.
    const aimed = typeof value === 'object' && value !== null && 'room' in value && typeof value.room === 'string' && value.room.length === 22
    const message = aimed ? { ...value, room } : value
    for (const one of places) {
      const acks: Ack[] = []
      await hear(parts, new Map([[room, one]]), message, (ack: Ack) => void acks.push(ack))
      expect([what, acks]).toMatchObject([what, [{ outcome: 'refused', refusal: { code: 'malformed' } }]])
    }
  }
  expect(bads.length).toBeGreaterThan(1_000)
  expect(JSON.stringify(await bench.store.rooms.load(room))).toBe(before)
  expect([told, lines, bench.faults]).toEqual([[], [], []])
  expect(Object.keys(Object.prototype)).toEqual([])
})
