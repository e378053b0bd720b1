import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { fromBase64url, toBase64url } from './bytes.ts'
import { newId, RoomId } from './ids.ts'

describe('ids and bytes on the wire', () => {
  test('what was written is read back, for every length', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255)
      expect(fromBase64url(toBase64url(bytes))).toEqual(bytes)
    }
  })

  test('one value has one spelling: padding, stray letters and dangling bits are refused', () => {
    for (const text of ['AA==', 'A', 'A B', 'AB', 'A*', '//', 'AAF']) expect(fromBase64url(text)).toBeNull()
  })

  test('a fresh id passes its own schema; a non-canonical one does not', () => {
    const id = newId<RoomId>({ bytes: (length) => new Uint8Array(length).fill(255) })
    expect(v.is(RoomId, id)).toBe(true)
    expect(v.is(RoomId, `${id.slice(0, -1)}x`)).toBe(false)
  })
})
