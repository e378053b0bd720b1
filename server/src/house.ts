/** What the operator has set for all pages, read once at the start. */
import { readFile } from 'node:fs/promises'
import { ConsentText, HelpEntries, type House } from '@fermata/shared/protocol'
import * as v from 'valibot'
import type { Config } from './config.ts'
import { whyNot } from './settings/paths.ts'

type Read<Value> = { ok: true; value: Value } | { ok: false; problem: string }

/** A sentence for the operator when one of the files cannot be used. */
export async function readHouse(
  { quietWay, helpFile, consentFile, prompts }: Pick<Config, 'quietWay' | 'helpFile' | 'consentFile' | 'prompts'>,
): Promise<{ ok: true; house: House } | { ok: false; problem: string }> {
  const help = await readJsonFile('HELP_FILE', helpFile, HelpEntries)
  if (!help.ok) return help
  const consent = await readJsonFile('CONSENT_FILE', consentFile, ConsentText)
  if (!consent.ok) return consent
  return { ok: true, house: { help: help.value ?? [], quietWay, consent: consent.value, prompts } }
}

/** `null` where no file is named. */
async function readJsonFile<Value>(name: string, file: string | null, schema: v.GenericSchema<unknown, Value>): Promise<Read<Value | null>> {
  if (file === null) return { ok: true, value: null }
  const problem = (why: string) => ({ ok: false, problem: `${name} cannot be used: ${why}` }) as const
  let raw: unknown
  try {
    raw = JSON.parse(await readFile(file, 'utf8'))
  } catch (thrown) {
    return problem(thrown instanceof SyntaxError ? 'it is not JSON' : `it cannot be read, ${whyNot(thrown)}`)
  }
  const read = v.safeParse(schema, raw)
  if (read.success) return { ok: true, value: read.output }
  const [issue] = read.issues
  const place = v.getDotPath(issue)
  return problem(place === null ? issue.message : `at ${place}, ${issue.message}`)
}
