import type { TherapistId } from '@fermata/shared/ids'
import type { Ack, Down } from '@fermata/shared/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRoomBench, type RoomBench } from '../../../test/support/practice/room-bench.ts'
import { DESK } from '../../../test/support/session/bench.ts'
import { id } from '../../../test/support/session/messages.ts'
import { signIn, signInOf } from '../auth/sign-ins.ts'
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
  const connection = openConnection(parts, { as: 'therapist', device: DESK, nth: 1, therapist: id(), signIn: 'none' }, wire)
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

/** The `nth` connection of a signed-in desk's tab. */
async function tab(nth: number) {
  const { store, hub, rooms, clock, room } = bench
  const list: typeof store.records.list = (owner, shelf) =>
    shelf === 'rooms' ? Promise.resolve([{ key: room, rev: 1, value: JSON.stringify({ createdAt: 0 }) }]) : store.records.list(owner, shelf)
  const parts = { store: { ...store, records: { ...store.records, list } }, hub, rooms, log: openLog(clock, () => undefined) }
  const therapist = id<TherapistId>()
  const token = await signIn(store, { bytes: (length) => new Uint8Array(length).fill(nth) }, therapist)
  let cuts = 0
  const wire = { tell: () => undefined, cut: () => void (cuts += 1), fail: () => undefined }
  const connection = openConnection(parts, { as: 'therapist', device: DESK, nth, therapist, signIn: signInOf(token) }, wire)
  const takeSeat = (): Promise<Ack> =>
    new Promise((resolve) => connection.hear({ type: 'enter', command: id(), room, media: 'none' }, resolve))
  return { takeSeat, cuts: () => cuts }
}

test.each(['the older first', 'the newer first'])('GW101 of two connections of one tab the one made last stays, heard %s', async (order) => {
  const [older, newer] = [await tab(7), await tab(8)]
  const inOrder = order === 'the older first' ? [older, newer] : [newer, older]
  for (const each of inOrder) expect(await each.takeSeat()).toMatchObject({ outcome: 'committed' })
  expect(newer.cuts()).toBe(0)
  expect(older.cuts()).toBe(1)
})
