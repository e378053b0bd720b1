import * as v from 'valibot'
import { describe, expect, it, test } from 'vitest'
import { aesKey, openBox, readJson, readText, sealBox, writeJson } from './box.ts'
import { utf8 } from './kdf.ts'
import { range, seeded } from '../testing/fixtures.ts'

const Pair = v.strictObject({ a: v.number(), b: v.string() })

describe('boxes', () => {
  it('hold any number of bytes, none included', async () => {
    const key = await aesKey(range(0, 32))
    for (const plain of [new Uint8Array(), range(1), range(0, 5_000)]) {
      expect(await openBox(key, await sealBox(key, plain, utf8('ad'), seeded(1)), utf8('ad'))).toEqual(plain)
    }
  })

  it('a key cannot be read out, and the bytes it came from are wiped', async () => {
    const bytes = range(1, 32)
    const key = await aesKey(bytes)
    expect(bytes).toEqual(new Uint8Array(32))
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })
})

test('CR10 no key seals more than 2²⁰ boxes; another key is not counted with it', async () => {
  const [key, another] = [await aesKey(range(0, 32)), await aesKey(range(1, 32))]
  const seal = (by: CryptoKey) => sealBox(by, new Uint8Array(), utf8('ad'), { bytes: (length) => new Uint8Array(length) })
  // Only the counting is shown here: a million real seals would take a minute.
  const { encrypt } = crypto.subtle
  crypto.subtle.encrypt = () => new Promise(() => {})
  for (let begun = 0; begun < 2 ** 20; begun++) void seal(key)
  crypto.subtle.encrypt = encrypt
  await expect(seal(key)).rejects.toThrow('as much as it may')
  await expect(seal(key)).rejects.toThrow('as much as it may')
  await seal(another)
})

describe('JSON inside boxes', () => {
  it('is written in the schema\'s order and read back', () => {
    const bytes = writeJson(Pair, { b: 'x', a: 1 })
    expect(bytes && readText(bytes)).toBe('{"a":1,"b":"x"}')
    expect(bytes && readJson(Pair, bytes)).toEqual({ a: 1, b: 'x' })
  })

  it('is not written when it does not fit', () => {
    expect(writeJson(Pair, { a: 1, b: 2 } as unknown as v.InferInput<typeof Pair>)).toBeNull()
  })

  it('attack: every other spelling is refused', () => {
    for (const text of [
      '{"b":"x","a":1}', '{"a":1,"a":1,"b":"x"}', '{"a":1.0,"b":"x"}', '{"a":1,"b":"\\u0078"}',
      '{"__proto__":{},"a":1,"b":"x"}', '{"a":1,"b":"x"} ', '\ufeff{"a":1,"b":"x"}', '{"a":1,"b":"x"', '',
    ]) {
      expect(readJson(Pair, utf8(text))).toBeNull()
    }
    expect(readText(Uint8Array.of(0xc0, 0x80))).toBeNull()
  })
})
