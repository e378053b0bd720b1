import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFact } from '../../../test/support/session/statements.ts'
import { type Fact, type Hint, decodeInside, encodeInside } from './index.ts'

const ID = 'AAAAAAAAAAAAAAAAAAAAAA'
const SHA = 'A'.repeat(43)
const at = { fact: ID, said: 1 }
const facts = [
  { k: 'checkIn', ...at, code: 'slower' },
  { k: 'receipt', ...at, of: ID, state: 'shown' },
  { k: 'certificate', ...at, sha256: SHA },
  { k: 'nonce', ...at, nonce: SHA },
  { k: 'switches', ...at, microphone: 'on', camera: 'none' },
  { k: 'pictures', ...at, sent: 'held', asked: 'small' },
  { k: 'sharing', ...at, what: 'screen' },
  { k: 'card', ...at, card: { name: '', overheard: 'alone', where: 'asLastTime', place: '', phone: '', calls: 'client', phrase: '', remember: 'no' } },
  { k: 'observers', ...at, who: 'nobody' },
  { k: 'left', ...at },
  { k: 'back', ...at },
  { k: 'ended', ...at },
  { k: 'heardEnd', ...at, turn: 0, seq: 4096 },
] as Fact[]
const hints = [
  { k: 'pulse', sent: 1, seen: 2 },
  { k: 'signal', signal: { s: 'please', epoch: 0, neg: 0, please: 'restart' } },
  { k: 'signal', signal: { s: 'description', epoch: 0, neg: 1, description: { type: 'offer', sdp: 'v=0' } } },
  {
    k: 'signal',
    signal: { s: 'candidates', epoch: 0, neg: 1, candidates: [{ candidate: 'c', sdpMid: null, sdpMLineIndex: 0 }] },
  },
] as Hint[]

describe('what stands inside an envelope', () => {
  test('PR2 what was written is read back, of every kind', () => {
    for (const fact of facts) expect(decodeInside('fact', encodeInside('fact', fact))).toEqual(fact)
    for (const hint of hints) expect(decodeInside('hint', encodeInside('hint', hint))).toEqual(hint)
  })

  test('PR2 keys given in any order are written in one', () => {
    const [first] = facts
    const reordered = Object.fromEntries(Object.entries(first ?? {}).toReversed()) as Fact
    expect(encodeInside('fact', reordered)).toBe(encodeInside('fact', first as Fact))
  })

  test('PR3 a fact is no hint, and a hint no fact', () => {
    for (const fact of facts) expect(decodeInside('hint', encodeInside('fact', fact))).toBeNull()
    for (const hint of hints) expect(decodeInside('fact', encodeInside('hint', hint))).toBeNull()
  })

  const good = `{"k":"checkIn","fact":"${ID}","said":1,"code":"slower"}`
  test.each([
    ['a key twice', `{"k":"checkIn","fact":"${ID}","said":1,"code":"pause","code":"slower"}`],
    ['a key twice, alike', `{"k":"checkIn","k":"checkIn","fact":"${ID}","said":1,"code":"slower"}`],
    ['__proto__', `{"__proto__":{"k":"ended"},"k":"checkIn","fact":"${ID}","said":1,"code":"slower"}`],
    ['constructor', good.replace('{', '{"constructor":{"prototype":{}},')],
    ['an unknown key', good.replace('}', ',"extra":1}')],
    ['keys in another order', `{"fact":"${ID}","k":"checkIn","said":1,"code":"slower"}`],
    ['a space', good.replace(',', ', ')],
    ['a byte order mark', `\ufeff${good}`],
    ['another spelling of a number', good.replace(':1,', ':1.0,')],
    ['an exponent', good.replace(':1,', ':1e0,')],
    ['minus zero', good.replace(':1,', ':-0,')],
    ['an escaped letter', good.replace('slower', '\\u0073lower')],
    ['something behind it', `${good}{}`],
    ['an unknown kind', good.replace('checkIn', 'sudo')],
    ['an unknown code', good.replace('slower', 'faster')],
    ['a fractional time', good.replace(':1,', ':1.5,')],
    ['a negative time', good.replace(':1,', ':-1,')],
    ['an id of another length', good.replace(ID, ID.slice(1))],
    ['an id spelled in a second way', good.replace(ID, `${ID.slice(1)}B`)],
    ['an array', `[${good}]`],
    ['null', 'null'],
    ['nothing', ''],
    ['60,000 open brackets', '['.repeat(60_000)],
    ['a 60,000-deep array', '['.repeat(60_000) + ']'.repeat(60_000)],
  ])('PR4 refused: %s', (_what, text) => {
    expect(decodeInside('fact', good)).not.toBeNull()
    expect(decodeInside('fact', text)).toBeNull()
    expect(({} as { k?: string }).k).toBeUndefined()
  })

  test('PR4 refused: larger than its kind allows', () => {
    const signal = (step: string) => `{"k":"signal","signal":{${step}}}`
    const description = (sdp: string) =>
      signal(`"s":"description","epoch":0,"neg":0,"description":{"type":"offer","sdp":"${sdp}"}`)
    expect(decodeInside('hint', description('x'.repeat(24_000)))).not.toBeNull()
    expect(decodeInside('hint', description('x'.repeat(24_001)))).toBeNull()
    const candidate = '{"candidate":"","sdpMid":null,"sdpMLineIndex":null}'
    const candidates = (count: number) =>
      signal(`"s":"candidates","epoch":0,"neg":0,"candidates":[${Array(count).fill(candidate).join()}]`)
    expect(decodeInside('hint', candidates(24))).not.toBeNull()
    expect(decodeInside('hint', candidates(25))).toBeNull()
    expect(decodeInside('hint', candidates(0))).toBeNull()
    expect(decodeInside('hint', '{"k":"pulse","sent":4294967296,"seen":0}')).toBeNull()
  })

  test('PR4 whatever is read is spelled exactly as it would be written', () => {
    fc.assert(
      fc.property(anyFact, fc.nat(200), fc.string({ maxLength: 3 }), ({ fact }, where, noise) => {
        const text = JSON.stringify({ ...fact, fact: ID })
        const changed = text.slice(0, where) + noise + text.slice(where)
        const read = decodeInside('fact', changed)
        return read === null || encodeInside('fact', read) === changed
      }),
      { numRuns: 500, seed: 3 },
    )
  })
})
