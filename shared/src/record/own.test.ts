/** The therapist's own side, what was agreed on, and what the client let be kept, in every file. */
import fc from 'fast-check'
import { Fhir } from 'fhir'
import { describe, expect, test } from 'vitest'
import { toBase64url } from '../bytes.ts'
import type { RoomId, SessionId } from '../ids.ts'
import { type Instrument } from '../questionnaire/index.ts'
import { ITEMS, NOTHING_ANSWERED, type PaperTotal, QUESTIONNAIRE, type SessionSide, STEP } from '../reflection/index.ts'
import { bundleOf, csvOf, ownCsvOf, readRecordFile, recordFile, type RecordedNotes, type RecordedRoom } from './index.ts'
import { OWN_COLUMNS } from './own-csv.ts'

const id = <Id extends string>() => fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => toBase64url(bytes) as Id)
const words = fc.oneof(fc.constantFrom('', '=SUM(A1)', 'She said "no".\nThen', '  ', '\ud800', '\u0000'), fc.string({ unit: 'grapheme', maxLength: 40 }))
const at = fc.integer({ min: 0, max: 4e12 })
const side: fc.Arbitrary<SessionSide> = fc.record({
  session: id<SessionId>(), at,
  side: fc.record({
    questionnaire: fc.constant(QUESTIONNAIRE as 'fermata-reflection|1'), mode: fc.constant('line' as const), words,
    answers: fc.record(Object.fromEntries(ITEMS.map((item) => [item, fc.option(fc.integer({ min: 0, max: 20 }).map((n) => n * STEP))]))) as fc.Arbitrary<typeof NOTHING_ANSWERED>,
  }),
})
const notes: fc.Arbitrary<RecordedNotes> = fc.record({
  agenda: fc.array(fc.record({ by: fc.constantFrom('client' as const, 'therapist' as const), words }), { maxLength: 3 }),
  step: fc.option(fc.record({ words, session: id<SessionId>(), went: fc.option(fc.record({ session: id<SessionId>(), how: fc.constantFrom('done' as const, 'partly' as const, 'notForMe' as const) })) })),
  sessions: fc.uniqueArray(fc.record({
    session: id<SessionId>(), at, pauses: fc.integer({ min: 0, max: 3 }),
    signals: fc.array(fc.record({ code: fc.constantFrom('off' as const, 'ok' as const, 'not_this' as const), at }), { maxLength: 3 }),
  }), { maxLength: 3, selector: ({ session }) => session }),
})
const total: fc.Arbitrary<PaperTotal> = fc.record({
  session: id<SessionId>(), at, questionnaire: fc.constantFrom('garden|1', 'gone|2'), total: fc.double({ min: -50, max: 50, noNaN: true }).map((n) => n + 0),
})
const rooms: fc.Arbitrary<RecordedRoom[]> = fc.uniqueArray(fc.record({
  room: id<RoomId>(), name: fc.constantFrom('Client 1', '=Mara'), sessions: fc.constant([]),
  ownSides: fc.uniqueArray(side, { maxLength: 4, selector: ({ session }) => session }), notes,
  totals: fc.uniqueArray(total, { maxLength: 3, selector: ({ session }) => session }),
}), { maxLength: 3, selector: ({ room }) => room })

const one = { session: 'ICEiIyQlJicoKSorLC0uLw' as SessionId, at: 1_764_000_000_000 }
const full: RecordedRoom = {
  room: 'AAECAwQFBgcICQoLDA0ODw' as RoomId, name: 'Client 1', sessions: [],
  ownSides: [{ ...one, side: { questionnaire: QUESTIONNAIRE, mode: 'line', words: 'Ask about the letter.', answers: { ...NOTHING_ANSWERED, way: 70 } } }],
  notes: {
    agenda: [{ by: 'client', words: 'The move' }],
    step: { words: 'One walk', session: one.session, went: { session: one.session, how: 'partly' } },
    sessions: [{ ...one, signals: [{ code: 'off', at: one.at + 60_000 }], pauses: 2 }],
  },
}

/** Made up: a form that may be filled in on paper only. */
const garden: Instrument = {
  questionnaire: 'garden|1', url: 'https://example.org/garden', title: 'The garden', notice: '', copyright: '',
  attestation: { holder: 'A practice', licence: 'No. 13', expires: null }, total: { total: 'sum', min: 0, max: 8, better: 'higher' }, entry: { entry: 'total' },
}

const fhir = new Fhir()
const faultsOf = (bundle: unknown) => fhir.validate(bundle as object, { errorOnUnexpected: true }).messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')

