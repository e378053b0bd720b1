import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ITEMS, LETTERS_AT_MOST, QUESTIONNAIRE, STEP, valueOf, WORDS } from '../reflection/index.ts'
import {
  answersOf, counted, fromHundred, Instrument, isInForce, onHundred, readQuestionnaire, rowsOf, takes, TOTAL, totalOf, writeQuestionnaire,
} from './index.ts'

const json = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'))
const own = (): Record<string, unknown> => json('shared/questionnaires/fermata-reflection.json') as Record<string, unknown>
const sentences = json('client/messages/en/reflection.json') as Record<string, string>

const read = (raw: unknown): Instrument => {
  const result = readQuestionnaire(raw)
  if (!result.ok) throw new Error(`${result.fault.place.join('.')} ${result.fault.why}`)
  return result.value
}
const why = (raw: unknown): string => {
  const result = readQuestionnaire(raw)
  return result.ok ? 'read' : `${result.fault.place.join('.')} ${result.fault.why}`
}

/** Made up, as an operator might write one: two choices, of which on one a low answer is the better one. */
const garden = (more: Record<string, unknown> = {}) => ({
  resourceType: 'Questionnaire', id: 'garden', url: 'https://example.org/garden', version: '2.1', title: 'The garden', status: 'active',
  extension: [attested(true), scored('sum')],
  item: [chosen('soil'), { ...chosen('weeds'), extension: [{ url: 'urn:fermata:fhir:better', valueCode: 'lower' }] }],
  ...more,
})
const attested = (electronicUse: boolean, expires = '2027-03-31') => ({
  url: 'urn:fermata:fhir:attestation',
  extension: [
    { url: 'holder', valueString: 'A practice' }, { url: 'licence', valueString: 'No. 12' },
    { url: 'expires', valueDate: expires }, { url: 'electronicUse', valueBoolean: electronicUse },
  ],
})
const scored = (total: string) => ({
  url: 'urn:fermata:fhir:scoring',
  extension: [
    { url: 'total', valueCode: total },
    ...(total === 'none' ? [] : [{ url: 'min', valueDecimal: 0 }, { url: 'max', valueDecimal: 8 }, { url: 'better', valueCode: 'higher' }]),
  ],
})
const option = (display: string, value: number) => ({
  valueCoding: { code: display, display, extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: value }] },
})
const chosen = (linkId: string) => ({ linkId, text: `How is the ${linkId}?`, type: 'choice', answerOption: [option('poor', 0), option('fair', 2), option('rich', 4)] })

describe('our own questionnaire', () => {
  test('QU1 is the file: its questions are those that are asked, in the words of the catalogue', () => {
    const { questionnaire, entry, notice, total } = read(own())
    if (entry.entry !== 'questions') throw new Error('ours is answered on the screen')
    expect(questionnaire).toBe(QUESTIONNAIRE)
    expect(notice).toBe(sentences['reflection_notice'])
    expect(total).toEqual({ total: 'none' })
    expect(entry.questions).toEqual([
      ...ITEMS.map((id) => ({ answer: 'line', id, text: sentences[`reflection_item_${id}`], min: 0, max: 100, step: STEP, better: 'higher' })),
      { answer: 'words', id: 'words', text: sentences['reflection_own_words'], letters: LETTERS_AT_MOST },
    ])
    const inCatalogue = (word: string) => sentences[`reflection_word_${word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`]
    expect(entry.words).toEqual(WORDS.map((word) => ({ value: valueOf(word), label: inCatalogue(word) })))
  })

  test('QU2 what was read is written back as it was', () => {
    expect(writeQuestionnaire(read(own()))).toEqual(own())
    expect(read(writeQuestionnaire(read(garden())))).toEqual(read(garden()))
    expect(v.is(Instrument, read(garden()))).toBe(true)
  })
})

