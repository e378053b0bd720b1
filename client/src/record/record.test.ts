import { readFileSync } from 'node:fs'
import { toBase64url } from '@fermata/shared/bytes'
import { CLIENT, type RecordId, type RoomId, type Seat, type SessionId, THERAPIST } from '@fermata/shared/ids'
import type { Note, NoteValue, StoredReflection, VaultRecord } from '@fermata/shared/protocol'
import { readQuestionnaire } from '@fermata/shared/questionnaire'
import { NOTHING_ANSWERED, type Reflection } from '@fermata/shared/reflection'
import { readRecordFile, type RecordedSession } from '@fermata/shared/record'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { describe, expect, test } from 'vitest'
import { reflectionPsk } from '../crypto/door/grant.ts'
import { newRecoveryCode } from '../crypto/vault/recovery-code.ts'
import { sealReflection, sessionKey } from '../crypto/sealed/reflection.ts'
import { grant, newTherapist, other, room, secret, seeded, session, therapist } from '../crypto/testing/fixtures.ts'
import { newVault } from '../crypto/vault/vault.ts'
import type { Api } from '../lib/api.ts'
import { memoryKeys } from '../lib/keep.ts'
import { withPsks } from '../reflection/therapist/keep-psk.ts'
import { firstRecords, Records, type RoomRecord } from '../session/therapist/records.ts'
import { eraseEverything, eraseReflection, eraseRoom, eraseSession } from './erasing.ts'
import { makeFile } from './files.ts'
import { gather } from './gather.ts'
import { type Beside, recordedNotes } from './own.ts'
import { sessionsTakenIn, takeIn } from './past.ts'

const { keys, stored } = await newTherapist()
const psk = await reflectionPsk(secret, grant)
const instrument = readQuestionnaire(JSON.parse(readFileSync(new URL('../../../shared/questionnaires/fermata-reflection.json', import.meta.url), 'utf8')))
const reflection: Reflection = {
  questionnaire: 'fermata-reflection|1', mode: 'words', answers: { ...NOTHING_ANSWERED, way: 25 }, words: '=Mara', share: 'showAfter',
}
const record: RoomRecord = {
  kind: 'room', room, label: 'Mara', minutes: 50, doorName: '', doorText: '', fragment: '', keepKey: toBase64url(new Uint8Array(32)), lastMet: 1,
}

async function sealed(of: SessionId, rev = 1): Promise<StoredReflection> {
  const about = { session: of, rev, seat: CLIENT, psk: 'session' as const }
  const box = await sealReflection(stored.publicKey, { room, ...about }, sessionKey(grant, psk), reflection)
  return { ...about, at: 5, box: box ?? '', own: 'there', receipt: 'there' }
}

const nothingBeside: Beside = { sides: () => [], totals: () => [], notes: () => Promise.resolve(ok(null)) }
const noSides = { erase: () => Promise.resolve(ok(null)) }

/** A desk with a vault of its own on a server that holds what it is given; `deleted`: what was asked to go. */
async function desk(...reflections: StoredReflection[]) {
  const vaultRecords = new Map<RecordId, VaultRecord>()
  const deleted: { path: string; body: unknown }[] = []
  let away = false
  let erased: Result<unknown> = ok({})
  const api = {
    get: (path: string) => Promise.resolve(
      away ? refuse({ code: 'unavailable', retryAfterMs: 1 })
        : ok(path === '/questionnaires' ? { questionnaires: instrument.ok ? [instrument.value] : [] } : { reflections }),
    ),
    send: (method: string, path: string, body: { records?: VaultRecord[] }) => {
      if (method === 'DELETE') deleted.push({ path, body })
      for (const one of body.records ?? []) vaultRecords.set(one.record, one)
      return Promise.resolve(method === 'DELETE' ? erased : ok({}))
    },
  } as unknown as Api
  const vault = await newVault(therapist, seeded(4))
  const identity = { kind: 'identity' as const, name: 'Ines', publicKey: stored.publicKey, privateKey: '' }
  for (const one of await firstRecords(vault, identity, seeded(5))) vaultRecords.set(one.record, one)
  const browser = memoryKeys()
  const open = async () => {
    const records = new Records(vault, api, browser, seeded(6))
    const loaded = await records.load(ok({ records: [...vaultRecords.values()] }))
    return { records, loaded }
  }
  const { records } = await open()
  const sessions = [session, other<SessionId>()].reduce(
    (before, one, n) => withPsks(before, { session: one, admittedAt: 100 + n }, [{ grant, psk: toBase64url(psk) }]), record,
  )
  await records.saveRoom(sessions)
  const now = () => records.room(room)
  return {
    api, records, account: { keys, records }, deleted, open, now, vaultRecords,
    away: () => void (away = true), answerErasure: (answer: Result<unknown>) => void (erased = answer),
  }
}

