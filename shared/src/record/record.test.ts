import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Fhir } from 'fhir'
import { describe, expect, test } from 'vitest'
import { toBase64url } from '../bytes.ts'
import type { RoomId, SessionId } from '../ids.ts'
import { type Instrument, readQuestionnaire, writeQuestionnaire } from '../questionnaire/index.ts'
import { type Answers, ITEMS, NOTHING_ANSWERED, QUESTIONNAIRE, saysSomething, STEP, valueOf, WORDS } from '../reflection/index.ts'
import { cellOf, COLUMNS } from './csv.ts'
import { bundleOf, csvOf, readRecordFile, recordFile, type RecordedRoom, type RecordedSession } from './index.ts'

const file = JSON.parse(readFileSync(new URL('../../questionnaires/fermata-reflection.json', import.meta.url), 'utf8')) as unknown
const read = readQuestionnaire(file)
/** Made up: a choice, a number that is written, and free words. */
const shed: Instrument = {
  questionnaire: 'shed|2', url: 'https://example.org/shed', title: 'The shed', notice: '', copyright: '',
  attestation: { holder: 'A practice', licence: 'No. 12', expires: null }, total: { total: 'sum', min: 0, max: 8, better: 'higher' },
  entry: {
    entry: 'questions', words: [], questions: [
      { answer: 'choice', id: 'roof', text: 'How is the roof?', better: 'higher', options: [{ value: 0, label: 'poor' }, { value: 4, label: 'rich' }] },
      { answer: 'number', id: 'metres', text: 'How wide?', min: 0, max: 4, better: 'higher' },
      { answer: 'words', id: 'more', text: 'Anything else?', letters: 60 },
    ],
  },
}
const instruments: Instrument[] = read.ok ? [read.value, shed] : [shed]

const id = <Id extends string>() => fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => toBase64url(bytes) as Id)
const anyWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '=1+1', '\t@SUM(A1)', 'two\r\nlines, "quoted"', '－1', '\u0000\u0007', '\ud800', '  '),
)
const answersOf = (answer: fc.Arbitrary<number | null>) => fc.record(Object.fromEntries(ITEMS.map((item) => [item, answer]))) as fc.Arbitrary<Answers>
const line = fc.option(fc.integer({ min: 0, max: 20 }).map((n) => n * STEP))
const others = fc.tuple(fc.constantFrom('shed|2', 'gone|1'), fc.constantFrom(null, 0, 4), fc.option(fc.double({ min: 0, max: 4, noNaN: true }).map((n) => n + 0)), fc.option(anyWords.filter((text) => text !== '')))
  .map(([questionnaire, ...answers]) => [{ questionnaire, answers }])
const reflection = fc.oneof(
  fc.record({ mode: fc.constant('line' as const), answers: answersOf(line) }),
  fc.record({ mode: fc.constant('words' as const), answers: answersOf(fc.option(fc.constantFrom(...WORDS.map(valueOf)))) }),
).chain((given) => fc.record({
  questionnaire: fc.constant(QUESTIONNAIRE as 'fermata-reflection|1'), mode: fc.constant(given.mode), answers: fc.constant(given.answers), words: anyWords,
  share: fc.constantFrom('talkNow' as const, 'startWithThis' as const, 'showAfter' as const),
})).chain((ours) => fc.option(others).map((more) => (more === null ? ours : { ...ours, more }))).filter(saysSomething)
const session: fc.Arbitrary<RecordedSession> = fc.record({
  session: id<SessionId>(), at: fc.integer({ min: 0, max: 4e12 }), through: fc.constantFrom('session' as const, 'link' as const), reflection,
})
const rooms: fc.Arbitrary<RecordedRoom[]> = fc.uniqueArray(fc.record({
  room: id<RoomId>(),
  name: fc.oneof(fc.constantFrom('Client 1', '=cmd|calc', 'Müller, "M."'), fc.string({ minLength: 1, maxLength: 30 })),
  sessions: fc.uniqueArray(session, { maxLength: 4, selector: (one) => one.session }),
}), { maxLength: 3, selector: (one) => one.room })