describe('what is the therapist’s own, and what was agreed on', () => {
  test('RC14 stands in our own file and is read back, whatever was said; a session has one own side', () => {
    fc.assert(fc.property(rooms, (all) => {
      expect(readRecordFile(recordFile(all, 5))).toEqual({ ok: true, rooms: all })
    }))
    const twice = { ...full, ownSides: [...(full.ownSides ?? []), ...(full.ownSides ?? [])] }
    expect(readRecordFile(recordFile([twice], 5))).toEqual({ ok: false, problem: 'broken' })
    const never = recordFile([full], 5).replace('"off"', '"not_private"')
    expect(readRecordFile(never), '"I can’t talk freely" is in no file').toEqual({ ok: false, problem: 'broken' })
  })

  test('RC15 is a table of its own, one thing a row, with no formula in it; the table of what was shared holds nothing of it', () => {
    expect(ownCsvOf([full]).split('\r\n')).toEqual([
      OWN_COLUMNS.join(','),
      `Client 1,2025-11-24T16:00:00.000Z,${one.session},ownSide,way,70`,
      `Client 1,2025-11-24T16:00:00.000Z,${one.session},note,,Ask about the letter.`,
      'Client 1,,,agenda,client,The move',
      `Client 1,,${one.session},step,,One walk`,
      `Client 1,,${one.session},went,,partly`,
      `Client 1,2025-11-24T16:00:00.000Z,${one.session},signal,off,2025-11-24T16:01:00.000Z`,
      `Client 1,2025-11-24T16:00:00.000Z,${one.session},pauses,,2`,
      '',
    ])
    expect(ownCsvOf([{ ...full, name: '=Mara' }])).toContain("\n'=Mara,")
    expect(csvOf([full])).not.toMatch(/letter|70/)
  })

  test('RC16 is FHIR R4 to a validator that is not ours: the therapist’s answers as theirs, agenda, step and signals', () => {
    const bundle = bundleOf([full], [], 5)
    const kinds = JSON.parse(JSON.stringify(bundle)) as { entry: { fullUrl: string; resource: { resourceType: string } }[] }
    expect(kinds.entry.map(({ resource }) => resource.resourceType).sort())
      .toEqual(['Encounter', 'Goal', 'List', 'Observation', 'Observation', 'QuestionnaireResponse'])
    expect(JSON.stringify(bundle)).toContain('"author":{"display":"therapist"}')
    expect(JSON.stringify(bundle), 'no room is named').not.toContain(full.room)
    fc.assert(fc.property(rooms, (all) => {
      const made = JSON.parse(JSON.stringify(bundleOf(all, [garden], 5))) as typeof kinds
      expect(faultsOf(made)).toEqual([])
      const urls = (made.entry ?? []).map(({ fullUrl }) => fullUrl)
      expect(new Set(urls).size).toBe(urls.length)
      const references = [...JSON.stringify(made).matchAll(/"reference":"([^"]*)"/g)].map(([, to]) => to)
      expect(references.filter((to) => !urls.includes(to ?? ''))).toEqual([])
    }), { numRuns: 40 })
  })
})

describe('totals from paper', () => {
  const onPaper: RecordedRoom = { room: full.room, name: 'Client 1', sessions: [], totals: [{ ...one, questionnaire: 'garden|1', total: 6.5 }, { ...one, questionnaire: 'gone|2', total: -1 }] }

  test('RC18 are in our own file, each once; and in the table, where a session with nothing else is a row', () => {
    expect(readRecordFile(recordFile([onPaper], 5))).toEqual({ ok: true, rooms: [onPaper] })
    const twice = { ...onPaper, totals: [...(onPaper.totals ?? []), { ...one, questionnaire: 'garden|1', total: 2 }] }
    expect(readRecordFile(recordFile([twice], 5))).toEqual({ ok: false, problem: 'broken' })
    expect(csvOf([onPaper]).split('\r\n')[1]).toBe(
      `Client 1,2025-11-24T16:00:00.000Z,${one.session},,,,,,,,,,,,,"[{""questionnaire"":""garden|1"",""total"":6.5},{""questionnaire"":""gone|2"",""total"":-1}]"`)
    expect(csvOf([onPaper]).split('\r\n')[0]?.split(',')).toHaveLength(16)
    expect(ownCsvOf([onPaper])).not.toContain('garden')
  })

  test('RC18 are FHIR R4: a response that holds no item, and the number; of the form its title, while it is loaded', () => {
    const bundle = JSON.parse(JSON.stringify(bundleOf([onPaper], [garden], 5))) as { entry: { resource: Record<string, unknown> }[] }
    expect(faultsOf(bundle)).toEqual([])
    const all = bundle.entry.map(({ resource }) => resource)
    expect(all.map(({ resourceType }) => resourceType)).toEqual(['Questionnaire', 'Encounter', 'QuestionnaireResponse', 'Observation', 'QuestionnaireResponse', 'Observation'])
    expect(all[0]).not.toHaveProperty('item')
    expect(all[2]).toMatchObject({ questionnaire: 'https://example.org/garden|1', extension: [{ valueCode: 'paper' }] })
    expect(all[2]).not.toHaveProperty('item')
    expect(all[3]).toMatchObject({ code: { coding: [{ code: 'total' }], text: 'The garden' }, valueQuantity: { value: 6.5 } })
    expect(all[5]).toMatchObject({ code: { coding: [{ code: 'total' }] }, valueQuantity: { value: -1 } })
    expect(all[4]).toMatchObject({ questionnaire: 'urn:fermata:fhir:questionnaire:gone|2' })
  })
})
