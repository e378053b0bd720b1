/** A client tab's line when its connection breaks at the worst moment. */
import type { Ack, ClientStanding, Down, Up } from '@fermata/shared/protocol'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { sha256 } from '../../../../test/support/practice/therapist.ts'
import { generation, knock, other, room, seeded, session } from '../../crypto/testing/fixtures.ts'
import { newLink } from '../../crypto/door/link.ts'
import { memoryKeep } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import type { Connection } from '../../signalling/port.ts'
import { ServerTime } from '../server-time.ts'
import { ResumeToken } from '../tab.ts'
import { Line } from './line.ts'

const clock = new ManualClock()
const committed: Ack = { outcome: 'committed', now: clock.now(), at: null }
type Attach = Extract<Up, { type: 'attach' }>

/** A tab's line, to a server that answers and shows what the test says. */
async function tab(seed: number) {
  const connection = observable<Connection>('connecting')
  const asked: { message: Attach; answer: (ack: Ack | null) => void }[] = []
  const others: Up[] = []
  let told = 0
  let hear: (message: Down) => void = () => {}
  const line = new Line({
    room, link: await newLink(seeded(1), room), keep: memoryKeep(), clock, random: seeded(seed), time: new ServerTime(clock),
    openSignalling: () => ({
      connection,
      ask: (message) => new Promise((resolve) => {
        if (message.type === 'attach') asked.push({ message, answer: resolve })
        else {
          others.push(message)
          resolve(committed)
        }
      }),
      onDown: (listener) => {
        hear = listener
        return () => {}
      },
      nudge() {},
      close() {},
    }),
    media: () => 'none',
    onEnvelope: () => {},
    onGone: () => {},
    onWentBack: () => void (told += 1),
  })
  return {
    line,
    /** What was asked besides. */
    others,
    /** How often the tab was told that the server went back. */
    toldOfGoingBack: () => told,
    /** The attach of a new connection, which is the `count`th. */
    async attach(count: number) {
      connection.set('connecting')
      connection.set('open')
      await expect.poll(() => asked.length).toBe(count)
      return asked.at(-1) ?? expect.fail()
    },
    show: (you: ClientStanding, version = 1, of = generation) => hear({ type: 'view', view: { for: 'client', room, generation: of, version, now: clock.now(), you } }),
  }
}

const inside: ClientStanding = { standing: 'left', session, until: clock.now() }

test('RE19 a connection that breaks while a tab shows its token costs it nothing: the token is used once', async () => {
  const { line, attach, show } = await tab(2)
  await line.token.forKnock()
  const first = await attach(1)
  const second = await attach(2)
  expect(second.message).toMatchObject({ proof: first.message.proof, next: first.message.next })
  // The server took both: the very same token again is no theft of it.
  first.answer(committed)
  second.answer(committed)
  await expect.poll(() => line.attached.get()).toBe(true)
  show(inside)
  show(inside)

  const third = await attach(3)
  expect(sha256(third.message.proof ?? ''), 'it shows what was announced last').toBe(first.message.next)
  line.close()
})

test.each<ClientStanding>([
  { standing: 'outside', session },
  { standing: 'waiting', session, knock, answer: 'none' },
])('RE32 an attach that found the tab $standing has not used its token up: a knock may be on its way that goes with it', async (you) => {
  const { line, attach, show } = await tab(4)
  const knocked = await line.token.forKnock()
  const first = await attach(1)
  first.answer(committed)
  await expect.poll(() => line.attached.get()).toBe(true)
  show(you)
  // Let in meanwhile, by that knock.
  show(inside)
  const second = await attach(2)
  expect(sha256(second.message.proof ?? '')).toBe(knocked)
  line.close()
})

test('RE33 what a tab asks while the server does not know it yet waits until it does, and is not refused for good', async () => {
  const { line, attach, others } = await tab(6)
  const left = line.ask({ type: 'leave', session }, 1_000_000)
  const first = await attach(1)
  expect(others).toEqual([])
  first.answer(committed)
  await expect.poll(() => line.attached.get()).toBe(true)
  clock.advance(500)
  await expect.poll(() => others.map(({ type }) => type)).toEqual(['leave'])
  expect(await left).toBeNull()
  line.close()
})

test('RE19 an answer that comes after the tab has knocked does not change the token that went with the knock', async () => {
  const token = new ResumeToken(memoryKeep(), seeded(3))
  const { proof } = await token.forAttach()
  const knocked = await token.forKnock()
  token.used(proof)
  expect(sha256((await token.forAttach()).proof ?? '')).toBe(knocked)
})

describe('RO210 a view that is older', () => {
  const outside: ClientStanding = { standing: 'outside', session }
  const waiting: ClientStanding = { standing: 'waiting', session, knock, answer: 'none' }

  /** A tab that waits, on its first connection, at version 9. */
  async function waitingTab(seed: number) {
    const made = await tab(seed)
    const { line, attach, show } = made
    const { answer } = await attach(1)
    answer(committed)
    await expect.poll(() => line.attached.get()).toBe(true)
    show(waiting, 9)
    return made
  }

  test('is no news on the same connection', async () => {
    const { line, show, toldOfGoingBack } = await waitingTab(20)
    show(outside, 8)
    expect(line.standing.get()).toEqual(waiting)
    expect(toldOfGoingBack()).toBe(0)
    line.close()
  })

  test('is taken as the first of a connection, and told once', async () => {
    const { line, attach, show, toldOfGoingBack } = await waitingTab(21)
    const { answer } = await attach(2)
    answer(committed)
    await expect.poll(() => line.attached.get()).toBe(true)
    show(outside, 8)
    expect(line.standing.get()).toEqual(outside)
    show(waiting, 9)
    expect(line.standing.get()).toEqual(waiting)
    expect(toldOfGoingBack()).toBe(1)
    line.close()
  })

  test('is taken at any time from a store of another generation', async () => {
    const { line, show, toldOfGoingBack } = await waitingTab(22)
    show(outside, 3, other())
    expect(line.standing.get()).toEqual(outside)
    expect(toldOfGoingBack()).toBe(1)
    line.close()
  })
})