const fhir = new Fhir()
const faultsOf = (bundle: unknown) => fhir.validate(bundle as object, { errorOnUnexpected: true }).messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')
const [some] = fc.sample(rooms.filter((all) => all.some(({ sessions }) => sessions.length > 1)), { numRuns: 1, seed: 7 })
const recorded = some ?? []

describe('our own file', () => {
  test('RC1 what was written is read back, whatever was said', () => {
    fc.assert(fc.property(rooms, (all) => {
      expect(readRecordFile(recordFile(all, 5))).toEqual({ ok: true, rooms: all })
    }))
  })

  test('RC2 what is not ours, from a later version or damaged is refused as what it is; nothing throws', () => {
    const text = recordFile(recorded, 5)
    const problem = (given: string) => {
      const result = readRecordFile(given)
      return result.ok ? 'read' : result.problem
    }
    expect(problem(`\uFEFF${text}`)).toBe('read')
    for (const foreign of ['', '{}', '[]', 'client,began\r\n', JSON.stringify(bundleOf(recorded, instruments, 5))]) expect(problem(foreign)).toBe('foreign')
    expect(problem(text.replace('"version": 3', '"version": 4'))).toBe('newer')
    for (const earlier of [1, 2]) expect(problem(text.replace('"version": 3', `"version": ${earlier}`)), 'what was made by an earlier one').toBe('read')
    for (const broken of [text.slice(0, -20), text.replace('"version": 3', '"version": 0'), text.replace(/"mode": "\w+"/, '"mode": "loud"'), text.replace('"rooms"', '"room"')])
      expect(problem(broken)).toBe('broken')
    const twice = JSON.stringify({ ...(JSON.parse(text) as object), rooms: [...recorded, ...recorded] })
    expect(problem(twice)).toBe('broken')
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (any) => !readRecordFile(any).ok))
  })
})

/** A reader of RFC 4180 for these tests: rows of cells. */
function cells(text: string): string[][] {
  const found = [...text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)]
  expect(found.map(([whole]) => whole).join('')).toBe(text)
  const table: string[][] = [[]]
  for (const [, cell = '', end] of found) {
    table.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end === '\r\n') table.push([])
  }
  return table.slice(0, -1)
}

describe('the table', () => {
  test('RC3 has one row a session under one row of names, and every cell reads back as it was, or after one apostrophe', () => {
    fc.assert(fc.property(rooms, (all) => {
      const [head, ...rows] = cells(csvOf(all))
      expect(head).toEqual([...COLUMNS])
      const sessions = all.flatMap(({ name, sessions: own }) => own.map((one) => ({ name, ...one })))
      expect(rows).toHaveLength(sessions.length)
      rows.forEach((row, n) => {
        expect(row).toHaveLength(COLUMNS.length)
        const one = sessions[n]
        expect([one?.name, `'${one?.name}`]).toContain(row[0])
        expect([one?.reflection.words, `'${one?.reflection.words}`]).toContain(row.at(-3))
        expect(row.at(-2)).toBe(one?.reflection.more === undefined ? '' : JSON.stringify(one.reflection.more))
        ITEMS.forEach((item, at) => expect(row[7 + at]).toBe(one?.reflection.answers[item]?.toString() ?? ''))
      })
    }))
  })

  test('RC4 attack: no cell begins as a spreadsheet’s formula', () => {
    fc.assert(fc.property(rooms, (all) => {
      for (const cell of cells(csvOf(all)).flat()) expect(cell).not.toMatch(/^\s*[=+\-@|%\t\r\n＝＋－＠]/)
    }))
    expect(['=1+1', ' =1', '\u00a0@a', '＝1', '-2', '"=1'].map(cellOf)).toEqual(["'=1+1", "' =1", "'\u00a0@a", "'＝1", "'-2", '"""=1"'])
    expect(cellOf('Mara - on Tuesdays')).toBe('Mara - on Tuesdays')
  })
})

