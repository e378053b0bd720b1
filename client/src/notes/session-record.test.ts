/** Taking down what may be kept, with a real box between two pages and a server that answers or not. */
import type { Consent } from '@fermata/shared/agreed'
import { recordOf } from '@fermata/shared/agreed'
import { toBase64url } from '@fermata/shared/bytes'
import { CLIENT, type Seat, type SessionId, THERAPIST } from '@fermata/shared/ids'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { journalOf, said } from '../../../test/support/session/statements.ts'
import { notesKey } from '../crypto/sealed/notes.ts'
import { range, room, seeded } from '../crypto/testing/fixtures.ts'
import { observable } from '../lib/observable.ts'
import { FakeShelf } from './fake-shelf.ts'
import { openRoomNotes, type RoomNotes } from './room-notes.ts'
import { letGoOf, takeDown } from './session-record.ts'

const SESSION = 'AAAAAAAAAAAAAAAAAAAAAA' as SessionId
const journal = journalOf(said(CLIENT, 1, { k: 'checkIn', code: 'off' }))
const ended = { session: SESSION, admittedAt: 5, journal }

const opener = (shelf: FakeShelf, clock: ManualClock) => async (me: Seat): Promise<RoomNotes> =>
  openRoomNotes({
    room, me, key: await notesKey(toBase64url(range(0x10, 32)), room), shelf, ready: observable(true), said: null, clock,
    now: () => clock.now(), random: seeded(me.charCodeAt(0)),
  })
const isKept = (notes: RoomNotes) => expect.poll(() => notes.keeping.get()).toBe('kept')

async function consented(consent: Consent) {
  const [shelf, clock] = [new FakeShelf(), new ManualClock()]
  const open = opener(shelf, clock)
  const client = await open(CLIENT)
  await isKept(client)
  client.set({ note: 'consent', version: '1', ...consent })
  await isKept(client)
  const during = await open(THERAPIST)
  await isKept(during)
  return { shelf, clock, open, client, during }
}

test('KC1 where the client let nothing be kept, nothing is written', async () => {
  const { shelf, clock, open, during } = await consented({ signals: 'nothing', pauses: 'nothing' })
  const before = shelf.writes
  await takeDown(ended, during, await open(THERAPIST), clock)
  expect(shelf.writes).toBe(before)
})

test('KC2 what may be kept is in the room’s notes once the session is over, and the client’s page reads the same', async () => {
  const { clock, open, during } = await consented({ signals: 'keep', pauses: 'nothing' })
  await takeDown(ended, during, await open(THERAPIST), clock)
  const next = await open(CLIENT)
  await isKept(next)
  expect(recordOf(next.notes.get())).toMatchObject([{ session: SESSION, at: 5, signals: [{ code: 'off' }], pauses: 0 }])
})

test('KC2 while the server is away it waits, and is kept once the server is back', async () => {
  const { shelf, clock, open, during } = await consented({ signals: 'keep', pauses: 'keep' })
  shelf.away = true
  const [after, waitsFor] = [await open(THERAPIST), clock.waiting]
  const taken = takeDown(ended, during, after, clock)
  await expect.poll(() => clock.waiting).toBeGreaterThan(waitsFor)
  shelf.away = false
  clock.advance(3_000)
  await taken
  expect(shelf.writes).toBe(2)
})

test('KC3 what the client takes back goes from the notes at once, by the therapist’s page', async () => {
  const { clock, open, during } = await consented({ signals: 'keep', pauses: 'keep' })
  await takeDown(ended, during, await open(THERAPIST), clock)
  const client = await open(CLIENT)
  await isKept(client)
  client.set({ note: 'consent', version: '1', signals: 'nothing', pauses: 'nothing' })
  await isKept(client)
  const therapist = await open(THERAPIST)
  const stop = letGoOf(therapist)
  await expect.poll(() => therapist.notes.get().find(({ value }) => value.note === 'record')?.value).toEqual({ note: 'record', sessions: [] })
  await isKept(therapist)
  stop()
})
