/** Two browsers and a server that lies: it says "committed" and passes nothing on. */
import { CLIENT, THERAPIST } from '@fermata/shared/ids'
import type { Ack } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { sessionKeys } from '../crypto/door/grant.ts'
import { grant, room, secret, seeded, session } from '../crypto/testing/fixtures.ts'
import { memoryKeep } from '../lib/keep.ts'
import { observable } from '../lib/observable.ts'
import type { Signalling } from '../signalling/port.ts'
import { Correspondence } from './correspondence.ts'
import { ServerTime } from './server-time.ts'

const withholding = (clock: ManualClock): Signalling => ({
  connection: observable('open' as const),
  ask: (message): Promise<Ack> =>
    Promise.resolve(
      message.type === 'pull'
        ? { outcome: 'log', now: clock.now(), entries: [], head: 0 }
        : { outcome: 'committed', now: clock.now(), at: null },
    ),
  onDown: () => () => {},
  nudge() {},
  close() {},
})

async function pair(clock: ManualClock) {
  const keys = await sessionKeys(secret, { room, session, grant })
  const make = (me: typeof CLIENT, other: typeof CLIENT, seed: number): Correspondence =>
    new Correspondence({
      room, me, other, keyring: [keys], epoch: () => 1, ready: observable(true), signalling: withholding(clock),
      keep: memoryKeep(), clock, random: seeded(seed), time: new ServerTime(clock), others: 'none',
    })
  return { client: make(CLIENT, THERAPIST, 1), therapist: make(THERAPIST, CLIENT, 2) }
}

const join = ({ client, therapist }: Awaited<ReturnType<typeof pair>>): void => {
  const over = (to: Correspondence) => (text: string) => {
    to.receiveText(text)
    return true
  }
  client.usePath(over(therapist))
  therapist.usePath(over(client))
}

test('PU6 what the server says to have and withholds comes over the call, once, when the call is there again', async () => {
  const clock = new ManualClock()
  const both = await pair(clock)
  await both.client.say({ k: 'checkIn', code: 'slower' })
  const fact = await both.client.say({ k: 'checkIn', code: 'off' })
  expect(both.therapist.journal.get().size).toBe(0)
  join(both)
  await expect.poll(() => both.therapist.journal.get().has(fact)).toBe(true)
  expect(both.therapist.journal.get().size).toBe(2)
  both.client.close()
  both.therapist.close()
  expect(clock.waiting).toBe(0)
})

test('PU6 a fact lost on both ways is told of by the next pulse, and comes over the call again', async () => {
  const clock = new ManualClock()
  const both = await pair(clock)
  join(both)
  both.client.usePath(() => true)
  const lost = await both.client.say({ k: 'checkIn', code: 'slower' })
  both.client.usePath(() => false)
  join({ ...both, client: { usePath: () => {}, receiveText: (text: string) => both.client.receiveText(text) } as unknown as Correspondence })
  expect(both.therapist.journal.get().has(lost)).toBe(false)
  let sent = 0
  both.client.usePath((text) => {
    // The first time the channel takes it, and it is lost there too.
    if ((sent += 1) > 1) both.therapist.receiveText(text)
    return true
  })
  await expect.poll(() => {
    clock.advance(1_000)
    return both.therapist.journal.get().has(lost)
  }).toBe(true)
  await expect.poll(() => both.therapist.finding.get()).toBe('well')
  both.client.close()
  both.therapist.close()
})