describe('the bundle', () => {
  test('RC5 is FHIR R4 to a validator that is not ours, whatever was said', () => {
    fc.assert(fc.property(rooms, (all) => {
      expect(faultsOf(bundleOf(all, instruments, 5))).toEqual([])
    }), { numRuns: 40 })
  })

  test('RC5 the validator finds what is wrong', () => {
    const text = JSON.stringify(bundleOf(recorded, instruments, 5))
    for (const wrong of [
      text.replace('"status":"finished"', '"status":"over"'), text.replace('"valueInteger"', '"valueWhole"'), text.replace('"class":', '"sort":'),
    ]) {
      expect(wrong).not.toBe(text)
      expect(faultsOf(JSON.parse(wrong))).not.toEqual([])
    }
  })

  test('RC6 holds each questionnaire once, each session, each answer given, and refers to nothing outside', () => {
    const bundle = JSON.parse(JSON.stringify(bundleOf(recorded, instruments, 5))) as { entry: { fullUrl: string; resource: Record<string, unknown> }[] }
    const of = (type: string) => bundle.entry.filter(({ resource }) => resource['resourceType'] === type)
    const sessions = recorded.flatMap((room) => room.sessions)
    const asked = new Set(sessions.flatMap(({ reflection: { more = [] } }) => more.map(({ questionnaire }) => questionnaire)))
    const written = JSON.parse(JSON.stringify(writeQuestionnaire(shed))) as unknown
    expect(of('Questionnaire').map(({ resource }) => resource)).toEqual([file, ...(asked.has('shed|2') ? [written] : [])])
    const more = sessions.flatMap(({ reflection: { more: filled = [] } }) => filled)
    expect([of('Encounter').length, of('QuestionnaireResponse').length]).toEqual([sessions.length, sessions.length + more.length])
    const given = sessions.flatMap(({ reflection: { answers } }) => ITEMS.map((item) => answers[item])).filter((answer) => answer !== null)
    expect(of('Observation').flatMap(({ resource }) => (resource['valueQuantity'] === undefined ? [resource['valueInteger']] : []))).toEqual(given)
    const urls = bundle.entry.map(({ fullUrl }) => fullUrl)
    expect(new Set(urls).size).toBe(urls.length)
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]*)"/g)].map(([, to]) => to)
    expect(references.filter((to) => !urls.includes(to ?? ''))).toEqual([])
    expect(JSON.stringify(bundle)).not.toMatch(/loinc|snomed/i)
  })

  test('RC13 an other questionnaire is in it with its own answers and its total; one that is not loaded any more without any wording', () => {
    const one: RecordedSession = {
      session: recorded[0]?.sessions[0]?.session ?? ('' as SessionId), at: 7, through: 'session',
      reflection: {
        questionnaire: QUESTIONNAIRE, mode: 'line', answers: NOTHING_ANSWERED, words: '', share: 'showAfter',
        more: [{ questionnaire: 'shed|2', answers: [4, 1.5, 'A hook'] }, { questionnaire: 'gone|1', answers: [null, 2] }],
      },
    }
    const room: RecordedRoom = { room: '' as RoomId, name: 'Client 1', sessions: [one] }
    const bundle = JSON.parse(JSON.stringify(bundleOf([room], instruments, 5))) as { entry: { resource: Record<string, unknown> }[] }
    expect(faultsOf(bundle)).toEqual([])
    const [, known, gone] = bundle.entry.map(({ resource }) => resource).filter((resource) => resource['resourceType'] === 'QuestionnaireResponse')
    expect(known).toMatchObject({ questionnaire: 'https://example.org/shed|2', item: [
      { linkId: 'roof', text: 'How is the roof?', answer: [{ valueCoding: { code: '4', display: 'rich' } }] },
      { linkId: 'metres', answer: [{ valueDecimal: 1.5 }] }, { linkId: 'more', answer: [{ valueString: 'A hook' }] },
    ] })
    expect(gone).toMatchObject({ questionnaire: 'urn:fermata:fhir:questionnaire:gone|1', item: [{ linkId: '2', answer: [{ valueDecimal: 2 }] }] })
    expect(bundle.entry.map(({ resource }) => resource['valueQuantity']).filter((total) => total !== undefined)).toEqual([{ value: 5.5 }])
  })

  test('RC7 no file but our own names the room, which a server knows', () => {
    const names = recorded.map(({ room }) => room)
    const [table, bundle] = [csvOf(recorded), JSON.stringify(bundleOf(recorded, instruments, 5))]
    expect(names.filter((room) => table.includes(room) || bundle.includes(room))).toEqual([])
  })
})
