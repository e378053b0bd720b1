import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import { KnockUp } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { CipherSuite, AEAD_AES_256_GCM, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke'
import { describe, expect, it } from 'vitest'
import { openWith, sealTo } from '../primitives/hpke.ts'
import { concat, idBytes, labelled, sha256, utf8, type Bytes } from '../primitives/kdf.ts'
import { commitTo, openKnock, sealKnock } from './knock.ts'
import { newLink } from './link.ts'
import { exportPublicKey, newKnockKeys } from '../vault/therapist-keys.ts'
import { flip, knock, knocking, knockInside, newTherapist, other, room, seeded, session } from '../testing/fixtures.ts'

const random = seeded(3)
const { opening, inside, forGrant, pending, link, welcome, keys, knockKeys, box, about } = await knocking(random)
const { therapistKey } = welcome
const info = labelled('fermata/1 knock', ...[room, link.id, session, knock].map(idBytes))
/** A knock sealed by somebody who holds the link but not our code. */
const forged = async (text: string) => {
  const occasion = { info, psk: link.pairKey, pskId: idBytes(link.id), exportLabel: 'fermata/1 grant psk' }
  return toBase64url((await sealTo(keys.publicKey, utf8(text), occasion)).sealed)
}

describe('a knock', () => {
  it('opens at the therapist\'s desk, with this device\'s key and commitment', async () => {
    const key = await exportPublicKey(knockKeys.keyPair.publicKey)
    expect(inside).toEqual({ ...knockInside, key, sasCommit: await commitTo(knockKeys.nonce) })
  })

  it('leaves both ends the same trace of it', () => {
    const { clientKey, sasCommit, ...desk } = forGrant
    const { keyPair, nonce, ...client } = pending
    expect(desk).toEqual(client)
    expect([clientKey.type, sasCommit]).toEqual(['public', inside.sasCommit])
    expect([keyPair.privateKey.extractable, nonce.length]).toEqual([false, 32])
  })

  it('is bound to room, link, session and knock id; the key for its grant is its export', async () => {
    const sealed = fromBase64url(box) ?? new Uint8Array()
    const occasion = { info, psk: link.pairKey, pskId: idBytes(link.id), exportLabel: 'fermata/1 grant psk' }
    expect((await openWith(keys, sealed, occasion))?.exported).toEqual(pending.grantPsk)
    expect(await sha256(sealed)).toEqual(pending.digest)
  })

  it('is kept across a reload: what is pending can be cloned', () => {
    expect(structuredClone(pending)).toEqual(pending)
  })

  it('fits its place on the wire at the largest, and is refused beyond', async () => {
    const seal = (sdp: number, count: number) => {
      const description = { type: 'offer' as const, sdp: 'a'.repeat(sdp) }
      const candidate = { candidate: 'c'.repeat(1_000), sdpMid: '0', sdpMLineIndex: 0 }
      const inside = { ...knockInside, description, candidates: Array.from({ length: count }, () => candidate) }
      return sealKnock({ ...about, ...knockKeys, therapistKey, inside })
    }
    expect(v.is(KnockUp.entries.box, (await seal(24_000, 7))?.box)).toBe(true)
    expect(await seal(24_000, 9)).toBeNull()
    expect(await seal(24_001, 0)).toBeNull()
  })

  it('cannot be sealed to something that is no key', async () => {
    for (const wrong of ['', 'AAAA', toBase64url(new Uint8Array(65))]) {
      expect(await sealKnock({ ...about, ...knockKeys, therapistKey: wrong, inside: knockInside })).toBeNull()
    }
  })

  it('attack: bit flip in key, text and tag; truncation; non-canonical base64', async () => {
    for (const at of [0, 1, 64, 65, 200, -17, -16, -1]) {
      expect(await openKnock({ ...opening, box: flip(box, at) })).toBeNull()
    }
    for (const wrong of ['', box.slice(0, 80), box.slice(0, -1), box.slice(0, -4), `${box}=`, `${box}A`, ` ${box}`]) {
      expect(await openKnock({ ...opening, box: wrong })).toBeNull()
    }
  })

  it('attack: another room, link, session, knock id or therapist', async () => {
    const another = await newLink(random, room)
    for (const wrong of [
      { link: { ...link, room: other<typeof room>() } }, { link: another }, { link: { ...link, id: another.id } },
      { link: { ...link, pairKey: another.pairKey } }, { session: other<typeof session>() },
      { knock: other<typeof knock>() }, { therapistPrivateKey: (await newTherapist()).keys },
    ]) {
      expect(await openKnock({ ...opening, ...wrong })).toBeNull()
    }
  })

  it('attack: base-mode knock, by somebody who knows the public key and not the link', async () => {
    const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
    const plain = utf8(JSON.stringify(inside))
    const { encapsulatedSecret, ciphertext } = await suite.Seal(keys.publicKey, plain, { info })
    const base: Bytes = concat(encapsulatedSecret, ciphertext)
    expect(await openKnock({ ...opening, box: toBase64url(base) })).toBeNull()
  })

  it('attack: duplicate key, __proto__, unknown key, a key off the curve inside', async () => {
    const honest = JSON.stringify(inside)
    expect(await openKnock({ ...opening, box: await forged(honest) })).not.toBeNull()
    const offCurve = toBase64url(new Uint8Array(65).fill(4))
    for (const text of [
      ...['{"key":"x",', '{"__proto__":{},', '{"more":1,', ' {'].map((start) => honest.replace('{', start)),
      honest.replace(inside.key, offCurve), 'null', '[]', '',
    ]) {
      expect(await openKnock({ ...opening, box: await forged(text) })).toBeNull()
    }
  })

  it('two knocks of one device share no key, nonce or trace', async () => {
    const [one, two] = [await newKnockKeys(random), await newKnockKeys(random)]
    expect(await exportPublicKey(one.keyPair.publicKey)).not.toBe(await exportPublicKey(two.keyPair.publicKey))
    expect(one.nonce).not.toEqual(two.nonce)
    const again = await sealKnock({ ...about, ...knockKeys, therapistKey, inside: knockInside })
    expect(again?.pending.grantPsk).not.toEqual(pending.grantPsk)
    expect(again?.pending.digest).not.toEqual(pending.digest)
  })
})
