import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import { type Seat } from '@fermata/shared/ids'
import { Admit } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  checkNonce, openGrant, readSecret, reflectionPsk, sealGrant, sessionKeys, spokenCode,
} from './grant.ts'
import { openWith, sealTo } from '../primitives/hpke.ts'
import { deriveBytes, idBytes, labelled, utf8 } from '../primitives/kdf.ts'
import { commitTo, sealKnock } from './knock.ts'
import { newKnockKeys } from '../vault/therapist-keys.ts'
import {
  admitted, flip, grant, grantInside, knock, knocking, knockInside, other, room, secret, seeded, session,
} from '../testing/fixtures.ts'

const random = seeded(4)
const admission = await admitted(random)
const { pending, forGrant, grantBox, got, therapistSecret, clientSecret, about, knockKeys, welcome } = admission
const nC = new Uint8Array(32).fill(1)
const nT = new Uint8Array(32).fill(2)

describe('a grant', () => {
  it('opens on the device that knocked, and leaves both ends one secret', () => {
    expect(got.inside).toEqual(grantInside)
    expect(clientSecret).toEqual(therapistSecret)
    expect(clientSecret.length).toBe(32)
  })

  it('is bound to room, link, session, grant and the sealed knock; the secret is its export', async () => {
    const occasion = {
      info: labelled('fermata/1 grant', ...[room, pending.link, session, grant].map(idBytes), pending.digest),
      psk: pending.grantPsk, pskId: idBytes(knock), exportLabel: 'fermata/1 session',
    }
    const opened = await openWith(pending.keyPair, fromBase64url(grantBox) ?? new Uint8Array(), occasion)
    expect(opened?.exported).toEqual(clientSecret)
  })

  it('opens after a reload of the waiting page', async () => {
    expect((await openGrant(structuredClone(pending), grant, grantBox))?.secret).toEqual(therapistSecret)
  })

  it('fits its place on the wire, and is refused where it would not', async () => {
    expect(v.is(Admit.entries.box, grantBox)).toBe(true)
    const candidate = { candidate: 'c'.repeat(1_024), sdpMid: '0', sdpMLineIndex: 0 }
    const inside = {
      ...grantInside, description: { type: 'answer' as const, sdp: 'a'.repeat(24_000) },
      candidates: Array.from({ length: 24 }, () => candidate),
    }
    expect(await sealGrant({ knock: forGrant, grant, inside })).toBeNull()
  })

  it('attack: bit flip in key, text and tag; truncation; non-canonical base64', async () => {
    for (const at of [0, 64, 65, 100, -17, -16, -1]) {
      expect(await openGrant(pending, grant, flip(grantBox, at))).toBeNull()
    }
    for (const wrong of ['', grantBox.slice(0, 80), grantBox.slice(0, -4), `${grantBox}=`, `${grantBox}A`]) {
      expect(await openGrant(pending, grant, wrong)).toBeNull()
    }
  })

  it('attack: wrong room, link, session, grant or knock id', async () => {
    expect(await openGrant(pending, other(), grantBox)).toBeNull()
    for (const wrong of [
      { room: other<typeof room>() }, { link: other<typeof pending.link>() }, { session: other<typeof session>() },
      { knock: other<typeof knock>() },
    ]) {
      expect(await openGrant({ ...pending, ...wrong }, grant, grantBox)).toBeNull()
    }
  })

  it('attack: grant for another knock, even of the same device under the same id', async () => {
    const again = await sealKnock({ ...about, ...knockKeys, therapistKey: welcome.therapistKey, inside: knockInside })
    expect(again && (await openGrant(again.pending, grant, grantBox))).toBeNull()
    const { digest } = again?.pending ?? pending
    expect(await openGrant({ ...pending, digest }, grant, grantBox)).toBeNull()
    expect((await knocking(random)).pending.grantPsk).not.toEqual(pending.grantPsk)
  })

  it('attack: another device that somehow has everything but the private key', async () => {
    const { keyPair } = await newKnockKeys(random)
    expect(await openGrant({ ...pending, keyPair }, grant, grantBox)).toBeNull()
  })

  it('attack: leaked link + server: Admit without the therapist, sealed under the link\'s own key', async () => {
    const occasion = {
      info: labelled(
        'fermata/1 grant', ...[room, pending.link, session, grant].map(idBytes), pending.digest,
      ),
      psk: about.link.pairKey, pskId: idBytes(knock), exportLabel: 'fermata/1 session',
    }
    const plain = utf8(JSON.stringify(grantInside))
    const { sealed } = await sealTo(forGrant.clientKey, plain, occasion)
    expect(await openGrant(pending, grant, toBase64url(sealed))).toBeNull()
    // The same forgery under the knock's own exported key opens: it is that key which keeps it out.
    const honest = await sealTo(forGrant.clientKey, plain, { ...occasion, psk: pending.grantPsk })
    expect(await openGrant(pending, grant, toBase64url(honest.sealed))).not.toBeNull()
  })

  it('attack: a recorded grant and a later link theft open nothing: the device key is not readable', async () => {
    await expect(crypto.subtle.exportKey('pkcs8', pending.keyPair.privateKey)).rejects.toThrow()
    await expect(crypto.subtle.exportKey('jwk', pending.keyPair.privateKey)).rejects.toThrow()
  })
})