describe('taking along', () => {
  test('RC8 holds what this browser can open, oldest first, and counts the rest', async () => {
    const later = await sealed(other<SessionId>())
    const { account, api } = await desk(later, await sealed(session), { ...later, session: toBase64url(new Uint8Array(16)) as SessionId })
    const gathered = await gather(account, api, 'all', seeded(1), nothingBeside)
    expect(gathered).toMatchObject({ ok: true, value: { unread: 1, rooms: [{ room, name: 'Mara', sessions: [{ session, at: 100, through: 'session', reflection }, { at: 101 }] }] } })
    expect(await gather(account, api, other<RoomId>(), seeded(1), nothingBeside)).toEqual(ok({ rooms: [], unread: 0 }))
  })

  test('RC14 the therapist’s own side and what the room’s notes hold are taken along beside it; signals only as far as the client lets them be kept', async () => {
    const { account, api } = await desk(await sealed(session))
    const by = (seat: Seat, value: NoteValue): Note => ({ by: seat, n: 1, said: 1, value })
    const notes = (consent: 'keep' | 'nothing') => recordedNotes([
      by(CLIENT, { note: 'step', words: 'One walk', session, went: null }),
      by(CLIENT, { note: 'consent', version: '1', signals: consent, pauses: 'nothing' }),
      by(THERAPIST, { note: 'record', sessions: [{ session, at: 5, signals: [{ code: 'off', at: 6 }], pauses: 2 }] }),
    ])
    const side = { questionnaire: 'fermata-reflection|1', mode: 'line', answers: NOTHING_ANSWERED, words: 'Mine.' } as const
    const beside: Beside = { ...nothingBeside, sides: () => [{ session, at: 100, side }], notes: () => Promise.resolve(ok(notes('keep'))) }
    const gathered = await gather(account, api, room, seeded(1), beside)
    expect(gathered).toMatchObject({ ok: true, value: { rooms: [{
      sessions: [{ session }], ownSides: [{ session, side }],
      notes: { step: { words: 'One walk' }, sessions: [{ signals: [{ code: 'off' }], pauses: 0 }] },
    }] } })
    expect(notes('nothing')?.sessions).toEqual([])
    expect(recordedNotes([])).toBeNull()
    const away: Beside = { ...beside, notes: () => Promise.resolve(refuse({ code: 'unavailable', retryAfterMs: 1 })) }
    expect(await gather(account, api, room, seeded(1), away), 'no half record').toMatchObject({ ok: false })
  })

  test('RC8 while the server does not answer there is no half record', async () => {
    const { account, api, away } = await desk(await sealed(session))
    away()
    expect(await gather(account, api, room, seeded(1), nothingBeside)).toMatchObject({ ok: false })
    expect(await makeFile('fhir', [], api, 5)).toMatchObject({ ok: false })
  })

  test('RC9 each file is made here, under a name that names nobody', async () => {
    const { account, api } = await desk(await sealed(session))
    const gathered = await gather(account, api, room, seeded(1), nothingBeside)
    if (!gathered.ok) throw new Error('not gathered')
    const made = async (kind: 'own' | 'table' | 'fhir') => {
      const file = await makeFile(kind, gathered.value.rooms, api, Date.parse('2026-11-26T10:00:00Z'))
      if (!file.ok) throw new Error('not made')
      return { name: file.value.name, text: await file.value.file.text(), bytes: new Uint8Array(await file.value.file.arrayBuffer()) }
    }
    const [own, table, fhir] = [await made('own'), await made('table'), await made('fhir')]
    expect([own.name, table.name, fhir.name]).toEqual(['fermata-record-2026-11-26.json', 'fermata-record-2026-11-26.csv', 'fermata-record-2026-11-26.fhir.json'])
    expect(readRecordFile(own.text)).toEqual({ ok: true, rooms: gathered.value.rooms })
    expect([...table.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(table.text).toContain("'=Mara")
    expect((JSON.parse(fhir.text) as { entry: { resource: { resourceType: string } }[] }).entry.map(({ resource }) => resource.resourceType))
      .toEqual(['Questionnaire', 'Encounter', 'QuestionnaireResponse', 'Observation'])
  })
})

/** Sessions of another time and place, as a file of ours holds them. */
const past = (count: number, words = 'as it was'): RecordedSession[] =>
  Array.from({ length: count }, (_, n) => ({
    session: toBase64url(Uint8Array.from({ length: 16 }, (_each, at) => (at < 2 ? [n >> 8, n & 255][at] ?? 0 : 0xaa))) as SessionId,
    at: n, through: 'session' as const, reflection: { ...reflection, words },
  }))

describe('taking in', () => {
  test('RC11 what was taken along is read back as the room’s own: sealed in the vault, beside what was shared here', async () => {
    const { records, account, api, open, vaultRecords } = await desk(await sealed(session))
    const given = past(90, 'né «x» \n'.repeat(200))
    expect(await takeIn(records, room, given, new Set())).toEqual(ok({ taken: 90, known: 0 }))
    for (const { box } of vaultRecords.values()) expect(box.length).toBeLessThanOrEqual(65_536)
    expect(JSON.stringify([...vaultRecords.values()])).not.toContain('fermata-record')
    const again = await open()
    const gathered = await gather({ ...account, records: again.records }, api, room, seeded(1), nothingBeside)
    expect(gathered.ok && gathered.value.rooms[0]?.sessions).toMatchObject([...given, { session, at: 100 }])
  })

  test('RC12 taken in twice it is there once, and what failed half way goes on', async () => {
    const { records, api } = await desk()
    let writes = 0
    const { send } = api
    api.send = ((...all: Parameters<typeof send>) => (++writes > 2 ? Promise.resolve(refuse({ code: 'unavailable', retryAfterMs: 1 })) : send(...all))) as typeof send
    const given = past(120, 'x'.repeat(300))
    expect((await takeIn(records, room, given, new Set())).ok).toBe(false)
    const kept = sessionsTakenIn(records.opened.get(), room).length
    expect(kept).toBeGreaterThan(0)
    api.send = send
    expect(await takeIn(records, room, given, new Set())).toEqual(ok({ taken: 120 - kept, known: kept }))
    expect(await takeIn(records, room, given, new Set())).toEqual(ok({ taken: 0, known: 120 }))
    expect(sessionsTakenIn(records.opened.get(), room)).toEqual(given)
    expect(await takeIn(records, room, past(1), new Set(past(1).map((one) => one.session)))).toEqual(ok({ taken: 0, known: 1 }))
  })

  test('ER7 what was taken in is erased with its session, and all of it with its room', async () => {
    const { records, api, open } = await desk()
    const [one, ...rest] = past(60, 'x'.repeat(300))
    if (one === undefined) throw new Error('no session')
    await takeIn(records, room, [one, ...rest], new Set())
    await eraseSession(records, noSides, api, room, one.session)
    expect(sessionsTakenIn(records.opened.get(), room).toSorted((a, b) => a.at - b.at)).toEqual(rest)
    await eraseRoom(records, noSides, api, room)
    expect((await open()).loaded).toMatchObject({ ok: true, value: { rooms: [], pasts: [] } })
  })
})

describe('erasing', () => {
  test('ER7 a reflection that was read is forgotten as read, so that nothing is missing; the keys stay', async () => {
    const { records, account, api, deleted, now } = await desk(await sealed(session))
    await gather(account, api, room, seeded(1), nothingBeside)
    await expect.poll(() => now()?.sessions?.[0]?.read).not.toBeNull()
    expect(await eraseReflection(records, api, room, session)).toEqual(ok(null))
    expect(deleted.map(({ path }) => path)).toEqual([`/rooms/${room}/reflections/${session}`])
    expect(now()?.sessions?.[0]).toMatchObject({ session, read: null, psks: [{ grant }] })
  })

  test('ER7 a session goes from the vault with its keys; the other one stays', async () => {
    const { records, api, now } = await desk()
    await eraseSession(records, noSides, api, room, session)
    expect(now()?.sessions?.map((one) => one.session)).toEqual([other<SessionId>()])
  })

  test('ER8 a room’s record is written over in the vault, and no browser takes that for an older vault', async () => {
    const { records, api, open, vaultRecords, now } = await desk()
    const boxes = new Set([...vaultRecords.values()].map(({ box }) => box))
    expect(await eraseRoom(records, noSides, api, room)).toEqual(ok(null))
    expect(now()).toBeNull()
    const again = await open()
    expect(again.loaded).toMatchObject({ ok: true, value: { rooms: [] } })
    const kept = [...vaultRecords.values()].filter(({ box }) => boxes.has(box))
    expect(kept, 'the identity alone').toHaveLength(1)
    expect(await eraseRoom(records, noSides, api, room)).toEqual(ok(null))
  })

  test('ER8 what the server refuses stays in the vault, and what it has lost already goes', async () => {
    const { records, api, now, answerErasure } = await desk()
    answerErasure(refuse({ code: 'unavailable', retryAfterMs: 1 }))
    expect((await eraseRoom(records, noSides, api, room)).ok).toBe(false)
    expect(now()).not.toBeNull()
    answerErasure(refuse({ code: 'noSuchRoom' }))
    expect((await eraseRoom(records, noSides, api, room)).ok).toBe(true)
    expect(now()).toBeNull()
  })

  test('ER6 everything is asked for by the recovery code, which never leaves as it is', async () => {
    const { api, deleted, answerErasure } = await desk()
    const code = await newRecoveryCode(seeded(8))
    const typed = typeof code === 'string' ? code : code.text
    expect(await eraseEverything(api, 'AAAA')).toEqual({ ok: false, refusal: { code: 'mistyped' } })
    expect(deleted).toEqual([])
    expect(await eraseEverything(api, typed)).toEqual(ok(null))
    expect(deleted[0]).toMatchObject({ path: '/account', body: { recoveryId: expect.any(String), recoveryAuth: expect.any(String) } })
    expect(JSON.stringify(deleted)).not.toContain(typed.replaceAll('-', ''))
    answerErasure(refuse({ code: 'signedOut' }))
    expect(await eraseEverything(api, typed)).toEqual({ ok: false, refusal: { code: 'mistyped' } })
  })
})
