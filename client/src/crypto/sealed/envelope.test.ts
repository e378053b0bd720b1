import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import { CLIENT, newId, THERAPIST, type EnvelopeId, type Seat } from '@fermata/shared/ids'
import { Envelope } from '@fermata/shared/protocol'
import * as v from 'valibot'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sealBox } from '../primitives/box.ts'
import { openEnvelope, sealEnvelope, type Unsealed } from './envelope.ts'
import { sessionKeys } from '../door/grant.ts'
import { concat, idBytes, sha256, u32, utf8, type Bytes } from '../primitives/kdf.ts'
import { browserRandom } from '../primitives/random.ts'
import {
  envelopeId, exactly, flip, grant, hex, other, range, room, secret, seeded, session,
} from '../testing/fixtures.ts'

const random = seeded(6)
const keys = await sessionKeys(secret, { room, session, grant })
const press: Unsealed = { id: envelopeId, from: CLIENT, to: THERAPIST, class: 'fact', seq: 1, text: '{"k":"slower"}' }
const seal = async (message: Partial<Unsealed> = {}) => {
  const sealed = await sealEnvelope(keys, { ...press, ...message }, random)
  if (!sealed) throw new Error('a short message seals')
  return sealed
}
const desk = { me: THERAPIST }
const envelope = await seal()

