import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { badsOf, edgesOf, goodsOf } from '../../../test/support/session/corpus.ts'
import * as protocol from './index.ts'

type Schema = v.GenericSchema
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
/** Everything of the wire: whatever is added there is here. */
const schemas = Object.entries<unknown>(protocol).flatMap(([name, value]) => (isSchema(value) ? [[name, value] as const] : []))

const untouched = (): void => {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
}

describe.each(schemas)('%s', (name, schema) => {
  test('PR9 takes every kind of good value, and each at the edge of its bounds', () => {
    for (const good of goodsOf(schema)) expect(v.is(schema, good), JSON.stringify(good)?.slice(0, 200)).toBe(true)
    const refused = edgesOf(schema, name).filter(({ value }) => !v.is(schema, value))
    expect(refused.map(({ what }) => what)).toEqual([])
  })

  test('PR10 refuses each of its fields missing, doubled, of another kind, beyond a bound; nothing throws, nothing is left behind', () => {
    const bads = badsOf(schema, name)
    expect(bads.length).toBeGreaterThan(15)
    expect(bads.filter(({ value }) => v.is(schema, value)).map(({ what }) => what)).toEqual([])
    untouched()
  })
})

describe('inside an envelope', () => {
  test.each([['fact', protocol.Fact], ['hint', protocol.Hint]] as const)('PR11 a bad %s, written out, is not read', (kind, schema) => {
    const written = badsOf(schema, kind).flatMap(({ what, value }) => {
      const text = asText(value)
      return text === null || v.is(schema, JSON.parse(text)) ? [] : [{ what, text }]
    })
    expect(written.length).toBeGreaterThan(300)
    expect(written.filter(({ text }) => protocol.decodeInside(kind, text) !== null).map(({ what }) => what)).toEqual([])
    for (const good of goodsOf(schema)) expect(protocol.decodeInside(kind, JSON.stringify(good))).toEqual(good)
    untouched()
  })
})

/** What JSON makes of it; `null` where it makes nothing. */
function asText(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null
  } catch {
    return null
  }
}

test('PR9 the corpus knows every kind of message', () => {
  const kinds = (schema: { options: readonly { entries: object }[] }) => schema.options.length
  for (const schema of [protocol.Up, protocol.Down, protocol.Ack, protocol.Fact, protocol.Hint]) {
    expect(goodsOf(schema as never)).toHaveLength(kinds(schema as never))
  }
})
