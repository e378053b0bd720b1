/**
 * Good and bad values of a schema, derived from the schema itself: a new message has its corpus as soon as it has its
 * schema, and a kind of schema that is not known here throws.
 */
import * as v from 'valibot'

type Schema = v.GenericSchema
/** What valibot keeps in a schema, as far as it is read here. */
interface Parts {
  type: string
  entries?: Record<string, Schema>
  options?: readonly (Schema | string)[]
  wrapped?: Schema
  item?: Schema
  key?: string
  literal?: unknown
  pipe?: readonly { type: string; requirement?: unknown }[]
}
const partsOf = (schema: Schema): Parts => schema as unknown as Parts

export interface Bad {
  /** Where, and what is wrong: `envelope.seq: above its bound`. */
  what: string
  value: unknown
}

const bound = ({ pipe = [] }: Parts, type: string): number | null => {
  const found = pipe.find((step) => step.type === type)?.requirement
  return typeof found === 'number' ? found : null
}
const letters = (count: number): string => 'A'.repeat(count)
const GOOD_TEXT = ['a', 'C', 'AAAA', letters(22), letters(43), letters(87), letters(80), letters(5_499), letters(5_570), letters(21_883), 'turn:a', 'https://a', 'A|1', '2026-01-31']

/** A good value; of a variant, one for each of its kinds. */
export function goodsOf(schema: Schema): unknown[] {
  const parts = partsOf(schema)
  switch (parts.type) {
    case 'variant':
      return (parts.options ?? []).flatMap((option) => goodsOf(option as Schema))
    case 'picklist':
      return [...(parts.options ?? [])]
    default:
      return [goodOf(schema)]
  }
}

export function goodOf(schema: Schema): unknown {
  const parts = partsOf(schema)
  switch (parts.type) {
    case 'strict_object':
      return Object.fromEntries(Object.entries(parts.entries ?? {}).map(([key, entry]) => [key, goodOf(entry)]))
    case 'variant':
    case 'picklist':
      return goodsOf(schema)[0]
    case 'literal':
      return parts.literal
    case 'boolean':
      return true
    case 'number':
      return bound(parts, 'min_value') ?? 1
    case 'string':
      return GOOD_TEXT.find((text) => v.is(schema, text))
    case 'array':
      return [goodOf(parts.item as Schema)]
    case 'nullable':
      return goodOf(parts.wrapped as Schema)
    default:
      throw new Error(`no corpus is known for ${parts.type}`)
  }
}

const deep = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))
const polluting = (): unknown => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')

/** Of no kind at all, wherever something is awaited; the names are those of `typeof`, and what is no JSON. */
const STRANGE: readonly (readonly [kind: string, value: unknown])[] = [
  ['null', null], ['undefined', undefined], ['boolean', false], ['number', 7.5], ['NaN', Number.NaN], ['infinity', Number.POSITIVE_INFINITY],
  ['string', 'x\ud800'], ['huge text', letters(70_000)], ['empty list', []], ['empty object', {}], ['deep', deep(5_000)], ['polluting', polluting()],
  ['text-like', { toString: letters(22), length: 22 }], ['list-like', { 0: 'AAAA', length: 1 }], ['boxed', Object('AAAA')], ['function', () => 'AAAA'],
  ['bigint', 1n], ['symbol', Symbol('AAAA')], ['date', new Date(0)],
]

/** Every way in which a value of this schema can be wrong that follows from the schema. */
export function badsOf(schema: Schema, where = ''): Bad[] {
  const strange = STRANGE.filter(([, value]) => !isMeant(schema, value)).map(([kind, value]) => ({ what: `${where}: ${kind}`, value }))
  return [...strange, ...particular(schema, where)]
}

/** Whether an odd value is a good one here after all: free text may be any text, a list may be empty. */
function isMeant(schema: Schema, value: unknown): boolean {
  const { type, pipe = [], wrapped } = partsOf(schema)
  if (type === 'nullable') return value === null || isMeant(wrapped as Schema, value)
  const isFree = type === 'string' && !pipe.some((step) => step.type === 'regex')
  if (isFree) return typeof value === 'string' && value.length <= (bound(partsOf(schema), 'max_length') ?? Infinity)
  if (type === 'array') return Array.isArray(value) && value.length === 0 && bound(partsOf(schema), 'min_length') === null
  if (type === 'boolean') return value === false
  const isAnyNumber = type === 'number' && pipe.every((step) => step.type !== 'integer')
  return isAnyNumber && value === 7.5
}

function particular(schema: Schema, where: string): Bad[] {
  const parts = partsOf(schema)
  const bad = (what: string, value: unknown): Bad => ({ what: `${where}: ${what}`, value })
  switch (parts.type) {
    case 'strict_object':
      return ofObject(parts, goodOf(schema) as Record<string, unknown>, where)
    case 'variant':
      return [
        ...(parts.options ?? []).flatMap((option) => badsOf(option as Schema, `${where}/${kindOf(parts, option as Schema)}`)),
        ...['toString', '__proto__', 'constructor', ''].map((kind) => bad(`kind ${kind}`, { ...(goodOf(schema) as object), [parts.key ?? '']: kind })),
      ]
    case 'picklist':
    case 'literal':
      return ['__proto__', 'toString', 'constructor', '', ' '].map((text) => bad(`not on the list: ${text}`, text))
    case 'number':
      return ofNumber(parts, where)
    case 'string':
      return ofText(schema, where)
    case 'array':
      return ofList(parts, where)
    case 'nullable':
      return particular(parts.wrapped as Schema, where)
    case 'boolean':
      return [bad('0', 0), bad('"true"', 'true')]
    default:
      throw new Error(`no corpus is known for ${parts.type}`)
  }
}