describe('an envelope', () => {
  it('vector: H(box)', async () => {
    const sealed = await sealEnvelope(keys, press, exactly(range(0xf0, 12)))
    const box = fromBase64url(sealed?.box ?? '') ?? new Uint8Array()
    expect(hex(await sha256(box))).toBe('f64f5e0250726d8affbcbaddbab62e2b2210aa770e2db8769d3bf999b5e3aee1')
  })

  it('opens at the other seat, both ways, facts and hints', async () => {
    expect(await openEnvelope(keys, envelope, desk)).toBe(press.text)
    const back = await seal({ from: THERAPIST, to: CLIENT, class: 'hint', seq: 0xffffffff })
    expect(await openEnvelope(keys, back, { me: CLIENT })).toBe(press.text)
  })

  it('has the shape of the wire, at every size; any text comes back as it was', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2_000 }), async (text) => {
      const sealed = await seal({ text })
      expect(v.is(Envelope, sealed)).toBe(true)
      expect(await openEnvelope(keys, sealed, desk)).toBe(text)
    }), { numRuns: 50 })
  })

  it('shows only five sizes', async () => {
    const sizeOf = async (length: number) => {
      const { box } = await seal({ text: 'x'.repeat(length) })
      return (fromBase64url(box)?.length ?? 0) - 28
    }
    expect(await Promise.all([0, 254, 255, 1_022, 1_023, 4_094, 4_095, 16_382, 16_383, 32_766].map(sizeOf)))
      .toEqual([256, 256, 1_024, 1_024, 4_096, 4_096, 16_384, 16_384, 32_768, 32_768])
  })

  it('refuses a text that fits no size, counted in bytes', async () => {
    expect(await sealEnvelope(keys, { ...press, text: 'x'.repeat(32_767) }, random)).toBeNull()
    expect(await sealEnvelope(keys, { ...press, text: 'é'.repeat(16_384) }, random)).toBeNull()
    expect(v.is(Envelope, await seal({ text: 'x'.repeat(32_766) }))).toBe(true)
  })

  it('attack: bit flip, in every byte of the box', async () => {
    const { length } = fromBase64url(envelope.box) ?? []
    for (let at = 0; at < (length ?? 0); at++) {
      expect(await openEnvelope(keys, { ...envelope, box: flip(envelope.box, at) }, desk)).toBeNull()
    }
  })

  it('attack: truncation, extension, non-canonical base64', async () => {
    const { box } = envelope
    const last = box.at(-1) === 'B' ? 'C' : 'B'
    for (const wrong of [
      '', box.slice(0, 16), box.slice(0, 37), box.slice(0, -1), box.slice(0, -4), `${box}AAAA`, `${box}=`,
      box.slice(0, -1) + last, box.replace(/^./, '+'),
    ]) {
      expect(await openEnvelope(keys, { ...envelope, box: wrong }, desk)).toBeNull()
    }
  })

  it('attack: wrong room, session or grant, whether the keys or the message name it', async () => {
    for (const change of [
      { room: other<typeof room>() }, { session: other<typeof session>() }, { grant: other<typeof grant>() },
    ]) {
      const foreign = await sessionKeys(secret, { room, session, grant, ...change })
      expect(await openEnvelope(foreign, envelope, desk)).toBeNull()
      expect(await openEnvelope(foreign, { ...envelope, ...change }, desk)).toBeNull()
      // Even under the right key: the associated data alone keeps it shut.
      expect(await openEnvelope({ ...keys, ...change }, { ...envelope, ...change }, desk)).toBeNull()
    }
    expect(await openEnvelope(keys, { ...envelope, session: other() }, desk)).toBeNull()
    expect(await openEnvelope(keys, { ...envelope, grant: other() }, desk)).toBeNull()
  })

  it('attack: changed class, seq, id, from or to', async () => {
    const guest = 'G' as Seat
    for (const change of [
      { class: 'hint' as const }, { seq: 2 }, { seq: 0 }, { id: other<EnvelopeId>() }, { from: guest }, { to: guest },
      { from: THERAPIST, to: CLIENT },
    ]) {
      expect(await openEnvelope(keys, { ...envelope, ...change }, desk)).toBeNull()
    }
  })

  it('attack: reflected to its own sender, as it is or with the seats exchanged', async () => {
    expect(await openEnvelope(keys, envelope, { me: CLIENT })).toBeNull()
    expect(await openEnvelope(keys, { ...envelope, from: THERAPIST, to: CLIENT }, { me: CLIENT })).toBeNull()
  })

  it('attack: third seat, without a key or with a key of its own', async () => {
    const guest = 'G' as Seat
    expect(await openEnvelope(keys, envelope, { me: guest })).toBeNull()
    const own = await sessionKeys(secret, { room, session, grant }, [guest, THERAPIST])
    expect(await openEnvelope(own, envelope, desk)).toBeNull()
    expect(await openEnvelope(own, { ...envelope, from: guest }, desk)).toBeNull()
    await expect(sealEnvelope(own, press, random)).rejects.toThrow(TypeError)
  })

  it('attack: another admission\'s secret', async () => {
    const another = await sessionKeys(range(0x41, 32) as typeof secret, { room, session, grant })
    expect(await openEnvelope(another, envelope, desk)).toBeNull()
  })

  const boxed = async (plain: Bytes) => {
    const ad = concat(utf8('FME1'), ...[room, session, grant].map(idBytes), utf8('CTF'), u32(1), idBytes(envelopeId))
    expect(ad.length).toBe(75)
    const key = keys.directions[0]?.key
    return { ...envelope, box: key ? await sealBox(key, plain, ad, random) : '' }
  }
  const padded = (size: number, length: number, ...tail: [at: number, byte: number][]) => {
    const plain = new Uint8Array(size)
    new DataView(plain.buffer).setUint16(0, length)
    for (const [at, byte] of tail) plain[at] = byte
    return plain
  }

  it('attack: bad padding: a tail that is not zeros, at its first and last byte', async () => {
    expect(await openEnvelope(keys, await boxed(padded(256, 2, [2, 0x7b], [3, 0x7d])), desk)).toBe('{}')
    for (const at of [4, 255]) {
      const smuggled = await boxed(padded(256, 2, [2, 0x7b], [3, 0x7d], [at, 1]))
      expect(await openEnvelope(keys, smuggled, desk)).toBeNull()
    }
  })

  it('attack: bad padding: a length beyond the end, another size, no text at all, no UTF-8', async () => {
    expect(await openEnvelope(keys, await boxed(padded(256, 254)), desk)).toBe('\0'.repeat(254))
    for (const plain of [
      padded(256, 255), padded(256, 0xffff), padded(255, 0), padded(257, 0), padded(65_536, 0), new Uint8Array(),
      new Uint8Array(1), padded(256, 1, [2, 0xff]),
    ]) {
      expect(await openEnvelope(keys, await boxed(plain), desk)).toBeNull()
    }
  })

  it('attack: repeated nonce: none in 10,000 seals, some by a duplicated tab with the same keys and counters', async () => {
    const twin = await sessionKeys(secret, { room, session, grant })
    const nonces = new Set<string>()
    for (let seq = 0; seq < 10_000; seq++) {
      const message = { ...press, id: newId<EnvelopeId>(browserRandom), seq }
      const sealed = await sealEnvelope(seq % 2 ? keys : twin, message, browserRandom)
      nonces.add((sealed?.box ?? '').slice(0, 16))
    }
    expect(nonces.size).toBe(10_000)
    expect(toBase64url(range(0, 12)).length).toBe(16)
  })
})
