/** What the operator has set for all pages, read once at the start. */
import { readFile } from 'node:fs/promises'
import { HelpEntries, type House } from '@fermata/shared/protocol'
import * as v from 'valibot'
import type { Config } from './config.ts'

/** A sentence for the operator when the file of Help cannot be used. */
export async function readHouse(
  { quietWay, helpFile }: Pick<Config, 'quietWay' | 'helpFile'>,
): Promise<{ ok: true; house: House } | { ok: false; problem: string }> {
  if (helpFile === null) return { ok: true, house: { help: [], quietWay } }
  const problem = (why: string) => ({ ok: false, problem: `HELP_FILE cannot be used: ${why}` }) as const
  let raw: unknown
  try {
    raw = JSON.parse(await readFile(helpFile, 'utf8'))
  } catch (thrown) {
    return problem(thrown instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read')
  }
  const read = v.safeParse(HelpEntries, raw)
  if (read.success) return { ok: true, house: { help: read.output, quietWay } }
  const [issue] = read.issues
  const place = v.getDotPath(issue)
  return problem(place === null ? issue.message : `at ${place}, ${issue.message}`)
}
