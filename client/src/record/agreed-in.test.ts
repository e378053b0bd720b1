/** Taking in what the two agreed on: a real box of the room's notes, and a real vault. */
import { agendaOf, consentOf, stepOf } from '@fermata/shared/agreed'
import { toBase64url } from '@fermata/shared/bytes'
import { CLIENT, type RecordId, type Seat, type SessionId, THERAPIST } from '@fermata/shared/ids'
import { noteOf } from '@fermata/shared/pair'
import type { VaultRecord } from '@fermata/shared/protocol'
import type { RecordedNotes } from '@fermata/shared/record'
import { ok } from '@fermata/shared/result'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { notesKey } from '../crypto/sealed/notes.ts'
import { other, range, room, seeded, session, therapist } from '../crypto/testing/fixtures.ts'
import { newVault } from '../crypto/vault/vault.ts'
import type { Api } from '../lib/api.ts'
import { memoryKeys } from '../lib/keep.ts'
import { observable } from '../lib/observable.ts'
import { FakeShelf } from '../notes/fake-shelf.ts'
import { openRoomNotes, type RoomNotes } from '../notes/room-notes.ts'
import { firstRecords, Records } from '../session/therapist/records.ts'
import { notSaidHere, sayAgain, together } from './agreed-in.ts'
import { recordedNotes } from './own.ts'
import { forgetPast, forgetSession, notesTakenIn, takeInWords } from './past.ts'

const at = (n: number, code: 'off' | 'ok' = 'off') => ({ session: toBase64url(range(n)) as SessionId, at: n, signals: [{ code, at: n }], pauses: 1 })
const given: RecordedNotes = {
  agenda: [{ by: 'client', words: 'The move' }, { by: 'therapist', words: 'The walks' }],
  step: { words: 'One walk', session, went: null }, sessions: [at(1), at(2)],
}

async function aRoom() {
  const [shelf, clock] = [new FakeShelf(), new ManualClock()]
  const open = async (me: Seat): Promise<RoomNotes> => {
    const key = await notesKey(toBase64url(range(0x10, 32)), room)
    return openRoomNotes({ room, me, key, shelf, ready: observable(true), said: null, clock, now: () => clock.now(), random: seeded(me.charCodeAt(0)) })
  }
  const client = await open(CLIENT)
  const lets = async (signals: 'keep' | 'nothing'): Promise<void> => {
    client.set({ note: 'consent', version: '1', signals, pauses: 'nothing' })
    await expect.poll(() => client.keeping.get()).toBe('kept')
  }
  /** What anybody finds there who looks now. */
  const now = async () => {
    const looking = await open(THERAPIST)
    await expect.poll(() => looking.keeping.get()).toBe('kept')
    return looking.notes.get()
  }
  return { shelf, clock, open, lets, now }
}

async function aVault() {
  const stored = new Map<RecordId, VaultRecord>()
  const api = { send: (_method: string, _path: string, { records }: { records: VaultRecord[] }) => {
    for (const one of records) stored.set(one.record, one)
    return Promise.resolve(ok({}))
  } } as unknown as Api
  const vault = await newVault(therapist, seeded(4))
  for (const one of await firstRecords(vault, { kind: 'identity', name: 'Ines', publicKey: '', privateKey: '' }, seeded(5))) stored.set(one.record, one)
  const records = new Records(vault, api, memoryKeys(), seeded(6))
  await records.load(ok({ records: [...stored.values()] }))
  return records
}

test('RC19 into the room come the therapist’s own points, and no signals without the client’s consent in this room', async () => {
  const { open, now, clock, lets } = await aRoom()
  await lets('nothing')
  expect(await sayAgain(await open(THERAPIST), given, clock)).toBe('kept')
  const notes = await now()
  expect(agendaOf(notes)).toEqual([{ by: THERAPIST, words: 'The walks' }])
  expect(stepOf(notes), 'nothing in the client’s name').toBeNull()
  // The note itself: reading it would narrow it once more.
  expect(noteOf(notes, 'record')).toBeNull()
})

test('RC19 with it the last four sessions, no more of each than is let be kept, each once; the consent is left alone', async () => {
  const { open, now, clock, lets, shelf } = await aRoom()
  await lets('keep')
  await sayAgain(await open(THERAPIST), { ...given, sessions: [at(5), at(3), at(4)] }, clock)
  await sayAgain(await open(THERAPIST), given, clock)
  const notes = await now()
  expect(noteOf(notes, 'record')?.sessions.map((one) => [one.at, one.signals.length, one.pauses])).toEqual([[2, 1, 0], [3, 1, 0], [4, 1, 0], [5, 1, 0]])
  expect(consentOf(notes)).toEqual({ note: 'consent', version: '1', signals: 'keep', pauses: 'nothing' })
  const writes = shelf.writes
  await sayAgain(await open(THERAPIST), given, clock)
  expect(shelf.writes, 'taken in twice it is there once').toBe(writes)
})

test('RC19 while the server does not answer it is not called taken in', async () => {
  const { open, clock, shelf } = await aRoom()
  shelf.away = true
  const notes = await open(THERAPIST)
  const said = sayAgain(notes, given, clock)
  clock.advance(20_000)
  expect(await said).toBe('notKept')
})

test('RC19 the client’s points and the step lie in the vault, once, go into the next file, and give way to what the room says', async () => {
  const records = await aVault()
  for (const _ of ['once', 'twice']) expect(await takeInWords(records, room, given)).toEqual(ok(null))
  const taken = notesTakenIn(records.opened.get(), room)
  expect(taken).toEqual({ agenda: [{ by: 'client', words: 'The move' }], step: given.step, sessions: [] })
  expect(records.opened.get()?.pasts).toHaveLength(1)
  const here = recordedNotes([{ by: THERAPIST, n: 1, said: 1, value: { note: 'therapistPoints', points: ['The walks'] } }])
  expect(together(here, taken)).toMatchObject({ agenda: [{ words: 'The walks' }, { words: 'The move' }], step: { words: 'One walk' } })
  expect(together(null, taken)).toEqual(taken)
  expect(together(here, null)).toBe(here)
  expect(notSaidHere(taken, { ...given, step: { words: 'Another', session, went: null } })).toBeNull()

  await takeInWords(records, room, { agenda: [{ by: 'client', words: 'The garden' }], step: null, sessions: [] })
  expect(notesTakenIn(records.opened.get(), room)).toMatchObject({ agenda: [{ words: 'The move' }, { words: 'The garden' }], step: { words: 'One walk' } })
})

test('RC19 the step goes with the session it was agreed on in, and all with the room', async () => {
  const records = await aVault()
  await takeInWords(records, room, given)
  await forgetSession(records, room, other<SessionId>())
  expect(notesTakenIn(records.opened.get(), room)?.step).toEqual(given.step)
  await forgetSession(records, room, session)
  expect(notesTakenIn(records.opened.get(), room)).toEqual({ agenda: [{ by: 'client', words: 'The move' }], step: null, sessions: [] })
  await forgetPast(records, room)
  expect([notesTakenIn(records.opened.get(), room), records.opened.get()?.pasts]).toEqual([null, []])
})
