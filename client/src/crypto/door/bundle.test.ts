import { toBase64url } from '@fermata/shared/bytes'
import { Bundle } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { sealBox } from '../primitives/box.ts'
import { openBundle, sealBundle } from './bundle.ts'
import { concat, idBytes, u32, utf8 } from '../primitives/kdf.ts'
import { newLink } from './link.ts'
import { flip, newTherapist, other, room, seeded } from '../testing/fixtures.ts'

const random = seeded(1)
const link = await newLink(random, room)
const { welcome } = await newTherapist()
const bundle = (await sealBundle(link, 3, welcome, random)) ?? { rev: 0, box: '' }

describe('the welcome bundle', () => {
  it('opens with the link, and has the shape of the wire', async () => {
    expect(await openBundle(link, bundle)).toEqual(welcome)
    expect(v.is(Bundle, bundle)).toBe(true)
  })

  it('holds the longest texts within the wire\'s limit, and refuses longer ones', async () => {
    const long = { ...welcome, doorName: '語'.repeat(120), doorText: '\u0001'.repeat(600) }
    expect(v.is(Bundle, await sealBundle(link, 1, long, random))).toBe(true)
    expect(await sealBundle(link, 1, { ...welcome, doorName: 'x'.repeat(121) }, random)).toBeNull()
  })

  it('attack: bit flip in nonce, text and tag; truncation', async () => {
    for (const at of [0, 11, 12, 60, -17, -16, -1]) {
      expect(await openBundle(link, { ...bundle, box: flip(bundle.box, at) })).toBeNull()
    }
    for (const length of [0, 8, 36, bundle.box.length - 4]) {
      expect(await openBundle(link, { ...bundle, box: bundle.box.slice(0, length) })).toBeNull()
    }
  })

  it('attack: bundle rollback, under its own revision or a newer one', async () => {
    expect(await openBundle(link, bundle, 3)).toEqual(welcome)
    expect(await openBundle(link, bundle, 4)).toBeNull()
    expect(await openBundle(link, { ...bundle, rev: 4 }, 4)).toBeNull()
  })

  it('attack: swapped bundle, of another link or another room', async () => {
    expect(await openBundle(await newLink(random, room), bundle)).toBeNull()
    expect(await openBundle({ ...link, room: other() }, bundle)).toBeNull()
    expect(await openBundle({ ...link, id: other() }, bundle)).toBeNull()
  })

  it('attack: swapped key that is no point of the curve', async () => {
    const off = concat(Uint8Array.of(4), new Uint8Array(64).fill(1))
    const swapped = await sealBundle(link, 3, { ...welcome, therapistKey: toBase64url(off) }, random)
    expect(swapped).not.toBeNull()
    expect(swapped && (await openBundle(link, swapped))).toBeNull()
  })

  it('attack: duplicate key, __proto__, white space inside', async () => {
    const honest = JSON.stringify(welcome)
    const ad = concat(utf8('FMB1'), idBytes(room), idBytes(link.id), u32(3))
    const read = async (text: string) =>
      openBundle(link, { rev: 3, box: await sealBox(link.bundleKey, utf8(text), ad, random) })
    expect(await read(honest)).toEqual(welcome)
    for (const start of ['{"seat":"X",', '{"__proto__":{},', '{ ', '']) {
      expect(await read(honest.replace('{', start))).toBeNull()
    }
  })
})