describe('a questionnaire that an operator loads', () => {
  test('QU3 without electronic use hands on no question, and takes a total within its bounds', () => {
    const paper = read(garden({ extension: [attested(false), scored('sum')] }))
    expect(paper.entry).toEqual({ entry: 'total' })
    expect(JSON.stringify(paper)).not.toContain('soil')
    expect(rowsOf(paper)).toEqual([{ id: 'total', text: 'The garden', min: 0, max: 8, better: 'higher' }])
    expect(counted(paper, { total: 6, soil: 4 })).toEqual({ total: 75 })
    expect(read(garden({ extension: [attested(false), scored('mean')], item: undefined })).entry).toEqual({ entry: 'total' })
    expect(why(garden({ extension: [attested(false), scored('none')] }))).toBe(
      'extension.1.extension needs a total with its bounds: without electronic use nothing else can be entered')
  })

  test('QU4 is in force to the end of its last day', () => {
    const dated = read(garden())
    expect(['2027-03-30', '2027-03-31', '2027-04-01'].map((day) => isInForce(dated, day))).toEqual([true, true, false])
    expect(isInForce(read(own()), '9999-12-31')).toBe(true)
  })

  test('QU5 is counted from 0 to 100, where 100 is the better end', () => {
    expect(counted(read(garden()), { soil: 4, weeds: 4 })).toEqual({ total: 100, soil: 100, weeds: 0 })
    expect(counted(read(garden()), { soil: 2, other: 3 })).toEqual({ total: null, soil: 50, weeds: null })
    expect(counted(read(own()), { safe: 35 })).toMatchObject({ safe: 35, overall: null })
    fc.assert(fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 90 }), fc.double({ noNaN: true, min: -200, max: 200 }), (min, width, value) => {
      const up = onHundred(value, { min, max: min + width, better: 'higher' })
      expect(up).toBeGreaterThanOrEqual(0)
      expect(up).toBeLessThanOrEqual(100)
      expect(up + onHundred(value, { min, max: min + width, better: 'lower' })).toBeCloseTo(100)
    }))
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['another resource', { resourceType: 'Patient' }, 'resourceType must be "Questionnaire"'],
    ['a key that is not known', { subject: 'me' }, 'subject is not known here'],
    ['no title', { title: undefined }, 'title is missing'],
    ['a draft', { status: 'draft' }, 'status must be "active"'],
    ['an id with a space', { id: 'the garden' }, 'id may hold letters, digits, dots and hyphens only'],
    ['no attestation', { extension: [scored('sum')] }, 'extension holds no attestation'],
    ['two attestations', { extension: [attested(true), attested(true), scored('sum')] }, 'extension.1 is an attestation for a second time'],
    ['no scoring', { extension: [attested(true)] }, 'extension holds no scoring'],
    ['a holder left out', { extension: [{ ...attested(true), extension: attested(true).extension.slice(1) }, scored('sum')] }, 'extension.0.extension names no holder'],
    ['a day that is none', { extension: [attested(true, '2027-02-30'), scored('sum')] }, 'extension.0.extension.2.valueDate must be a day such as 2027-03-31'],
    ['a foreign extension', { extension: [attested(true), scored('sum'), { url: 'urn:other' }] }, 'extension.2.url is not known here'],
    ['bounds without a total', { extension: [attested(true), { ...scored('sum'), extension: [{ url: 'total', valueCode: 'none' }, { url: 'min', valueDecimal: 1 }] }] }, 'extension.1.extension has bounds, but no total'],
    ['a question twice', { item: [chosen('soil'), chosen('soil')] }, 'item.1.linkId "soil" is there twice'],
    ['a question that must be answered', { item: [{ ...chosen('soil'), required: true }] }, 'item.0.required must be false: every question may be skipped'],
    ['one answer', { item: [{ ...chosen('soil'), answerOption: [option('poor', 0)] }] }, 'item.0.answerOption has fewer than two answers'],
    ['two answers of one value', { item: [{ ...chosen('soil'), answerOption: [option('poor', 0), option('fair', 0)] }] }, 'item.0.answerOption gives one value to two answers'],
    ['nothing to count', { item: [{ linkId: 'more', text: 'More?', type: 'text', maxLength: 10 }] }, 'item holds nothing that can be counted'],
    ['an item of another kind', { item: [{ linkId: 'when', text: 'When?', type: 'date' }] }, 'item.0.type must be "integer", "decimal", "choice" or "text"'],
    ['a line without bounds', { item: [{ linkId: 'way', text: 'Way?', type: 'integer', extension: [] }] }, 'item.0.extension names no minValue'],
  ])('QU6 with %s is refused with place and reason', (_what, more, reason) => {
    expect(why(garden(more))).toBe(reason)
  })

  test('QU6 nothing that is no questionnaire throws', () => {
    fc.assert(fc.property(fc.jsonValue(), (raw) => !readQuestionnaire(raw).ok))
  })
})

