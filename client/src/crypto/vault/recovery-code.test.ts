import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authHash, deriveBytes } from '../primitives/kdf.ts'
import { newRecoveryCode, readRecoveryCode, recoveryKeys } from './recovery-code.ts'
import { exactly, seeded } from '../testing/fixtures.ts'

const PRINTED = '008J-4CT4-ANK7-F24S-NAXW-SQFE-ZWWP'
const bits = Uint8Array.from({ length: 16 }, (_, n) => n * 0x11)
const code = await newRecoveryCode(exactly(bits))

describe('the recovery code', () => {
  it('vector: code of 00 11 … ff', () => {
    expect(code.text).toBe(PRINTED)
  })

  it('reads back, whatever a person makes of case, spaces, dashes, O, I and L', async () => {
    for (const typed of [
      PRINTED, PRINTED.toLowerCase(), PRINTED.replaceAll('-', ' '), PRINTED.replaceAll('-', ''), `  ${PRINTED}\n`,
      PRINTED.replaceAll('-', ' – '), PRINTED.replaceAll('0', 'O'), PRINTED.replaceAll('0', 'o'),
    ]) {
      expect(await readRecoveryCode(typed)).toEqual({ text: PRINTED, bits })
    }
    const ones = await newRecoveryCode(exactly(new Uint8Array(16).fill(0x08)))
    expect(ones.text).toContain('1')
    for (const letter of ['I', 'i', 'L', 'l']) {
      expect((await readRecoveryCode(ones.text.replaceAll('1', letter)))?.text).toBe(ones.text)
    }
  })

  it('any code reads back as itself', async () => {
    const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 })
    await fc.assert(fc.asyncProperty(sixteen, async (bytes) => {
      const { text } = await newRecoveryCode(exactly(bytes))
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(Array.from((await readRecoveryCode(text))?.bits ?? [])).toEqual(Array.from(bytes))
    }))
  })

  it('attack: mistyped code, in one letter: at most one in a thousand passes the twelve check bits', async () => {
    let passed = 0
    let tried = 0
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    for (let at = 0; at < PRINTED.length; at++) {
      for (const letter of letters) {
        if (PRINTED[at] === letter || PRINTED[at] === '-') continue
        tried++
        if (await readRecoveryCode(PRINTED.slice(0, at) + letter + PRINTED.slice(at + 1))) passed++
      }
    }
    expect(tried).toBe(28 * 31)
    expect(passed).toBeLessThanOrEqual(2)
  })

  it('attack: cut, longer, or with letters that are none', async () => {
    const letters = ['U', '8!', '٨', '']
    const wrong = letters.map((letter) => PRINTED.replace('8', letter))
    for (const typed of ['', PRINTED.slice(0, -1), `${PRINTED}0`, ...wrong]) {
      expect(await readRecoveryCode(typed)).toBeNull()
    }
  })

  it('signs in with a name and a proof that do not give away the wrap key', async () => {
    const keys = await recoveryKeys(code)
    expect(fromBase64url(keys.id)?.length).toBe(16)
    expect(fromBase64url(keys.auth)?.length).toBe(32)
    expect(keys.id).toBe(toBase64url(await deriveBytes(bits, 'recovery id', new Uint8Array(), 16)))
    expect(keys.auth).toBe(toBase64url(await deriveBytes(bits, 'recovery auth')))
    expect(keys.authHash).toBe(await authHash(keys.auth))
    expect(keys.wrapKey.extractable).toBe(false)
    expect((await recoveryKeys(await newRecoveryCode(seeded(2)))).id).not.toBe(keys.id)
  })
})
