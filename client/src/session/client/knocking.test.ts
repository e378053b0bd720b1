import { beforeEach, describe, expect, test } from 'vitest'
import type { KnockId, SessionId } from '@fermata/shared/ids'
import type { ClientStanding, Up } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import { MINUTE, SECOND } from '@fermata/shared/clock'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { newLink } from '../../crypto/door/link.ts'
import { grant, knockInside, newTherapist, other, room, seeded, session } from '../../crypto/testing/fixtures.ts'
import { memoryKeep, memoryKeys, type TabKeep } from '../../lib/keep.ts'
import { observable, type Source } from '../../lib/observable.ts'
import { FakeNetwork } from '../../media/fake-network.ts'
import { ResumeToken } from '../tab.ts'
import { Knocking } from './knocking.ts'

const { card } = knockInside
const random = seeded(11)
let keep: TabKeep
let held: Map<string, unknown>
/** What the server answers to each knock, in order; then yes. */
let answers: (Refusal | null)[]
let knocked: KnockId[]
let clock: ManualClock
let reachable: Source<boolean>
let network: FakeNetwork

beforeEach(() => {
  ;[keep, held, answers, knocked] = [memoryKeep(), new Map(), [], []]
  ;[clock, reachable, network] = [new ManualClock(), observable(true), new FakeNetwork()]
})

/** This tab's page as it is after each load: the tab's memory and the browser's database outlast it. */
async function page(): Promise<Knocking> {
  const [{ welcome }, link] = [await newTherapist(), await newLink(random, room)]
  const keys = memoryKeys(held)
  const ask = (body: Partial<Up>): Promise<Refusal | null> => {
    if (body.type === 'knock' && body.knock !== undefined) knocked.push(body.knock)
    return Promise.resolve(answers.shift() ?? null)
  }
  return new Knocking({
    line: { ask, token: new ResumeToken(keep, random) },
    link, welcome, keep, keys, random,
    openLink: network.openLink,
    reachable,
    signal: () => undefined,
    knocked: () => undefined,
    clock,
  })
}

const outside: ClientStanding = { standing: 'outside', session }
const waiting = (knock: KnockId): Extract<ClientStanding, { standing: 'waiting' }> => ({ standing: 'waiting', session, knock, answer: 'none' })
const seated = (knock: KnockId): ClientStanding => ({
  standing: 'seated', session, epoch: 1, admittedAt: 0, grant: { grant, knock, box: '' }, therapist: { state: 'here' }, head: 0,
})
const nth = (at: number): KnockId => knocked[at] ?? other<KnockId>()
const keysOf = (...knocks: KnockId[]): string[] => knocks.map((knock) => `knock.${knock}`)