/** Made up: a choice, a number that is written, a place on a line, and free words. */
const shed = (total = 'sum') => garden({
  id: 'shed', title: 'The shed', extension: [attested(true), scored(total)],
  item: [
    chosen('roof'),
    { linkId: 'metres', text: 'How wide?', type: 'decimal', extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueDecimal: 0.5 }, { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueDecimal: 4 }] },
    { linkId: 'light', text: 'How light?', type: 'integer', extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: 0 }, { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 10 },
      { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue', valueInteger: 2 },
    ] },
    { linkId: 'more', text: 'Anything else?', type: 'text', maxLength: 20 },
  ],
})

describe('a questionnaire that was filled in', () => {
  const fill = (...answers: (number | string | null)[]) => ({ questionnaire: 'shed|2.1', answers })

  test('QU2 a decimal question is read and written back as it was', () => {
    expect(read(JSON.parse(JSON.stringify(writeQuestionnaire(read(shed())))))).toEqual(read(shed()))
  })

  test('QU10 its answers are named by its questions; what does not fit them is no answer to them', () => {
    const instrument = read(shed())
    expect(answersOf(instrument, fill(2, 1.25, null, 'A hook'))).toEqual({ values: { roof: 2, metres: 1.25, light: null }, words: { more: 'A hook' } })
    for (const wrong of [fill(2), fill(1, 1, 2, null), fill(2, 9, 2, null), fill(2, 1, 3, null), fill(2, 1, 2, 'x'.repeat(21)), fill('2', 1, 2, null), { ...fill(2, 1, 2, null), questionnaire: 'shed|2' }])
      expect(answersOf(instrument, wrong)).toBeNull()
    if (instrument.entry.entry !== 'questions') throw new Error('shed is asked')
    for (const question of instrument.entry.questions) expect(takes(question, null), 'anything may be skipped').toBe(true)
  })

  test('QU11 its total is made by its own rule, of the values as they stand in its file, and only where nothing is missing', () => {
    expect(totalOf(read(shed()), { roof: 2, metres: 1, light: 4 })).toBe(7)
    expect(totalOf(read(shed('mean')), { roof: 2, metres: 1, light: 6 })).toBe(3)
    expect(totalOf(read(shed()), { roof: 2, metres: null, light: 4 })).toBeNull()
    expect(totalOf(read(shed('none')), { roof: 2, metres: 1, light: 4 })).toBeNull()
    expect(rowsOf(read(shed())).map(({ id }) => id)).toEqual([TOTAL, 'roof', 'metres', 'light'])
    expect(counted(read(shed()), { roof: 2, metres: 1, light: 1 })[TOTAL]).toBe(50)
    expect(counted(read(shed()), { [TOTAL]: 2 })[TOTAL], 'one from paper').toBe(25)
    fc.assert(fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 90 }), fc.constantFrom('higher' as const, 'lower' as const), fc.double({ noNaN: true, min: 0, max: 1 }), (min, width, better, share) => {
      const bounds = { min, max: min + width, better }
      expect(fromHundred(onHundred(min + share * width, bounds), bounds)).toBeCloseTo(min + share * width)
    }))
  })
})
