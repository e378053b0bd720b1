import { beforeEach, describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '@fermata/shared/clock'
import type { Relay as RelayAnswer } from '@fermata/shared/protocol'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { Relay, type RelayCheck } from './relay.ts'

const there = (username: string, only = false): Result<RelayAnswer> =>
  ok({ relay: 'there', only, now: 0, until: 10 * MINUTE, server: { urls: ['turn:relay.test:3478'], username, credential: 'c' } })
const away: Result<RelayAnswer> = refuse({ code: 'unavailable', retryAfterMs: 1 })

let clock: ManualClock
let wished: boolean
/** What the server answers, in order; the last goes on. */
let answers: Result<RelayAnswer>[]
let asked: number
let checks: RelayCheck[]
beforeEach(() => {
  ;[clock, wished, answers, asked, checks] = [new ManualClock(), false, [], 0, []]
})

function page(): Relay {
  return new Relay({
    ask: () => {
      asked += 1
      return Promise.resolve((answers.length > 1 ? answers.shift() : answers[0]) ?? away)
    },
    check: () => Promise.resolve(checks.shift() ?? 'works'),
    wish: { read: () => Promise.resolve(wished), write: (hidden) => Promise.resolve(void (wished = hidden)) },
    clock,
  })
}
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}
const names = (relay: Relay) => relay.ice.get().iceServers.map(({ username }) => username)

describe('the relay as a page has it', () => {
  test('TU9 credentials are fetched anew every five minutes, half their life, and at once again when the server was away', async () => {
    answers = [there('first'), away, there('second'), there('third')]
    const relay = page()
    await relay.known()
    expect(names(relay)).toEqual(['first'])
    clock.advance(5 * MINUTE)
    await settle()
    expect(names(relay), 'what is at hand is still good').toEqual(['first'])
    clock.advance(5 * SECOND)
    await settle()
    expect(names(relay)).toEqual(['second'])
    clock.advance(5 * MINUTE)
    await settle()
    expect([names(relay), asked]).toEqual([['third'], 4])
  })

  test('TU9 who is not let in any more stops asking', async () => {
    answers = [refuse({ code: 'noSuchRoom' })]
    await page().known()
    clock.advance(60 * MINUTE)
    await settle()
    expect(asked).toBe(1)
  })

  test('TU10 who hides their address goes through the relay or not at all, also after a reload and without one', async () => {
    answers = [ok({ relay: 'none' })]
    const relay = page()
    await relay.known()
    expect(relay.ice.get()).toEqual({ iceServers: [], iceTransportPolicy: 'all' })
    relay.hide(true)
    expect(relay.ice.get()).toEqual({ iceServers: [], iceTransportPolicy: 'relay' })
    const reloaded = page()
    await reloaded.known()
    expect(reloaded.ice.get().iceTransportPolicy).toBe('relay')
  })

  test('TU10 where the operator has all relayed, a wish to the contrary changes nothing', async () => {
    answers = [there('a', true)]
    const relay = page()
    await relay.known()
    relay.hide(false)
    expect(relay.ice.get().iceTransportPolicy).toBe('relay')
  })

  test('TU6 a relay that did not work is tried again with the next credentials; one that works is left alone', async () => {
    ;[answers, checks] = [[there('a')], ['unreachable', 'works', 'refused']]
    const relay = page()
    await relay.known()
    await settle()
    expect(relay.state.get()).toMatchObject({ check: 'unreachable' })
    clock.advance(5 * MINUTE)
    await settle()
    expect(relay.state.get()).toMatchObject({ check: 'works' })
    clock.advance(5 * MINUTE)
    await settle()
    expect([relay.state.get(), checks]).toMatchObject([{ check: 'works' }, ['refused']])
  })
})
