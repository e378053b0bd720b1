import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import { describe, expect, it } from 'vitest'
import { openWith, sealTo } from '../primitives/hpke.ts'
import { concat, utf8 } from '../primitives/kdf.ts'
import {
  exportPublicKey, importPublicKey, importTherapistKeys, newKnockKeys, newTherapistKeys,
} from './therapist-keys.ts'
import { range, seeded } from '../testing/fixtures.ts'

const stored = await newTherapistKeys()

describe('the therapist\'s key pair', () => {
  it('goes through the vault as text and comes back usable, not readable', async () => {
    const keys = await importTherapistKeys(JSON.parse(JSON.stringify(stored)) as typeof stored)
    if (!keys) throw new Error('a stored pair imports')
    expect(keys.privateKey.extractable).toBe(false)
    const occasion = { info: utf8('x'), psk: range(0, 32), pskId: range(1), exportLabel: 'y' }
    const { sealed } = await sealTo(keys.publicKey, utf8('hello'), occasion)
    expect((await openWith(keys, sealed, occasion))?.plain).toEqual(utf8('hello'))
  })

  it('has a public key of 65 bytes, spelled one way', async () => {
    expect(stored.publicKey).toMatch(/^B[A-Za-z0-9_-]{86}$/)
    const key = await importPublicKey(stored.publicKey)
    expect(key && (await exportPublicKey(key))).toBe(stored.publicKey)
  })

  it('refuses a damaged record', async () => {
    for (const wrong of [
      { privateKey: '' }, { privateKey: 'AAAA' }, { publicKey: 'AAAA' }, { publicKey: `${stored.publicKey}=` },
    ]) {
      expect(await importTherapistKeys({ ...stored, ...wrong })).toBeNull()
    }
  })

  it('attack: a public key that is compressed, empty, at infinity or off the curve', async () => {
    const key = await importPublicKey(stored.publicKey)
    const { x } = key ? await crypto.subtle.exportKey('jwk', key) : { x: '' }
    const compressed = concat(Uint8Array.of(2), fromBase64url(x ?? '') ?? new Uint8Array())
    expect(compressed.length).toBe(33)
    for (const raw of [
      compressed, new Uint8Array(), new Uint8Array(1), new Uint8Array(65), new Uint8Array(65).fill(4),
    ]) {
      expect(await importPublicKey(toBase64url(raw))).toBeNull()
    }
  })

  it('a knock\'s private key cannot be read by anything', async () => {
    const { keyPair } = await newKnockKeys(seeded(1))
    expect(keyPair.privateKey.extractable).toBe(false)
  })
})
