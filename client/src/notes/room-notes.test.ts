/** Two browsers, one box between them, and a conversation that can be cut. */
import { toBase64url } from '@fermata/shared/bytes'
import { CLIENT, type FactId, type Seat, THERAPIST } from '@fermata/shared/ids'
import { emptyJournal, type Journal, noteOf, withSaid } from '@fermata/shared/pair'
import type { NoteValue } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { notesKey } from '../crypto/sealed/notes.ts'
import { range, room, seeded } from '../crypto/testing/fixtures.ts'
import { observable, type Source } from '../lib/observable.ts'
import type { FactBody } from '../session/correspondence.ts'
import { FakeShelf } from './fake-shelf.ts'
import { openRoomNotes, type RoomNotes } from './room-notes.ts'
import type { Shelf } from './shelf.ts'

const signals = (alias: string): NoteValue =>
  ({ note: 'signals', hidden: [], names: [], confirm: 'shape', key: 'q', alias, answered: 0 })
const tones: NoteValue = { note: 'tones', whileHidden: 'off', whenLate: 'on' }
const KEEP = toBase64url(range(0x10, 32))

interface Conversation {
  client: Source<Journal>
  therapist: Source<Journal>
  /** Nothing of what is said gets across. */
  cut: boolean
}
const conversation = (): Conversation => ({ client: observable(emptyJournal), therapist: observable(emptyJournal), cut: false })

let said = 0
async function open(me: Seat, shelf: Shelf, clock: ManualClock, talk: Conversation | null, keep = KEEP): Promise<RoomNotes> {
  const [mine, theirs] = me === CLIENT ? (['client', 'therapist'] as const) : (['therapist', 'client'] as const)
  const say = (body: FactBody): Promise<FactId> => {
    const fact = { ...body, fact: `said ${++said}` as FactId, said: clock.now() + said }
    const entry = [{ from: me, seq: said, turn: 0, fact: fact as never }]
    talk?.[mine].set(withSaid(talk[mine].get(), entry))
    if (talk?.cut === false) talk[theirs].set(withSaid(talk[theirs].get(), entry))
    return Promise.resolve(fact.fact)
  }
  return openRoomNotes({
    room, me, key: await notesKey(keep, room), shelf, ready: observable(true), clock, now: () => clock.now(), random: seeded(said + 1),
    said: talk === null ? null : { journal: talk[mine], say },
  })
}
const alias = (notes: RoomNotes) => noteOf(notes.notes.get(), 'signals')?.alias
const kept = (...all: RoomNotes[]) => expect.poll(() => all.map((one) => one.keeping.get())).toEqual(all.map(() => 'kept'))

test('RN7 what one says the other has at once, also without the server; the next session begins with it', async () => {
  const [clock, shelf, talk] = [new ManualClock(), new FakeShelf(), conversation()]
  const [client, therapist] = [await open(CLIENT, shelf, clock, talk), await open(THERAPIST, shelf, clock, talk)]
  client.set(signals('Tea'))
  expect([alias(client), alias(therapist)]).toEqual(['Tea', 'Tea'])
  await kept(client)
  client.close()
  therapist.close()
  const next = await open(CLIENT, shelf, clock, conversation())
  await kept(next)
  expect(alias(next)).toBe('Tea')
  expect(shelf.stored?.rev).toBe(1)
})

test('RN8 who said it keeps it; the other browser does after five seconds, if nobody has', async () => {
  const [clock, shelf, talk] = [new ManualClock(), new FakeShelf(), conversation()]
  const therapist = await open(THERAPIST, shelf, clock, talk)
  await kept(therapist)
  const client = await open(CLIENT, { ...shelf, read: () => Promise.resolve('refused'), write: () => Promise.resolve('refused') }, clock, talk)
  client.set(signals('Tea'))
  await expect.poll(() => therapist.keeping.get()).toBe('notYet')
  clock.advance(4_999)
  await Promise.resolve()
  expect(shelf.writes).toBe(0)
  clock.advance(1)
  await kept(therapist)
  expect(shelf.writes).toBe(1)
})

test('RN9 when both write at once neither word is lost', async () => {
  const [clock, shelf, talk] = [new ManualClock(), new FakeShelf(), conversation()]
  talk.cut = true
  const [client, therapist] = [await open(CLIENT, shelf, clock, talk), await open(THERAPIST, shelf, clock, talk)]
  await kept(client, therapist)
  client.set(signals('Tea'))
  therapist.set(tones)
  await kept(client, therapist)
  const next = await open(CLIENT, shelf, clock, null)
  await kept(next)
  expect(next.notes.get().map(({ value }) => value)).toEqual([signals('Tea'), tones])
})

test('RN10 notes that do not open here are left as they are, and nothing is written over them', async () => {
  const [clock, shelf] = [new ManualClock(), new FakeShelf()]
  const client = await open(CLIENT, shelf, clock, conversation())
  client.set(signals('Tea'))
  await kept(client)
  const other = await open(CLIENT, shelf, clock, conversation(), toBase64url(range(0x20, 32)))
  await expect.poll(() => other.keeping.get()).toBe('unreadable')
  other.set(signals('Coffee'))
  expect(alias(other), 'it holds for this session all the same').toBe('Coffee')
  expect(other.keeping.get()).toBe('unreadable')
  expect(shelf.writes).toBe(1)
})

test('RN11 while the server is away what is said counts, and it is kept once the server is back', async () => {
  const [clock, shelf, talk] = [new ManualClock(), new FakeShelf(), conversation()]
  shelf.away = true
  const client = await open(CLIENT, shelf, clock, talk)
  client.set(signals('Tea'))
  expect([alias(client), client.keeping.get()]).toEqual(['Tea', 'unread'])
  // The next try, and the second look.
  await expect.poll(() => clock.waiting).toBe(2)
  shelf.away = false
  clock.advance(3_000)
  await kept(client)
  client.close()
  expect(clock.waiting).toBe(0)
})

test('RN7 outside a session a word goes into the box alone', async () => {
  const [clock, shelf] = [new ManualClock(), new FakeShelf()]
  const therapist = await open(THERAPIST, shelf, clock, null)
  therapist.set(tones)
  await kept(therapist)
  const client = await open(CLIENT, shelf, clock, conversation())
  await kept(client)
  expect(noteOf(client.notes.get(), 'tones')).toEqual(tones)
})

test('RN12 what a device before this one said, and the other browser kept only later, is there after ten seconds', async () => {
  const [clock, shelf, talk] = [new ManualClock(), new FakeShelf(), conversation()]
  const [before, therapist] = [await open(CLIENT, shelf, clock, talk), await open(THERAPIST, shelf, clock, talk)]
  await kept(before, therapist)
  shelf.away = true
  before.set(signals('Tea'))
  // Beside both second looks and the therapist's turn: the client's own next try.
  await expect.poll(() => clock.waiting).toBe(4)
  before.close()
  shelf.away = false
  // What was said under another grant this device cannot read.
  const after = await open(CLIENT, shelf, clock, conversation())
  await kept(after)
  clock.advance(5_000)
  await kept(therapist)
  expect(alias(after)).toBeUndefined()
  clock.advance(5_000)
  await expect.poll(() => alias(after)).toBe('Tea')
  for (const one of [after, therapist]) one.close()
  expect(clock.waiting).toBe(0)
})
