/** From a file of FHIR to what the app works with; or the place in the file and the reason why not. Pure. */
import * as v from 'valibot'
import { type FhirItem, FhirQuestionnaire } from './fhir.ts'
import type { Anchor, Attestation, Instrument, Question, Total } from './instrument.ts'
import { EXTENSION, FHIR } from './names.ts'

/** Where it stands: keys and positions, from the outside. */
export type Place = readonly (string | number)[]
export interface Fault {
  place: Place
  /** A sentence's second half: what stands there "is empty". */
  why: string
}
type Read<Value> = { ok: true; value: Value } | { ok: false; fault: Fault }

class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.why)
  }
}
const fail = (place: Place, why: string): never => {
  throw new Refused({ place, why })
}

/** Reads a questionnaire out of parsed JSON. */
export function readQuestionnaire(raw: unknown): Read<Instrument> {
  const parsed = v.safeParse(FhirQuestionnaire, raw)
  if (!parsed.success) return { ok: false, fault: faultOf(parsed.issues[0]) }
  try {
    return { ok: true, value: instrumentOf(parsed.output) }
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, fault: thrown.fault }
    throw thrown
  }
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
  const place = (issue.path ?? []).map(({ key }) => key as string | number)
  const isKey = issue.kind === 'schema' && ['strict_object', 'variant'].includes(issue.type)
  if (isKey && issue.expected === 'never') return { place, why: 'is not known here' }
  if (issue.input === undefined && issue.kind === 'schema') return { place, why: 'is missing' }
  return { place, why: issue.message }
}

function instrumentOf(file: FhirQuestionnaire): Instrument {
  const attestation = only(file, EXTENSION.attestation, 'an attestation')
  const scoring = only(file, EXTENSION.scoring, 'a scoring')
  const { electronic, ...leave } = attestationOf(attestation.parts, attestation.place)
  const total = totalOf(scoring.parts, scoring.place)
  const questions = (file.item ?? []).map((item, n) => questionOf(item, ['item', n]))
  const ids = questions.map(({ id }) => id)
  ids.forEach((id, n) => ids.indexOf(id) < n && fail(['item', n, 'linkId'], `"${id}" is there twice`))
  if (electronic && !questions.some(({ answer }) => answer !== 'words'))
    fail(['item'], 'holds nothing that can be counted')
  if (!electronic && total.total === 'none')
    fail(scoring.place, 'needs a total with its bounds: without electronic use nothing else can be entered')
  return {
    questionnaire: `${file.id}|${file.version}`,
    url: file.url,
    title: file.title,
    notice: file.description ?? '',
    copyright: file.copyright ?? '',
    attestation: leave,
    total,
    // Questions that may not be shown on a screen are not handed on to one.
    entry: electronic ? { entry: 'questions', questions, words: wordsOf(file) } : { entry: 'total' },
  }
}

/** The one extension of that name, and its parts by their own names. */
function only(file: FhirQuestionnaire, url: typeof EXTENSION.attestation | typeof EXTENSION.scoring, what: string) {
  const found = file.extension.flatMap((each, n) => (each.url === url ? [{ each, n }] : []))
  const [first, second] = found
  if (second !== undefined) fail(['extension', second.n], `is ${what} for a second time`)
  if (first === undefined) return fail(['extension'], `holds no ${what.replace(/^an? /, '')}`)
  const place = ['extension', first.n, 'extension'] as const
  const parts = new Map<string, unknown>()
  first.each.extension.forEach((part, n) => {
    if (parts.has(part.url)) fail([...place, n], `names "${part.url}" twice`)
    parts.set(part.url, Object.entries(part).find(([key]) => key.startsWith('value'))?.[1])
  })
  return { parts, place }
}

function attestationOf(parts: ReadonlyMap<string, unknown>, place: Place): Attestation & { electronic: boolean } {
  for (const name of ['holder', 'licence', 'electronicUse']) if (!parts.has(name)) fail(place, `names no ${name}`)
  return {
    holder: parts.get('holder') as string,
    licence: parts.get('licence') as string,
    expires: (parts.get('expires') as string | undefined) ?? null,
    electronic: parts.get('electronicUse') === true,
  }
}

function totalOf(parts: ReadonlyMap<string, unknown>, place: Place): Total {
  const total = parts.get('total') as Total['total'] | undefined
  if (total === undefined) return fail(place, 'names no total')
  if (total === 'none') {
    if (parts.size > 1) fail(place, 'has bounds, but no total')
    return { total }
  }
  for (const name of ['min', 'max', 'better']) if (!parts.has(name)) fail(place, `names no ${name}`)
  const [min, max] = [parts.get('min') as number, parts.get('max') as number]
  if (min >= max) fail(place, 'has a min that is not below its max')
  return { total, min, max, better: parts.get('better') as 'higher' | 'lower' }
}

function questionOf(item: FhirItem, place: Place): Question {
  const about = { id: item.linkId, text: item.text }
  if (item.type === 'text') return { answer: 'words', ...about, letters: item.maxLength }
  const better = item.extension?.find((each) => each.url === EXTENSION.better)
  const side = better?.url === EXTENSION.better ? better.valueCode : 'higher'
  if (item.type === 'choice') {
    const options = item.answerOption.map(({ valueCoding }) => ({ value: valueCoding.extension[0].valueDecimal, label: valueCoding.display }))
    if (options.length < 2) fail([...place, 'answerOption'], 'has fewer than two answers')
    if (new Set(options.map(({ value }) => value)).size < options.length) fail([...place, 'answerOption'], 'gives one value to two answers')
    return { answer: 'choice', ...about, better: side, options }
  }
  const bound = (url: string, name: string): number => {
    const found = item.extension.filter((each) => each.url === url)
    if (found.length !== 1) return fail([...place, 'extension'], found.length === 0 ? `names no ${name}` : `names ${name} twice`)
    const [one] = found
    return one === undefined ? 0 : 'valueInteger' in one ? one.valueInteger : 'valueDecimal' in one ? one.valueDecimal : 0
  }
  const [min, max] = [bound(FHIR.min, 'minValue'), bound(FHIR.max, 'maxValue')]
  if (min >= max) fail([...place, 'extension'], 'has a minValue that is not below its maxValue')
  if (item.type === 'decimal') return { answer: 'number', ...about, min, max, better: side }
  const step = bound(FHIR.step, 'step')
  if (step < 1 || (max - min) % step !== 0) fail([...place, 'extension'], 'has a step that does not lead from minValue to maxValue')
  return { answer: 'line', ...about, min, max, step, better: side }
}

const wordsOf = (file: FhirQuestionnaire): Anchor[] =>
  file.extension.flatMap((each) =>
    each.url === EXTENSION.word ? [{ value: each.extension[0].valueDecimal, label: each.extension[1].valueString }] : [],
  )
