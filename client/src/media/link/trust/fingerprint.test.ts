import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromHexPairs, hashCertificate, soleFingerprint } from './fingerprint.ts'

const HASH = createHash('sha256').update('a certificate').digest()
const pairs = (hash: Buffer) => [...hash].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':')
const ours = `a=fingerprint:sha-256 ${pairs(HASH)}`
const other = `a=fingerprint:sha-256 ${pairs(createHash('sha256').update('another').digest())}`
const sdp = (...lines: string[]) => ['v=0', 's=-', 'm=audio 9 x 1', ...lines, 'm=video 9 x 2', ''].join('\r\n')

describe('the sole fingerprint', () => {
  test.each([
    ['once', sdp(ours)],
    ['once in each section', sdp(ours, 'a=mid:0', ours)],
    ['in small letters', sdp(ours.toLowerCase())],
    ['with an algorithm in capitals', sdp(ours.replace('sha-256', 'SHA-256'))],
    ['in lines that end otherwise', sdp(ours).replaceAll('\r\n', '\n')],
  ])('is read when named %s', (_, text) => expect(soleFingerprint(text)).toBe(HASH.toString('base64url')))

  test.each([
    ['none', sdp()],
    ['two different', sdp(ours, other)],
    ['sha-1', sdp(`a=fingerprint:sha-1 ${pairs(createHash('sha1').update('x').digest())}`)],
    ['sha-1 beside sha-256', sdp(ours, `a=fingerprint:sha-1 ${pairs(createHash('sha1').update('x').digest())}`)],
    ['sha-512', sdp(`a=fingerprint:sha-512 ${pairs(createHash('sha512').update('x').digest())}`)],
    ['one that is too short', sdp(ours.slice(0, -3))],
    ['one that is too long', sdp(`${ours}:00`)],
    ['one with stray letters', sdp(ours.replace(/..$/, 'GG'))],
    ['one with something behind it', sdp(`${ours} sha-256`)],
    ['a second in a spelling we do not read', sdp(ours, ` ${other}`)],
    ['a second behind a bare carriage return', sdp(`${ours}\r${other}`)],
    ['a second in capitals', sdp(ours, other.toUpperCase())],
    ['nothing at all', ''],
  ])('is refused with %s', (_, text) => expect(soleFingerprint(text)).toBeNull())
})

test('a certificate hashes to what its fingerprint says', async () => {
  expect(await hashCertificate(new TextEncoder().encode('a certificate'))).toBe(fromHexPairs(pairs(HASH)))
})