describe('what comes out of the session secret', () => {
  it('vector: sas', async () => {
    expect(await spokenCode(secret, grant, nC, nT)).toBe('812125')
  })

  it('always six digits, leading zeros kept', async () => {
    const nonces = Array.from({ length: 200 }, (_, n) => new Uint8Array(32).fill(n))
    const codes = await Promise.all(nonces.map((nonce) => spokenCode(secret, grant, nonce, nT)))
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true)
    expect(codes.some((code) => code.startsWith('0'))).toBe(true)
  })

  it('attack: leaked link + relay: two secrets, two nonces or two grants give different codes', async () => {
    const codes = await Promise.all([
      spokenCode(secret, grant, nC, nT), spokenCode(therapistSecret, grant, nC, nT),
      spokenCode(secret, other(), nC, nT), spokenCode(secret, grant, nT, nC), spokenCode(secret, grant, nC, nC),
    ])
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('attack: wrong nC', async () => {
    expect(await checkNonce(await commitTo(nC), nC)).toBe(true)
    for (const wrong of [nT, nC.slice(1), new Uint8Array(33).fill(1), new Uint8Array()]) {
      expect(await checkNonce(await commitTo(nC), wrong)).toBe(false)
    }
    expect(await checkNonce(forGrant.sasCommit, pending.nonce)).toBe(true)
    // A commitment to a nonce of another length is no commitment.
    for (const odd of [nC.slice(1), new Uint8Array()]) expect(await checkNonce(await commitTo(odd), odd)).toBe(false)
  })

  it('two direction keys, not readable, cloneable; other seats get other keys', async () => {
    const keys = await sessionKeys(secret, { room, session, grant })
    expect(keys.directions.map(({ from, to }) => from + to)).toEqual(['CT', 'TC'])
    expect(keys.directions.some(({ key }) => key.extractable)).toBe(false)
    expect(structuredClone(keys)).toEqual(keys)
    const third = await sessionKeys(secret, { room, session, grant }, ['G' as Seat, 'T' as Seat])
    expect(third.directions.map(({ from, to }) => from + to)).toEqual(['GT', 'TG'])
  })

  it('a kept secret reads back; anything else is refused', () => {
    expect(readSecret(toBase64url(secret))).toEqual(secret)
    for (const wrong of ['', 'A', toBase64url(secret.slice(1)), `${toBase64url(secret)}=`]) {
      expect(readSecret(wrong)).toBeNull()
    }
  })

  it('reflections have a key of their own', async () => {
    expect(await reflectionPsk(secret, grant)).toEqual(await deriveBytes(secret, 'reflection', idBytes(grant)))
    expect(await reflectionPsk(secret, grant)).not.toEqual(await reflectionPsk(secret, other()))
  })
})
