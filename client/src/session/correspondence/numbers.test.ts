/** Two devices that speak for one seat, one after the other, through a server that keeps the log. */
import { CLIENT, THERAPIST } from '@fermata/shared/ids'
import { type Ack, type Delivered, FACTS_AFTER, type Up } from '@fermata/shared/protocol'
import { saidOf } from '@fermata/shared/pair'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { sessionKeys } from '../../crypto/door/grant.ts'
import { grant, room, secret, seeded, session } from '../../crypto/testing/fixtures.ts'
import { memoryKeep } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import type { Signalling } from '../../signalling/port.ts'
import { Correspondence } from '../correspondence.ts'
import { ServerTime } from '../server-time.ts'

const clock = new ManualClock()

function server() {
  const log: Delivered[] = []
  const state = { away: false }
  const signalling: Signalling = {
    connection: observable('open' as const),
    ask: (message: Up): Promise<Ack | null> => {
      const now = clock.now()
      if (state.away) return Promise.resolve(null)
      if (message.type === 'post' && message.envelope.class === 'fact') log.push({ at: log.length + 1, envelope: message.envelope })
      if (message.type !== 'pull') return Promise.resolve({ outcome: 'committed', now, at: null })
      return Promise.resolve({ outcome: 'log', now, entries: log.slice(message.after), head: log.length })
    },
    onDown: () => () => {},
    nudge() {},
    close() {},
  }
  return { log, state, signalling }
}

async function device(seed: number, { signalling }: ReturnType<typeof server>, others: 'none' | 'maybe'): Promise<Correspondence> {
  const keys = await sessionKeys(secret, { room, session, grant })
  return new Correspondence({
    room, me: THERAPIST, other: CLIENT, keyring: [keys], epoch: () => 1, ready: observable(true), signalling, keep: memoryKeep(), clock,
    random: seeded(seed), time: new ServerTime(clock), others,
  })
}

const SHA = 'A'.repeat(43)

test('MV5 what a device says that took a seat over comes after all that was said from there before', async () => {
  const there = server()
  const first = await device(1, there, 'none')
  for (const sha256 of [SHA, SHA, SHA]) await first.say({ k: 'certificate', sha256 })
  first.close()
  const second = await device(2, there, 'maybe')
  const said = await second.say({ k: 'certificate', sha256: SHA })
  expect(saidOf(second.journal.get(), 'certificate').at(-1)?.fact.fact).toBe(said)
  expect(new Set(there.log.map(({ envelope }) => envelope.seq)).size).toBe(4)
  second.close()
})

test('MV5 nothing is said before the log has told which numbers are in use, however long that takes', async () => {
  const there = server()
  const first = await device(3, there, 'none')
  const before = await first.say({ k: 'certificate', sha256: SHA })
  first.close()
  there.state.away = true
  const second = await device(6, there, 'maybe')
  const saying = second.say({ k: 'certificate', sha256: SHA })
  clock.advance(60_000)
  await Promise.resolve()
  expect(second.journal.get().size).toBe(0)
  there.state.away = false
  clock.advance(5_000)
  const said = await saying
  expect(saidOf(second.journal.get(), 'certificate').map(({ fact }) => fact.fact)).toEqual([before, said])
  second.close()
  expect(clock.waiting).toBe(0)
})

test('MV7 numbers that went with the device before, and that no log has, are taken by its successor', async () => {
  const there = server()
  const first = await device(4, there, 'none')
  for (const sha256 of [SHA, SHA, SHA, SHA]) await first.say({ k: 'certificate', sha256 })
  first.close()
  // The second and the third were refused: by then another device had the seat.
  const kept = there.log.splice(0).filter(({ envelope }) => [1, 4].includes(envelope.seq - FACTS_AFTER))
  for (const { envelope } of kept) there.log.push({ at: there.log.length + 1, envelope })

  const second = await device(5, there, 'maybe')
  await second.say({ k: 'certificate', sha256: SHA })
  const numbers = there.log.map(({ envelope }) => envelope.seq - FACTS_AFTER)
  expect(numbers.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5])
  expect(saidOf(second.journal.get(), 'certificate').at(-1)?.seq).toBe(FACTS_AFTER + 5)
  second.close()
})
