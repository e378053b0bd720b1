import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import { CLIENT, THERAPIST } from '@fermata/shared/ids'
import { OwnCopyBox, ReceiptBox, ReflectionBox } from '@fermata/shared/protocol'
import { fitting, NOTHING_ANSWERED, type Reflection } from '@fermata/shared/reflection'
import { Aes256Gcm, CipherSuite as CoreSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { importKeepKey, reflectionPsk } from '../door/grant.ts'
import { openWith, sealTo } from '../primitives/hpke.ts'
import { deriveBytes, idBytes, labelled, u32, utf8, type Bytes } from '../primitives/kdf.ts'
import { newLink } from '../door/link.ts'
import {
  type About, linkKey, openOwnCopy, openReceipt, openReflection, type Own, reflectionHash, sealOwnCopy, sealReceipt,
  sealReflection, sessionKey,
} from './reflection.ts'
import { exactly, flip, grant, hex, newTherapist, other, range, room, secret, seeded, session } from '../testing/fixtures.ts'

const random = seeded(6)
const about: About = { room, session, seat: CLIENT, rev: 3 }
const reflection: Reflection = {
  questionnaire: 'fermata-reflection|1', mode: 'line', answers: { ...NOTHING_ANSWERED, safe: 75, overall: 20 },
  words: 'Slower at the start.', share: 'showAfter',
}
const { keys, stored } = await newTherapist()
const key = sessionKey(grant, await reflectionPsk(secret, grant))
const sealing = async (what = reflection, where = about, how = key) => {
  const box = await sealReflection(stored.publicKey, where, how, what)
  if (box === null) throw new Error('an honest reflection seals')
  return box
}
const box = await sealing()
const info = labelled('fermata/1 reflection', idBytes(room), idBytes(session), utf8('C'), u32(3))
const exportLabel = 'fermata/1 reflection'

/** Sealed with everything as it should be, but another plain text. */
const forged = async (plain: Bytes) =>
  toBase64url((await sealTo(keys.publicKey, plain, { info, ...key, exportLabel })).sealed)
const padded = (text: string, size = 4_096, said = utf8(text).length) => {
  const bytes = new Uint8Array(size)
  bytes.set(utf8(text), 2)
  new DataView(bytes.buffer).setUint16(0, said)
  return bytes
}
const json = JSON.stringify(reflection)

describe('a sealed reflection', () => {
  it('RF20 opens at the therapist’s, with the secret of the session it was written after', async () => {
    expect(await openReflection(keys, about, key, box)).toEqual(reflection)
    expect(key.psk).toEqual(await deriveBytes(secret, 'reflection', idBytes(grant)))
    const opened = await openWith(keys, fromBase64url(box) ?? new Uint8Array(), { info, ...key, exportLabel })
    expect(opened?.plain).toEqual(padded(json))
  })

  it('RF20 opens with the link’s secret only when it was sealed with that, so it can be shown as such', async () => {
    const link = await newLink(random, room)
    const fromLink = await sealing(reflection, about, linkKey(link))
    expect(await openReflection(keys, about, linkKey(link), fromLink)).toEqual(reflection)
    expect(await openReflection(keys, about, key, fromLink)).toBeNull()
    expect(await openReflection(keys, about, linkKey(link), box)).toBeNull()
    expect(await openReflection(keys, about, linkKey(await newLink(random, room)), fromLink)).toBeNull()
  })

  it('RF21 is of one size, however much was said, and fits its place on the wire', async () => {
    for (const words of ['', 'a', fitting('a'.repeat(4_000)), fitting('心'.repeat(4_000)), fitting('"'.repeat(4_000))]) {
      const one = await sealing({ ...reflection, words })
      expect(v.is(ReflectionBox, one)).toBe(true)
      expect((await openReflection(keys, about, key, one))?.words).toBe(words)
    }
    expect(await sealReflection(stored.publicKey, about, key, { ...reflection, words: 'a'.repeat(4_000) })).toBeNull()
    expect(await sealReflection('A'.repeat(87), about, key, reflection)).toBeNull()
  })

  it('RF20 attack: bit flip in key, text and tag; truncation; non-canonical base64', async () => {
    for (const at of [0, 64, 65, 100, 2_000, -17, -16, -1]) {
      expect(await openReflection(keys, about, key, flip(box, at))).toBeNull()
    }
    for (const wrong of ['', box.slice(0, 87), box.slice(0, -4), `${box}A`, `${box}=`]) {
      expect(await openReflection(keys, about, key, wrong)).toBeNull()
    }
  })

  it('RF20 attack: wrong room, session, seat, revision, grant, secret or therapist', async () => {
    for (const wrong of [
      { room: other<typeof room>() }, { session: other<typeof session>() }, { seat: THERAPIST }, { rev: 2 }, { rev: 4 },
    ]) {
      expect(await openReflection(keys, { ...about, ...wrong }, key, box)).toBeNull()
    }
    expect(await openReflection(keys, about, sessionKey(other(), key.psk), box)).toBeNull()
    expect(await openReflection(keys, about, sessionKey(grant, range(9, 32)), box)).toBeNull()
    expect(await openReflection((await newTherapist()).keys, about, key, box)).toBeNull()
  })

  it('RF22 attack: base mode, which anybody with the public key could write', async () => {
    const core = new CoreSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
    const sender = await core.createSenderContext({ recipientPublicKey: keys.publicKey, info: info.buffer })
    const sealed = new Uint8Array(await sender.seal(padded(json).buffer))
    expect(await openReflection(keys, about, key, toBase64url(new Uint8Array([...new Uint8Array(sender.enc), ...sealed])))).toBeNull()
  })

  it('RF21 attack: another size, a length beyond it, a tail that is not zeros', async () => {
    const tail = padded(json)
    tail[4_095] = 1
    for (const wrong of [padded(json, 1_024), padded(json, 8_192), padded(json, 4_096, 4_095), tail, new Uint8Array(4_096)]) {
      expect(await openReflection(keys, about, key, await forged(wrong))).toBeNull()
    }
    expect(await openReflection(keys, about, key, await forged(padded(json)))).toEqual(reflection)
  })

  it('RF2 attack: doubled, stray and hostile keys, and values beyond the line', async () => {
    for (const wrong of [
      json.replace('{', '{"words":"x",'), json.replace('{', '{"more":1,'), json.replace('{', '{"__proto__":{},'),
      json.replace('75', '7.5'), json.replace('75', '175'), json.replace('"line"', '"words"'), `${json} `, '[]', 'null', '',
    ]) {
      expect(await openReflection(keys, about, key, await forged(padded(wrong)))).toBeNull()
    }
  })

  it('RF24 is known again by its hash: the same revision with other bytes has another one', async () => {
    const again = await sealing()
    expect(again).not.toBe(box)
    expect(await reflectionHash(again)).not.toBe(await reflectionHash(box))
    expect(await reflectionHash(box)).toBe(await reflectionHash(box))
    expect(await reflectionHash('?')).toBeNull()
  })
})

describe('the client’s own copy', () => {
  const own: Own = { metAt: 1_800_000_000_000, hash: toBase64url(range(0x60, 32)), reflection }
  const newKey = async () => (await importKeepKey(toBase64url(range(0x80, 32)))) as CryptoKey

  it('RF23 opens under the pair’s keep key, as what it was sealed as', async () => {
    const keepKey = await newKey()
    const copy = (await sealOwnCopy(keepKey, about, own, random)) ?? ''
    expect(await openOwnCopy(await newKey(), about, copy)).toEqual(own)
    for (const wrong of [
      { room: other<typeof room>() }, { session: other<typeof session>() }, { seat: THERAPIST }, { rev: 2 },
    ]) {
      expect(await openOwnCopy(keepKey, { ...about, ...wrong }, copy)).toBeNull()
    }
    for (const at of [0, 12, 500, -1]) expect(await openOwnCopy(keepKey, about, flip(copy, at))).toBeNull()
  })

  it('RF23 attack: the link’s secrets open nothing past', async () => {
    const link = await newLink(random, room)
    const copy = (await sealOwnCopy(await newKey(), about, own, random)) ?? ''
    for (const bytes of [link.secret, link.pairKey, secret]) {
      const wrong = (await importKeepKey(toBase64url(bytes))) as CryptoKey
      expect(await openOwnCopy(wrong, about, copy)).toBeNull()
    }
    expect(await importKeepKey(toBase64url(range(0, 16)))).toBeNull()
  })

  it('RF23 vector: its associated data is FMS1, room, session, seat and revision', async () => {
    const copy = await sealOwnCopy(await newKey(), about, own, exactly(range(0xf0, 12)))
    const raw = await crypto.subtle.importKey('raw', range(0x80, 32), 'AES-GCM', false, ['decrypt'])
    const additionalData = Uint8Array.from([...utf8('FMS1'), ...range(0x00), ...range(0x20), 0x43, 0, 0, 0, 3])
    const bytes = fromBase64url(copy ?? '') ?? new Uint8Array()
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: range(0xf0, 12), additionalData }, raw, bytes.slice(12))
    expect(hex(new Uint8Array(plain))).toBe(hex(padded(JSON.stringify(own))))
  })

  it('RF23 holds the longest reflection there can be, in one size', async () => {
    const longest: Reflection = {
      ...reflection, mode: 'words', answers: { safe: 95, understood: 95, aims: 95, way: 95, sayable: 95, overall: 95 },
      words: fitting('ع'.repeat(4_000)), share: 'startWithThis',
    }
    const keepKey = await newKey()
    const copy = await sealOwnCopy(keepKey, about, { ...own, reflection: longest }, random)
    expect(v.is(OwnCopyBox, copy)).toBe(true)
    expect((await openOwnCopy(keepKey, about, copy ?? ''))?.reflection).toEqual(longest)
  })

  it('RF40 a receipt names the hash of what was opened, for its room, session, seat and revision only', async () => {
    const keepKey = await newKey()
    const receipt = (await sealReceipt(keepKey, about, own.hash, random)) ?? ''
    expect(v.is(ReceiptBox, receipt)).toBe(true)
    expect(await openReceipt(await newKey(), about, receipt)).toBe(own.hash)
    for (const wrong of [{ room: other<typeof room>() }, { session: other<typeof session>() }, { seat: THERAPIST }, { rev: 4 }]) {
      expect(await openReceipt(keepKey, { ...about, ...wrong }, receipt)).toBeNull()
    }
    expect(await openReceipt(keepKey, about, flip(receipt, 20))).toBeNull()
    expect(await sealReceipt(keepKey, about, '?', random)).toBeNull()
  })
})
