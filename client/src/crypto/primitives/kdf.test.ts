import { describe, expect, it } from 'vitest'
import { authHash, concat, deriveBytes, hkdf, idBytes, labelled, sha256, u32, utf8 } from './kdf.ts'
import { hex, range, unhex } from '../testing/fixtures.ts'

describe('keys and hashes', () => {
  it('vector: RFC 5869, test case 1', async () => {
    const okm = await hkdf(new Uint8Array(22).fill(0x0b), range(0, 13), range(0xf0, 10), 42)
    expect(hex(okm)).toBe('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865')
  })

  it('vector: FIPS 180-4, SHA-256 of "abc", in one part or three', async () => {
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(hex(await sha256(utf8('abc')))).toBe(digest)
    expect(hex(await sha256(utf8('a'), utf8('b'), utf8('c')))).toBe(digest)
  })

  it('derives with salt fermata/1 and info label, zero byte, context', async () => {
    const expected = await hkdf(range(0, 32), utf8('fermata/1'), concat(utf8('link id'), unhex('00'), range(9)), 16)
    expect(await deriveBytes(range(0, 32), 'link id', range(9), 16)).toEqual(expected)
  })

  it('gives each label, context and key bytes of their own', async () => {
    const made = await Promise.all([
      deriveBytes(range(0, 32), 'a', range(1)),
      deriveBytes(range(0, 32), 'b', range(1)),
      deriveBytes(range(0, 32), 'a', range(2)),
      deriveBytes(range(1, 32), 'a', range(1)),
      // Without the zero byte this one would equal the first.
      deriveBytes(range(0, 32), 'a\u0001', range(2, 15)),
    ])
    expect(new Set(made.map(hex)).size).toBe(made.length)
  })

  it('lays out labels and counters exactly, and takes a wrapped counter for a bug', () => {
    expect(hex(labelled('x', range(1, 2)))).toBe('78000102')
    expect(hex(u32(0xfffffffe))).toBe('fffffffe')
    for (const wrong of [-1, 0.5, 2 ** 32, NaN]) expect(() => u32(wrong)).toThrow(RangeError)
  })

  it('takes text that is no id for a bug', () => {
    expect(() => idBytes('AAAA')).toThrow(TypeError)
    expect(() => idBytes('_'.repeat(22))).toThrow(TypeError)
  })

  it('hashes the bytes of a bearer secret, not their spelling', async () => {
    expect(await authHash('A'.repeat(43))).toBe('Zmh6rfhivXdsj8GLjp-OIAiXFIVu4jOzkCpZHQ1fKSU')
  })
})
