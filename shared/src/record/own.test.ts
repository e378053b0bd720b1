/** The therapist's own side, what was agreed on, and what the client let be kept, in every file. */
import fc from 'fast-check'
import { Fhir } from 'fhir'
import { describe, expect, test } from 'vitest'
import { toBase64url } from '../bytes.ts'
import type { RoomId, SessionId } from '../ids.ts'
import { ITEMS, NOTHING_ANSWERED, QUESTIONNAIRE, type SessionSide, STEP } from '../reflection/index.ts'
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
const rooms: fc.Arbitrary<RecordedRoom[]> = fc.uniqueArray(fc.record({
  room: id<RoomId>(), name: fc.constantFrom('Client 1', '=Mara'), sessions: fc.constant([]),
  ownSides: fc.uniqueArray(side, { maxLength: 4, selector: ({ session }) => session }), notes,
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
      const made = JSON.parse(JSON.stringify(bundleOf(all, [], 5))) as typeof kinds
      expect(faultsOf(made)).toEqual([])
      const urls = (made.entry ?? []).map(({ fullUrl }) => fullUrl)
      expect(new Set(urls).size).toBe(urls.length)
      const references = [...JSON.stringify(made).matchAll(/"reference":"([^"]*)"/g)].map(([, to]) => to)
      expect(references.filter((to) => !urls.includes(to ?? ''))).toEqual([])
    }), { numRuns: 40 })
  })
})
