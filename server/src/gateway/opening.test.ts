import type { Ack, Down } from '@fermata/shared/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRoomBench, type RoomBench } from '../../../test/support/practice/room-bench.ts'
import { DESK } from '../../../test/support/session/bench.ts'
import { id } from '../../../test/support/session/messages.ts'
import { openLog } from '../log.ts'
import { openConnection } from './opening.ts'

let bench: RoomBench
beforeEach(async () => {
  bench = await openRoomBench()
})
afterEach(() => bench.dispose())

/** A therapist's connection to a server whose store takes until `goOn` to say which rooms are theirs; or fails. */
function desk() {
  const { store, hub, rooms, clock, room } = bench
  const told: Down[] = []
  const acks: Ack[] = []
  let [goOn, fail] = [() => {}, () => {}]
  const gate = new Promise<void>((resolve, reject) => {
    ;[goOn, fail] = [resolve, () => reject(new Error('away'))]
  })
  let failed = 0
  const list: typeof store.records.list = async (owner, shelf) => {
    await gate
    return shelf === 'rooms' ? [{ key: room, rev: 1, value: JSON.stringify({ createdAt: 0 }) }] : store.records.list(owner, shelf)
  }
  const parts = { store: { ...store, records: { ...store.records, list } }, hub, rooms, log: openLog(clock, () => undefined) }
  const wire = { tell: (message: Down) => void told.push(message), cut: () => undefined, fail: () => void (failed += 1) }
  const connection = openConnection(parts, { as: 'therapist', device: DESK, therapist: id(), signIn: 'none' }, wire)
  const enter = (): void => connection.hear({ type: 'enter', command: id(), room, media: 'none' }, (ack: Ack) => void acks.push(ack))
  return { acks, told, enter, goOn, fail, failed: () => failed }
}

test('GW98 what a desk asks before the server knows its rooms waits until it does', async () => {
  const { acks, told, enter, goOn } = desk()
  enter()
  await new Promise(setImmediate)
  expect(acks).toEqual([])
  goOn()
  await expect.poll(() => acks).toMatchObject([{ outcome: 'committed' }])
  expect(told.some((message) => message.type === 'view')).toBe(true)
})

test('GW98 a connection whose rooms cannot be found out answers nothing, and is closed so that the page connects again', async () => {
  const { acks, enter, fail, failed } = desk()
  enter()
  fail()
  await expect.poll(failed).toBe(1)
  expect(acks).toEqual([])
})
