import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as protocol from './index.ts'

/** Hash of every schema of the wire, by version. Of versions that were released, a line never changes. */
const KNOWN: Record<number, string> = {
  1: '08f3a72c08b96dafde9ac4f6b46dd198b7448e8a0709ace90c98ef7ab4149322',
}

/** What a schema demands, as plain data: types, entries, options, bounds – without messages and functions. */
function shape(part: unknown): unknown {
  if (part instanceof RegExp) return part.source
  if (Array.isArray(part)) return part.map(shape)
  if (typeof part !== 'object' || part === null) return part
  const kept = ['type', 'key', 'entries', 'options', 'item', 'wrapped', 'literal', 'requirement', 'name', 'pipe']
  const isEntries = !('kind' in part)
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key]) => isEntries || kept.includes(key))
      // The first step of a pipe is the schema itself.
      .map(([key, value]) => [key, key === 'pipe' ? (value as unknown[]).slice(1).map(shape) : shape(value)]),
  )
}

const isSchema = (value: unknown): boolean => typeof value === 'object' && value !== null && 'kind' in value

test('PR1 the wire changes only together with PROTOCOL_VERSION', () => {
  const schemas = Object.entries(protocol).filter(([, value]) => isSchema(value)).sort(([a], [b]) => (a < b ? -1 : 1))
  expect(schemas.length).toBeGreaterThan(40)
  const shapes = JSON.stringify(schemas.map(([name, schema]) => [name, shape(schema)]))
  const hash = createHash('sha256').update(shapes).digest('hex')
  const advice =
    `The schemas of the wire are no longer those of version ${protocol.PROTOCOL_VERSION}. Raise PROTOCOL_VERSION in ` +
    'shared/src/protocol/version.ts, add a line to its history, see that the server still speaks to pages of the ' +
    `version before, and add the new hash here: '${hash}'. (As long as nothing was released, replacing it is enough.)`
  expect(KNOWN[protocol.PROTOCOL_VERSION] === hash, `${advice}`).toBe(true)
})

test('PR1 the hash sees a changed bound, a changed key, and an added message', async () => {
  const v = await import('valibot')
  const text = (max: number) => shape(v.strictObject({ a: v.pipe(v.string(), v.maxLength(max)) }))
  expect(text(1)).not.toEqual(text(2))
  expect(shape(v.strictObject({ a: v.string() }))).not.toEqual(shape(v.strictObject({ b: v.string() })))
  expect(shape(v.picklist(['a']))).not.toEqual(shape(v.picklist(['a', 'b'])))
  expect(shape(v.strictObject({}))).not.toEqual(shape(v.object({})))
})
