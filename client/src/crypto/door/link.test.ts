import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aesKey, openBox, sealBox } from '../primitives/box.ts'
import { deriveBytes } from '../primitives/kdf.ts'
import { authHash, newLink, readLink } from './link.ts'
import { exactly, hex, other, range, room, seeded } from '../testing/fixtures.ts'

const link = await newLink(exactly(range(0xa0, 32)), room)

describe('the link', () => {
  it('vector: fragment', () => {
    expect(link.fragment).toBe('oKGio6SlpqeoqaqrrK2ur7CxsrO0tba3uLm6u7y9vr86bFyO1')
  })

  it('vector: link id', () => {
    expect(hex(fromBase64url(link.id) ?? range(0))).toBe('ef54d54a54713de201fc127bdcb91657')
  })

  it('reads back as the same link, with or without the leading #', async () => {
    for (const text of [link.fragment, '#' + link.fragment]) {
      const read = await readLink(room, text)
      expect(read).toMatchObject({ room, id: link.id, auth: link.auth, secret: link.secret, pairKey: link.pairKey })
    }
  })

  it('derives each key under its label, for its room', async () => {
    const of = (label: string) => deriveBytes(link.secret, label, range(0))
    expect(link.auth).toBe(toBase64url(await of('link auth')))
    expect(link.pairKey).toEqual(await of('link pair'))
    const box = await sealBox(await aesKey(await of('link bundle')), range(9), range(1), seeded(1))
    expect(await openBox(link.bundleKey, box, range(1))).toEqual(range(9))
  })

  it('gives its four purposes keys of their own; the one for the bundle cannot be read out', async () => {
    expect(new Set([link.auth, toBase64url(link.pairKey), toBase64url(link.secret), link.id]).size).toBe(4)
    expect(link.bundleKey.extractable).toBe(false)
    expect(await authHash(link.auth)).not.toBe(link.auth)
  })

  it('attack: no fragment, a cut fragment, a longer fragment, another version', async () => {
    const { fragment } = link
    for (let length = 0; length < fragment.length; length++) {
      expect(await readLink(room, fragment.slice(0, length))).toBeNull()
    }
    for (const wrong of ['#', `${fragment}1`, `${fragment.slice(0, -1)}2`, `##${fragment}`, ` ${fragment}`]) {
      expect(await readLink(room, wrong)).toBeNull()
    }
  })

  it('attack: mistyped in one letter', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ =é'.split('')
    await fc.assert(
      fc.asyncProperty(fc.nat(link.fragment.length - 1), fc.constantFrom(...letters), async (at, letter) => {
        fc.pre(link.fragment[at] !== letter)
        expect(await readLink(room, link.fragment.slice(0, at) + letter + link.fragment.slice(at + 1))).toBeNull()
      }),
    )
  })

  it('attack: the fragment of another room', async () => {
    expect(await readLink(other(), link.fragment)).toBeNull()
  })

  it('a renewed link shares nothing with the old one', async () => {
    const renewed = await newLink(seeded(5), room)
    expect(renewed.id).not.toBe(link.id)
    expect(renewed.auth).not.toBe(link.auth)
    expect(renewed.pairKey).not.toEqual(link.pairKey)
  })
})
