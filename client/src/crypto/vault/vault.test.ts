import { VaultRecord, Wrap } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { newRecoveryCode, recoveryKeys } from './recovery-code.ts'
import {
  advanceHead, checkHead, Head, headOf, MAX_RECORD_BYTES, newBrowserKey, newVault, openKept, openRecord, prfInput,
  sealKept, sealRecord, unwrapByBrowser, unwrapByPasskey, unwrapByRecovery, wrapForBrowser, wrapForPasskey, wrapForRecovery,
} from './vault.ts'
import { aesKey, openBox, sealBox } from '../primitives/box.ts'
import { concat, deriveBytes, idBytes, sha256, u32, utf8 } from '../primitives/kdf.ts'
import { flip, grant, other, range, record, seeded, therapist, wrapId } from '../testing/fixtures.ts'

const random = seeded(8)
const vault = await newVault(therapist, random)
const sealed = await sealRecord(vault, { record, rev: 2, text: '{"name":"Robin"}' }, random)
if (!sealed) throw new Error('a small record seals')

describe('records', () => {
  it('open in the vault that sealed them, and have the shape of the wire', async () => {
    expect(await openRecord(vault, sealed)).toBe('{"name":"Robin"}')
    expect(v.is(VaultRecord, sealed)).toBe(true)
  })

  it('are laid out exactly: FMV1, therapist, record, revision', async () => {
    const key = await aesKey(await deriveBytes(vault.key, 'vault records', range(0x50)))
    const data = concat(utf8('FMV1'), range(0x50), range(0x70), u32(2))
    expect(await openBox(key, sealed.box, data)).toEqual(utf8('{"name":"Robin"}'))
  })

  it('fill the wire\'s limit exactly, and no more', async () => {
    const fits = await sealRecord(vault, { record, rev: 1, text: 'x'.repeat(MAX_RECORD_BYTES) }, random)
    expect(v.is(VaultRecord, fits)).toBe(true)
    expect(fits?.box.length).toBe(65_536)
    expect(await sealRecord(vault, { record, rev: 1, text: 'x'.repeat(MAX_RECORD_BYTES + 1) }, random)).toBeNull()
  })

  it('attack: bit flip, truncation, another record id, revision, therapist or vault', async () => {
    for (const at of [0, 12, -17, -1]) {
      expect(await openRecord(vault, { ...sealed, box: flip(sealed.box, at) })).toBeNull()
    }
    expect(await openRecord(vault, { ...sealed, box: sealed.box.slice(0, -4) })).toBeNull()
    expect(await openRecord(vault, { ...sealed, record: other() })).toBeNull()
    expect(await openRecord(vault, { ...sealed, rev: 3 })).toBeNull()
    expect(await openRecord({ ...vault, therapist: other() }, sealed)).toBeNull()
    expect(await openRecord(await newVault(therapist, random), sealed)).toBeNull()
  })

  it('keep a grant\'s secret for the therapist\'s other devices, for that grant alone', async () => {
    const kept = await sealKept(vault, grant, 'secret', random)
    expect(await openKept(vault, grant, kept)).toBe('secret')
    expect(await openKept(vault, other(), kept)).toBeNull()
    expect(await openKept(vault, grant, sealed.box)).toBeNull()
  })
})

describe('the head', () => {
  const one = { record, rev: 2 }
  const two = { record: other<typeof record>(), rev: 5 }

  it('lists the newest revision of each record, whatever the order', () => {
    expect(headOf([one, two, { ...one, rev: 1 }])).toEqual({ [record]: 2, [two.record]: 5 })
    expect(advanceHead(headOf([two]), { ...two, rev: 4 })).toEqual(headOf([two]))
    expect(v.is(Head, JSON.parse(JSON.stringify(headOf([one, two]))))).toBe(true)
  })

  it('lets what is equal or newer pass, also records not seen before', () => {
    expect(checkHead({}, headOf([one]))).toEqual([])
    expect(checkHead(headOf([one]), headOf([{ ...one, rev: 3 }, two]))).toEqual([])
  })

  it('attack: vault rollback: an older record, or one that vanished', () => {
    expect(checkHead(headOf([one, two]), headOf([{ ...one, rev: 1 }, two]))).toEqual([record])
    expect(checkHead(headOf([one, two]), headOf([one]))).toEqual([two.record])
    expect(checkHead(headOf([one, two]), {})).toEqual([record, two.record])
  })
})

