/** A client tab's line when its connection breaks at the worst moment. */
import type { Ack, Up } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { sha256 } from '../../../../test/support/practice/therapist.ts'
import { room, seeded } from '../../crypto/testing/fixtures.ts'
import { newLink } from '../../crypto/link.ts'
import { memoryKeep } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import type { Connection } from '../../signalling/port.ts'
import { ServerTime } from '../server-time.ts'
import { ResumeToken } from '../tab.ts'
import { Line } from './line.ts'

test('RE19 a connection that breaks while a tab shows its token costs it nothing: the token is used once', async () => {
  const clock = new ManualClock()
  const connection = observable<Connection>('connecting')
  const asked: { message: Extract<Up, { type: 'attach' }>; answer: (ack: Ack | null) => void }[] = []
  const keep = memoryKeep()
  const line = new Line({
    room, link: await newLink(seeded(1), room), keep, clock, random: seeded(2), time: new ServerTime(clock),
    openSignalling: () => ({
      connection,
      ask: (message) => new Promise((resolve) => asked.push({ message: message as (typeof asked)[number]['message'], answer: resolve })),
      onDown: () => () => {},
      nudge() {},
      close() {},
    }),
    media: () => 'none',
    onEnvelope: () => {},
    onGone: () => {},
  })
  const committed: Ack = { outcome: 'committed', now: clock.now(), at: null }
  const attach = async (count: number) => {
    await expect.poll(() => asked.length).toBe(count)
    return asked[count - 1]
  }
  await line.token.forKnock()

  connection.set('open')
  const first = await attach(1)
  connection.set('connecting')
  connection.set('open')
  const second = await attach(2)
  expect(second?.message).toMatchObject({ proof: first?.message.proof, next: first?.message.next })
  // The server took both: the very same token again is no theft of it.
  first?.answer(committed)
  second?.answer(committed)
  await expect.poll(() => line.attached.get()).toBe(true)

  connection.set('connecting')
  connection.set('open')

  const third = await attach(3)
  expect(sha256(third?.message.proof ?? ''), 'it shows what was announced last').toBe(first?.message.next)
  line.close()
})

test('RE19 an answer that comes after the tab has knocked does not change the token that went with the knock', async () => {
  const token = new ResumeToken(memoryKeep(), seeded(3))
  const { proof } = await token.forAttach()
  const knocked = await token.forKnock()
  token.used(proof)
  expect(sha256((await token.forAttach()).proof ?? '')).toBe(knocked)
})
