/** A client's session as one tab lives it: an end that was heard, and a line that was not there to tell it. */
import { CLIENT, newId, THERAPIST } from '@fermata/shared/ids'
import { type Ack, type ClientStanding, type Delivered, type Fact, FACTS_AFTER, type Up } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { admitted, grant, knock, room, seeded, session } from '../../crypto/testing/fixtures.ts'
import { sessionKeys } from '../../crypto/door/grant.ts'
import { memoryKeep, memoryKeys, type TabKeep } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import { FakeNetwork } from '../../media/fake-network.ts'
import { Sealing } from '../correspondence/sealing.ts'
import { ServerTime } from '../server-time.ts'
import type { Knocking } from './knocking.ts'
import type { Line } from './line.ts'
import { Sitting } from './sitting.ts'

const clock = new ManualClock()
const { grantBox, pending, clientSecret } = await admitted(seeded(1))
const seated: Extract<ClientStanding, { standing: 'seated' }> = {
  standing: 'seated', session, epoch: 1, head: 0, admittedAt: clock.now(), therapist: { state: 'here' },
  grant: { grant, knock, box: grantBox },
} as never
/** The therapist's side of it. */
const theirs = new Sealing({
  me: THERAPIST, other: CLIENT, keyring: [await sessionKeys(clientSecret, { room, session, grant })], random: seeded(2),
})

/** A server that takes what is posted to it, while it can be reached. */
function server() {
  const log: Delivered[] = []
  const line = { is: 'there' as 'there' | 'away' }
  const ask = (message: Up): Promise<Ack | null> => {
    const now = clock.now()
    if (line.is === 'away') return Promise.resolve(null)
    if (message.type === 'pull') return Promise.resolve({ outcome: 'log', now, entries: log.slice(message.after), head: log.length })
    if (message.type !== 'post' || message.envelope.class === 'hint') return Promise.resolve({ outcome: 'committed', now, at: null })
    log.push({ at: log.length + 1, envelope: message.envelope })
    return Promise.resolve({ outcome: 'committed', now, at: log.length })
  }
  const said = async (): Promise<string[]> => {
    const opened = await Promise.all(log.map(({ envelope }) => theirs.open(envelope)))
    return opened.flatMap((one) => (one?.class === 'fact' ? [one.said.fact.k] : []))
  }
  return { line, ask, said }
}

/** A page of the client's, shown as seated. */
function page(there: ReturnType<typeof server>, keep: TabKeep, seed: number) {
  const started: string[] = []
  const media = {
    tracks: observable({ audio: null, video: null }), switches: observable({ microphone: 'off', camera: 'off' } as const),
    screen: observable<MediaStreamTrack | null>(null), turnAllOff() {}, turnWishedOn: () => void started.push('media'),
  }
  const sitting = new Sitting({
    room, media, keep, keys: memoryKeys(), clock, random: seeded(seed), time: new ServerTime(clock), reachable: observable(true), epoch: () => 1,
    openLink: ({ signal }) => Promise.resolve(new FakeNetwork().openLink({ role: 'caller', clock, reachable: observable(true), firstEpoch: 1, signal })),
  })
  const signalling = { connection: observable('open' as const), ask: there.ask, onDown: () => () => {}, nudge() {}, close() {} }
  const line = { signalling, ask: () => Promise.resolve(null) } as unknown as Line
  const knocking = { pending: () => Promise.resolve(pending), take: () => Promise.resolve(null) } as unknown as Knocking
  return { sitting, started, sit: () => sitting.sit(seated, line, knocking) }
}

test('RS10 an end that was heard here, and that the server has yet to be told of, is told once this tab is back, with nothing captured', async () => {
  const [there, keep] = [server(), memoryKeep()]
  const before = page(there, keep, 5)
  before.sit()
  await expect.poll(() => before.sitting.grant.get()).toBe('open')
  there.line.is = 'away'
  const end: Fact = { k: 'ended', fact: newId(seeded(9)), said: clock.now() }
  const envelope = await theirs.fact(FACTS_AFTER + 3, end)
  before.sitting.receive({ at: null, envelope })
  await expect.poll(() => before.sitting.ended.get()).toBe(true)
  before.sitting.leave()
  there.line.is = 'there'
  expect(await there.said()).not.toContain('heardEnd')

  const after = page(there, keep, 6)
  after.sit()
  await expect.poll(() => there.said()).toContain('heardEnd')
  expect([after.sitting.ended.get(), after.started]).toEqual([true, []])
  after.sitting.leave()
})
