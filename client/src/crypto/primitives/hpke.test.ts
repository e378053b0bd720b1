import { Aes256Gcm, CipherSuite as CoreSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke'
import { describe, expect, it } from 'vitest'
import { openWith, sealTo } from './hpke.ts'
import { concat, utf8 } from './kdf.ts'
import { newKnockKeys } from '../vault/therapist-keys.ts'
import { hex, range, seeded, unhex } from '../testing/fixtures.ts'

const occasion = { info: utf8('info'), psk: range(1, 32), pskId: range(9), exportLabel: 'label' }
const core = new CoreSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const { keyPair } = await newKnockKeys(seeded(1))
const message = utf8('come in')
const { sealed, exported } = await sealTo(keyPair.publicKey, message, occasion)
const clear = (part: Uint8Array<ArrayBuffer>) => part.buffer

describe('sealing to a public key', () => {
  // The RFC prints no AES-256-GCM vector for this curve; the agreement with @hpke/core below covers the difference.
  it('vector: RFC 9180, A.3.2 (PSK mode, P-256, SHA-256, AES-128-GCM)', async () => {
    const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM)
    const skR = unhex('438d8bcef33b89e0e9ae5eb0957c353c25a94584b0dd59c991372a75b43cb661')
    const enc = unhex(
      '04305d35563527bce037773d79a13deabed0e8e7cde61eecee403496959e89e4'
      + 'd0ca701726696d1485137ccb5341b3c1c7aaee90a4a02449725e744b1193b53b5f',
    )
    const ctx = await suite.SetupRecipient(await suite.DeserializePrivateKey(skR, true), enc, {
      info: unhex('4f6465206f6e2061204772656369616e2055726e'),
      psk: unhex('0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82'),
      pskId: unhex('456e6e796e20447572696e206172616e204d6f726961'),
    })
    const ct = unhex('90c4deb5b75318530194e4bb62f890b019b1397bbf9d0d6eb918890e1fb2be1ac2603193b60a49c2126b75d0eb')
    expect(hex(await ctx.Open(ct, utf8('Count-0')))).toBe('4265617574792069732074727574682c20747275746820626561757479')
    for (const [context, secret] of [
      ['', 'a115a59bf4dd8dc49332d6a0093af8efca1bcbfd3627d850173f5c4a55d0c185'],
      ['\0', '4517eaede0669b16aac7c92d5762dd459c301fa10e02237cd5aeb9be969430c4'],
      ['TestContext', '164e02144d44b607a7722e58b0f4156e67c0c2874d74cf71da6ca48a4cbdc5e0'],
    ] as const) {
      expect(hex(await ctx.Export(utf8(context), 32))).toBe(secret)
    }
  })

  it('gives both ends the message and the same exported secret, with a private key nobody can read', async () => {
    expect(keyPair.privateKey.extractable).toBe(false)
    expect(await openWith(keyPair, sealed, occasion)).toEqual({ plain: message, exported })
  })

  it('agrees with @hpke/core, which opens what we seal', async () => {
    const recipient = await core.createRecipientContext({
      recipientKey: keyPair, enc: clear(sealed.slice(0, 65)), info: clear(occasion.info),
      psk: { key: clear(occasion.psk), id: clear(occasion.pskId) },
    })
    expect(new Uint8Array(await recipient.open(clear(sealed.slice(65))))).toEqual(message)
    expect(new Uint8Array(await recipient.export(clear(utf8('label')), 32))).toEqual(exported)
  })

  it('agrees with @hpke/core, which seals what we open', async () => {
    const sender = await core.createSenderContext({
      recipientPublicKey: keyPair.publicKey, info: clear(occasion.info),
      psk: { key: clear(occasion.psk), id: clear(occasion.pskId) },
    })
    const box = concat(new Uint8Array(sender.enc), new Uint8Array(await sender.seal(clear(message))))
    const secret = new Uint8Array(await sender.export(clear(utf8('label')), 32))
    expect(await openWith(keyPair, box, occasion)).toEqual({ plain: message, exported: secret })
  })

  it('attack: base mode is refused', async () => {
    const info = clear(occasion.info)
    const sender = await core.createSenderContext({ recipientPublicKey: keyPair.publicKey, info })
    const box = concat(new Uint8Array(sender.enc), new Uint8Array(await sender.seal(clear(message))))
    expect(await openWith(keyPair, box, occasion)).toBeNull()
  })

  it('attack: bit flip in key, text and tag; truncation at every length', async () => {
    for (let at = 0; at < sealed.length; at++) {
      const touched = sealed.slice()
      touched[at] = (touched[at] ?? 0) ^ 1
      expect(await openWith(keyPair, touched, occasion)).toBeNull()
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(await openWith(keyPair, sealed.slice(0, length), occasion)).toBeNull()
    }
  })

  it('attack: another key, name, occasion or recipient', async () => {
    for (const wrong of [{ psk: range(2, 32) }, { pskId: range(8) }, { info: utf8('inf0') }]) {
      expect(await openWith(keyPair, sealed, { ...occasion, ...wrong })).toBeNull()
    }
    expect(await openWith((await newKnockKeys(seeded(2))).keyPair, sealed, occasion)).toBeNull()
  })

  it('never falls back to base mode: a missing pre-shared key is a bug, on both sides', async () => {
    for (const psk of [new Uint8Array(), range(1, 31)]) {
      await expect(sealTo(keyPair.publicKey, message, { ...occasion, psk })).rejects.toThrow(TypeError)
      await expect(openWith(keyPair, sealed, { ...occasion, psk })).rejects.toThrow(TypeError)
    }
  })
})