describe('what a knock leaves in the browser', () => {
  test('is there before the knock is answered, and after a reload', async () => {
    await (await page()).knock(card, session)
    expect([...held.keys()]).toEqual(keysOf(nth(0)))
    expect(await (await page()).pending(nth(0))).toMatchObject({ knock: nth(0), session })
  })

  test('goes when the server shows a newer knock of this tab at the door, also across a reload', async () => {
    await (await page()).knock(card, session)
    const reloaded = await page()
    await reloaded.tidy(waiting(nth(0)), null)
    await reloaded.again(waiting(nth(0)))
    expect([...held.keys()], 'it may still be the old one that is let in').toEqual(keysOf(nth(0), nth(1)))
    await reloaded.tidy(waiting(nth(1)), waiting(nth(0)))
    expect([...held.keys()]).toEqual(keysOf(nth(1)))
  })

  test('stays for the knock that was let in, though a newer one was made', async () => {
    await (await page()).knock(card, session)
    const reloaded = await page()
    await reloaded.again(waiting(nth(0)))
    await reloaded.tidy(seated(nth(0)), waiting(nth(0)))
    expect(await reloaded.pending(nth(0))).not.toBeNull()
  })

  test('of a knock for a session that had passed goes with the next view', async () => {
    const moved = other<SessionId>()
    answers = [{ code: 'otherSession', session: moved }]
    const here = await page()
    await here.knock(card, session)
    await here.tidy({ ...waiting(nth(1)), session: moved }, outside)
    expect([...held.keys()]).toEqual(keysOf(nth(1)))
  })

  test('stays while the session that ended may go on', async () => {
    const here = await page()
    await here.knock(card, session)
    await here.tidy({ standing: 'over', session, endedAt: 0, by: 'therapist', reopening: { until: 1, asked: 'byNobody' } }, null)
    expect(held.size).toBe(1)
  })

  test.each<[string, ClientStanding, ClientStanding | null]>([
    ['over', { standing: 'over', session, endedAt: 0, by: 'therapist', reopening: null }, null],
    ['turned away', { standing: 'turnedAway' }, null],
    ['withdrawn', outside, waiting(other())],
    ['away for too long', outside, seated(other())],
  ])('goes, with the answers at the door, once the visit is over: %s', async (_what, standing, before) => {
    await (await page()).knock(card, session)
    await (await page()).tidy(standing, before)
    expect([...held.keys(), keep.get('card'), keep.get('knocks')]).toEqual([null, null])
  })

  test.each<[string, ClientStanding | null, ClientStanding | null]>([
    ['left', { standing: 'left', session, until: 0 }, null],
    ['displaced', { standing: 'displaced' }, null],
    ['no word of the server', null, waiting(other())],
    ['a stranger to the server until attached', outside, null],
    ['a view from before the knock', outside, outside],
  ])('stays: %s', async (_what, standing, before) => {
    const here = await page()
    await here.knock(card, session)
    await here.tidy(standing, before)
    expect([...held.keys()]).toEqual(keysOf(nth(0)))
    expect(keep.get('card')).not.toBeNull()
  })

  test('stays while a knock is on its way, whatever the last view said', async () => {
    const here = await page()
    const knock = here.knock(card, session)
    await here.tidy({ standing: 'turnedAway' }, null)
    await knock
    expect(await here.pending(nth(0))).not.toBeNull()
  })
})

describe('the link of a knock that was let in', () => {
  test('is handed over whole', async () => {
    const tab = await page()
    await tab.knock(card, session)
    expect(await tab.take(nth(0))).toBe(network.links[0])
    expect(network.links[0]?.state.get().state).toBe('negotiating')
  })

  test('KN33 is not that of a newer knock, which was passed by and is closed', async () => {
    const tab = await page()
    await tab.knock(card, session)
    expect(await tab.take(other<KnockId>())).toBeNull()
    expect(network.links[0]?.state.get().state).toBe('closed')
  })
})

describe('a waiting offer', () => {
  /** Lets promises that nobody here holds run to their end. */
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const until = async (knocks: number): Promise<void> => {
    while (knocked.length < knocks) await settle()
  }

  test('KN32 is made anew every eight minutes, and when the line comes back, for the same place at the door', async () => {
    const tab = await page()
    await tab.knock(card, session)
    await tab.again(waiting(nth(0)))
    clock.advance(8 * MINUTE)
    await until(2)
    await tab.again(waiting(nth(1)))
    reachable.set(false)
    clock.advance(6 * SECOND)
    reachable.set(true)
    await until(3)
    expect(new Set(knocked).size).toBe(3)
  })

  test('RE261 is made anew when the line comes back after a sleep, though the page saw no time pass', async () => {
    for (const [sleeps, kind] of (['standing', 'running'] as const).entries()) {
      const tab = await page()
      const before = knocked.length
      await tab.knock(card, session)
      await tab.again(waiting(nth(before)))
      reachable.set(false)
      clock.sleep(10 * MINUTE, kind)
      reachable.set(true)
      await until(before + 2)
      expect(knocked).toHaveLength(2 * (sleeps + 1))
      tab.close()
    }
  })

  test('KN36 what a waiting page knocks by itself leads into no other session; a tap does', async () => {
    const moved = { code: 'otherSession', session: other<SessionId>() } as const
    const tab = await page()
    await tab.knock(card, session)
    await tab.again(waiting(nth(0)))
    answers = [moved]
    clock.advance(8 * MINUTE)
    await until(2)
    await settle()
    answers = [moved]
    expect(await tab.knock(card, session)).toBeNull()
    expect(knocked).toHaveLength(4)
  })

  test('KN32 that is no longer waited with is left alone', async () => {
    const tab = await page()
    await tab.knock(card, session)
    await tab.again(waiting(nth(0)))
    await tab.tidy(seated(nth(0)), waiting(nth(0)))
    reachable.set(false)
    clock.advance(20 * MINUTE)
    reachable.set(true)
    await settle()
    expect(knocked).toHaveLength(1)
  })
})