function ofObject({ entries = {} }: Parts, good: Record<string, unknown>, where: string): Bad[] {
  const without = (key: string) => Object.fromEntries(Object.entries(good).filter(([name]) => name !== key))
  const doubled = JSON.parse(`{"__proto__":{"polluted":1},${JSON.stringify(good).slice(1)}`) as unknown
  return [
    { what: `${where}: a key more`, value: { ...good, extra: 1 } },
    { what: `${where}: __proto__`, value: Object.keys(good).length === 0 ? { extra: 1 } : doubled },
    { what: `${where}: a list of it`, value: [good] },
    { what: `${where}: as text`, value: JSON.stringify(good) },
    ...Object.entries(entries).flatMap(([key, entry]) => [
      { what: `${where}.${key}: missing`, value: without(key) },
      { what: `${where}.${key}: under another name`, value: { ...without(key), [`${key} `]: good[key] } },
      ...badsOf(entry, `${where}.${key}`).map(({ what, value }) => ({ what, value: { ...good, [key]: value } })),
    ]),
  ]
}

function ofNumber(parts: Parts, where: string): Bad[] {
  const [least, most] = [bound(parts, 'min_value'), bound(parts, 'max_value')]
  return [
    { what: `${where}: as text`, value: '1' },
    { what: `${where}: minus infinity`, value: Number.NEGATIVE_INFINITY },
    ...(least === null ? [] : [{ what: `${where}: below its bound`, value: least - 1 }]),
    ...(most === null ? [] : [{ what: `${where}: above its bound`, value: most + 1 }]),
  ]
}

function ofText(schema: Schema, where: string): Bad[] {
  const parts = partsOf(schema)
  const good = String(goodOf(schema))
  const [most, exactly] = [bound(parts, 'max_length'), bound(parts, 'length')]
  const hasForm = (parts.pipe ?? []).some((step) => step.type === 'regex')
  return [
    ...(most === null ? [] : [{ what: `${where}: a letter too long`, value: good.padEnd(most + 1, 'A') }]),
    ...(exactly === null ? [] : [exactly - 1, exactly + 1].map((length) => ({ what: `${where}: ${length} letters`, value: letters(length) }))),
    ...(hasForm
      ? [`${good}\ud800`, `\udc00${good}`, `${good}\n`, ` ${good}`, `${good}=`, `${good}\0`, `+${good.slice(1)}`, `ä${good.slice(1)}`, '']
        .map((value) => ({ what: `${where}: ${JSON.stringify(value.slice(0, 4))}…`, value }))
      : []),
  ]
}

function ofList(parts: Parts, where: string): Bad[] {
  const item = parts.item as Schema
  const good = goodOf(item)
  const [least, most] = [bound(parts, 'min_length'), bound(parts, 'max_length')]
  return [
    // oxlint-disable-next-line no-sparse-arrays
    { what: `${where}: with a hole`, value: [good, , good] },
    ...(least === null ? [] : [{ what: `${where}: one too few`, value: Array(least - 1).fill(good) }]),
    ...(most === null ? [] : [{ what: `${where}: one too many`, value: Array(most + 1).fill(good) }]),
    ...badsOf(item, `${where}[]`).map(({ what, value }) => ({ what, value: [value] })),
  ]
}

/** Good values at the very edge of every bound: a bound that were one too narrow would refuse them. */
export function edgesOf(schema: Schema, where = ''): Bad[] {
  const parts = partsOf(schema)
  const edge = (what: string, value: unknown): Bad => ({ what: `${where}: ${what}`, value })
  switch (parts.type) {
    case 'strict_object': {
      const good = goodOf(schema) as Record<string, unknown>
      return Object.entries(parts.entries ?? {}).flatMap(([key, entry]) =>
        edgesOf(entry, `${where}.${key}`).map(({ what, value }) => ({ what, value: { ...good, [key]: value } })))
    }
    case 'variant':
      return (parts.options ?? []).flatMap((option) => edgesOf(option as Schema, `${where}/${kindOf(parts, option as Schema)}`))
    case 'picklist':
      return (parts.options ?? []).map((option) => edge(JSON.stringify(option), option))
    case 'nullable':
      return [edge('null', null), ...edgesOf(parts.wrapped as Schema, where)]
    case 'number':
      return ['min_value', 'max_value'].flatMap((name) => (bound(parts, name) === null ? [] : [edge(name, bound(parts, name))]))
    case 'string': {
      const most = bound(parts, 'max_length')
      return most === null ? [] : [edge('as long as may be', String(goodOf(schema)).padEnd(most, 'A'))]
    }
    case 'array': {
      const [item, most] = [parts.item as Schema, bound(parts, 'max_length')]
      const full = most === null ? [] : [edge('as many as may be', Array(most).fill(goodOf(item)))]
      return [...full, ...edgesOf(item, `${where}[]`).map(({ what, value }) => ({ what, value: [value] }))]
    }
    default:
      return []
  }
}

function kindOf({ key = '' }: Parts, option: Schema): string {
  const entry = partsOf(option).entries?.[key]
  return entry === undefined ? '?' : String(partsOf(entry).literal)
}
