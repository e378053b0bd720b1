/** Questionnaires are read once at the start: ours from its own file, the operator's from a folder of theirs. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Instrument, readQuestionnaire } from '@fermata/shared/questionnaire'
import { parseJson } from './json.ts'

/** Our own, which is a file like any other. */
export const OWN_FILE = fileURLToPath(new URL('../../../shared/questionnaires/fermata-reflection.json', import.meta.url))
/** A questionnaire is a page or two. */
const LETTERS_AT_MOST = 256 * 1024

type Loaded<Value> = { ok: true; value: Value } | { ok: false; problem: string }

/** Ours, then the operator's in the order of their files; or a sentence with file, line and reason. */
export async function loadQuestionnaires(folder: string | null): Promise<Loaded<readonly Instrument[]>> {
  const loaded: Instrument[] = []
  for (const { name, path } of [{ name: 'our own file', path: OWN_FILE }, ...(await filesOf(folder))]) {
    const problem = (why: string) => ({ ok: false, problem: `QUESTIONNAIRES cannot be used: ${name}, ${why}` }) as const
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text === null) return problem('it cannot be read')
    const read = readText(text)
    if (!read.ok) return problem(read.problem)
    const { questionnaire } = read.value
    if (loaded.some((one) => one.questionnaire === questionnaire)) return problem(`${questionnaire} is there already`)
    loaded.push(read.value)
  }
  return { ok: true, value: loaded }
}

/** One file's text, read. */
export function readText(text: string): Loaded<Instrument> {
  if (text.length > LETTERS_AT_MOST) return { ok: false, problem: 'it is too long for a questionnaire' }
  const json = parseJson(text)
  if (!json.ok) return { ok: false, problem: `line ${json.line}: ${json.why}` }
  const read = readQuestionnaire(json.value)
  if (read.ok) return read
  const { place, why } = read.fault
  return { ok: false, problem: `line ${json.lineOf(place)}: ${place.length === 0 ? 'the file' : place.join('.')} ${why}` }
}

async function filesOf(folder: string | null): Promise<{ name: string; path: string }[]> {
  if (folder === null) return []
  const names = await readdir(folder).catch(() => null)
  // A folder that is not there is told like a file that is not.
  if (names === null) return [{ name: folder, path: folder }]
  return names.filter((name) => name.endsWith('.json')).sort().map((name) => ({ name, path: join(folder, name) }))
}
