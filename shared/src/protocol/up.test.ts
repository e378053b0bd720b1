import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { bottomless, hostile, validUps } from '../../../test/support/session/messages.ts'
import { retryOf } from '../result.ts'
import { Ack, Up } from './index.ts'

describe('what a browser may say to the server', () => {
  test('PR5 every kind of message is read as it was said', () => {
    expect(new Set(validUps.map((up) => up.type)).size).toBe(Up.options.length)
    for (const up of validUps) expect(v.parse(Up, up)).toEqual(up)
  })

  test('PR6 nothing hostile is read as a message, and it leaves no trace on objects', () => {
    const all = [undefined, ...hostile, ...bottomless]
    all.forEach((raw, index) => expect(v.is(Up, raw), `hostile[${index}]`).toBe(false))
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test.each(validUps.map((up) => [up.type, up] as const))('PR7 %s is refused with a key more, a key less, or another kind of value in any', (_type, up) => {
    expect(v.is(Up, { ...up, extra: 1 })).toBe(false)
    for (const key of Object.keys(up)) {
      const less = Object.fromEntries(Object.entries(up).filter(([name]) => name !== key))
      expect(v.is(Up, less), `without ${key}`).toBe(false)
      for (const value of [undefined, true, {}, [], -1, 1.5, Number.NaN, '', ' ', 'x'.repeat(70_000), { toString: 'x' }]) {
        expect(v.is(Up, { ...up, [key]: value }), `${key}: ${String(JSON.stringify(value)).slice(0, 20)}`).toBe(false)
      }
    }
  })

  test('PR8 every refusal has its retry advice', () => {
    const refusals = Ack.options[2].entries.refusal.options
    for (const { entries } of refusals) {
      expect(['never', 'later', 'afterReseal']).toContain(retryOf({ code: entries.code.literal } as never))
    }
  })
})
