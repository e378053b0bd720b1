import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { QuestionnaireList } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { callAs, openPractice, secret } from '../../../test/support/practice/therapist.ts'
import { startServer } from '../../../test/support/server.ts'
import { loadQuestionnaires, OWN_FILE, readText } from './load.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fermata-questionnaires-'))
})
afterEach(() => rm(folder, { recursive: true }))

const ours = await readFile(OWN_FILE, 'utf8')
/** Ours under another id, so that it stands beside it. */
const another = ours.replace('"id": "fermata-reflection"', '"id": "another"')
const problemOf = (text: string): string => {
  const read = readText(text)
  return read.ok ? 'read' : read.problem
}
/** The line on which a word stands. */
const lineOf = (text: string, word: string): number => text.slice(0, text.indexOf(word)).split('\n').length

test('QU220 a file that begins with a byte order mark is read, and its faults have their lines', () => {
  expect(problemOf(`\uFEFF${another}`)).toBe('read')
  const wrong = another.replace('"title"', '"titel"')
  expect(problemOf(`\uFEFF${wrong}`)).toBe(problemOf(wrong))
})

describe('questionnaires of the operator', () => {
  test('QU8 therapists who are signed in get ours and those of the folder, in order, and nobody else does', async () => {
    await writeFile(join(folder, 'b.json'), another)
    await writeFile(join(folder, 'read me.txt'), 'no questionnaire')
    const server = await startServer({ environment: { QUESTIONNAIRES: folder } })
    const anna = await openPractice(server.origin, server.setupLink)
    const { questionnaires } = v.parse(QuestionnaireList, await (await anna.call('GET', '/questionnaires')).json())
    expect(questionnaires.map(({ questionnaire }) => questionnaire)).toEqual(['fermata-reflection|1', 'another|1'])
    expect((await callAs(server.origin, null)('GET', '/questionnaires')).status).toBe(401)
    await server.dispose()
  })

  test('QU9 whoever proves a room’s link gets those that may be answered on a screen today, and nobody else does', async () => {
    await writeFile(join(folder, 'b.json'), another)
    const paper = JSON.parse(ours.replace('"id": "fermata-reflection"', '"id": "paper"')) as { extension: { url: string; extension: object[] }[] }
    const old = structuredClone(paper)
    for (const { url, extension } of paper.extension) {
      if (url === 'urn:fermata:fhir:scoring') extension.splice(0, 1, { url: 'total', valueCode: 'sum' }, { url: 'min', valueDecimal: 0 }, { url: 'max', valueDecimal: 9 }, { url: 'better', valueCode: 'lower' })
      if (url === 'urn:fermata:fhir:attestation') extension.splice(-1, 1, { url: 'electronicUse', valueBoolean: false })
    }
    for (const { url, extension } of old.extension) if (url === 'urn:fermata:fhir:attestation') extension.push({ url: 'expires', valueDate: '2020-01-31' })
    await writeFile(join(folder, 'c.json'), JSON.stringify(paper))
    await writeFile(join(folder, 'd.json'), JSON.stringify({ ...old, id: 'old' }))
    const server = await startServer({ environment: { QUESTIONNAIRES: folder } })
    const anna = await openPractice(server.origin, server.setupLink)
    const { room, link, auth } = await anna.makeRoom()
    const ask = (by: object) => callAs(server.origin, null)('POST', `/rooms/${room}/questionnaires`, by)
    const { questionnaires } = v.parse(QuestionnaireList, await (await ask({ link, auth })).json())
    expect(questionnaires.map(({ questionnaire }) => questionnaire)).toEqual(['fermata-reflection|1', 'another|1'])
    expect((await ask({ link, auth: secret() })).status).toBe(404)
    expect((await ask({ link })).status).toBe(400)
    await server.dispose()
  })

  test('QU4 the operator is told at the start of a licence whose last day is past', async () => {
    const past = '{ "url": "expires", "valueDate": "2020-01-31" },'
    await writeFile(join(folder, 'a.json'), another.replace('"title": "Session reflection"', '"title": "Paper"').replace(/\{\s*"url": "electronicUse"/, `${past}$&`))
    const server = await startServer({ environment: { QUESTIONNAIRES: folder } })
    expect(server.output()).toContain('the licence for "Paper" was attested until 2020-01-31')
    await server.dispose()
  })

  test('QU7 a server with a file that is not right does not start, and says file, line and reason', async () => {
    await writeFile(join(folder, 'wrong.json'), another.replace('"status": "active"', '"status": "draft"'))
    await expect(startServer({ environment: { QUESTIONNAIRES: folder } }))
      .rejects.toThrow(`QUESTIONNAIRES cannot be used: wrong.json, line ${lineOf(another, '"status"')}: status must be "active"`)
    await expect(startServer({ environment: { QUESTIONNAIRES: join(folder, 'none') } })).rejects.toThrow('it cannot be read')
  })

  test('QU7 two files of one name and version are one too many', async () => {
    for (const name of ['a.json', 'b.json']) await writeFile(join(folder, name), another)
    expect(await loadQuestionnaires(folder)).toEqual({ ok: false, problem: 'QUESTIONNAIRES cannot be used: b.json, another|1 is there already' })
  })

  test.each([
    ['cut short', another.slice(0, 400), /^line \d+: it is not JSON \(\w+\)$/],
    ['with a comment', `// ours\n${another}`, /^line 1: it is not JSON \(InvalidCommentToken\)$/],
    ['with a comma too many', '{\n  "a": 1,\n}', /^line \d: it is not JSON/],
    ['with a key twice', '{\n  "id": "a",\n  "title": "b",\n  "id": "c"\n}', /^line 4: "id" is there twice$/],
    ['that is empty', '', /^line 1: it is not JSON/],
    ['that is a list', '\n[]', /^line 2: resourceType is missing$/],
    ['with a part missing', '{\n  "resourceType": "Questionnaire",\n  "id": "a"\n}', /^line 1: url is missing$/],
    ['that is too long', `"${'a'.repeat(300_000)}"`, /^it is too long/],
  ])('QU7 a file %s is refused', (_what, text, problem) => {
    expect(problemOf(text)).toMatch(problem)
  })

  test('QU7 the line is that of the part, however deep it lies', () => {
    const wrong = another.replace('"linkId": "sayable"', '"linkId": ""')
    expect(problemOf(wrong)).toBe(`line ${lineOf(wrong, '"linkId": ""')}: item.4.linkId is empty`)
    const unknown = another.replace('"linkId": "way"', '"prefix": "4.",\n      "linkId": "way"')
    expect(problemOf(unknown)).toBe(`line ${lineOf(unknown, '"prefix"')}: item.3.prefix is not known here`)
  })
})