describe('wraps', async () => {
  const code = await newRecoveryCode(random)
  const browserKey = await newBrowserKey()
  const prf = range(1, 32)
  const byCode = await wrapForRecovery(vault, code, random)
  const byBrowser = await wrapForBrowser(vault, browserKey, random)
  const byPasskey = await wrapForPasskey(vault, wrapId, prf, random)

  it('each opens the same vault, which opens the same records', async () => {
    for (const opened of [
      await unwrapByRecovery(therapist, byCode, code),
      await unwrapByBrowser(therapist, byBrowser, structuredClone(browserKey)),
      await unwrapByPasskey(therapist, byPasskey, prf),
    ]) {
      expect(opened?.key).toEqual(vault.key)
      expect(opened && (await openRecord(opened, sealed))).toBe('{"name":"Robin"}')
    }
    expect([byCode, byBrowser, byPasskey].every((wrap) => v.is(Wrap, wrap))).toBe(true)
    expect([byCode, byBrowser, byPasskey].map(({ kind }) => kind)).toEqual(['recovery', 'browser', 'passkey'])
    expect(byPasskey.wrap).toBe(wrapId)
  })

  it('this browser\'s key cannot be read out', async () => {
    expect(browserKey.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', browserKey)).rejects.toThrow()
  })

  it('a passkey is asked about this wrap only', async () => {
    expect(await prfInput(wrapId)).toEqual(await sha256(utf8('fermata/1 prf\0'), range(0x60)))
  })

  it('are laid out exactly: key, then FMW1, therapist, wrap id, letter of the kind', async () => {
    const data = (wrap: string, letter: string) => concat(utf8('FMW1'), range(0x50), idBytes(wrap), utf8(letter))
    for (const [wrap, key, letter] of [
      [byCode, await deriveBytes(code.bits, 'recovery wrap'), 'R'],
      [byPasskey, await deriveBytes(prf, 'prf wrap', range(0x60)), 'P'],
    ] as const) {
      expect(await openBox(await aesKey(key), wrap.box, data(wrap.wrap, letter))).toEqual(vault.key)
    }
    expect(await openBox(browserKey, byBrowser.box, data(byBrowser.wrap, 'B'))).toEqual(vault.key)
  })

  it('attack: foreign wrap: of another kind under the same key, or around something that is no vault key', async () => {
    const { wrapKey } = await recoveryKeys(code)
    expect(await unwrapByBrowser(therapist, byCode, wrapKey)).toBeNull()
    const data = concat(utf8('FMW1'), range(0x50), idBytes(byBrowser.wrap), utf8('B'))
    for (const length of [0, 31, 33]) {
      const box = await sealBox(browserKey, range(0, length), data, random)
      expect(await unwrapByBrowser(therapist, { ...byBrowser, box }, browserKey)).toBeNull()
    }
  })

  it('attack: foreign wrap: another code, browser, passkey, therapist, wrap id or kind; a flipped bit', async () => {
    expect(await unwrapByRecovery(therapist, byCode, await newRecoveryCode(random))).toBeNull()
    expect(await unwrapByBrowser(therapist, byBrowser, await newBrowserKey())).toBeNull()
    expect(await unwrapByPasskey(therapist, byPasskey, range(2, 32))).toBeNull()
    expect(await unwrapByRecovery(other(), byCode, code)).toBeNull()
    expect(await unwrapByRecovery(therapist, { ...byCode, wrap: other() }, code)).toBeNull()
    expect(await unwrapByPasskey(therapist, { ...byPasskey, wrap: other() }, prf)).toBeNull()
    expect(await unwrapByBrowser(therapist, byCode, browserKey)).toBeNull()
    for (const at of [0, 12, -1]) {
      const touched = { ...byCode, box: flip(byCode.box, at) }
      expect(await unwrapByRecovery(therapist, touched, code)).toBeNull()
    }
  })
})
