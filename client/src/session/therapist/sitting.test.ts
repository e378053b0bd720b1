/** The therapist's end, in a page that goes at the worst moment, or on another device than it was said on. */
import { EMPTY_CARD } from '@fermata/shared/agreed'
import { CLIENT, type DeviceId, newId, THERAPIST } from '@fermata/shared/ids'
import { type Ack, type Delivered, type Down, type Fact, FACTS_AFTER, type TherapistView, type Up } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { toBase64url } from '@fermata/shared/bytes'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { generation, grant, knock, room, secret, seeded, session, therapist } from '../../crypto/testing/fixtures.ts'
import { sessionKeys } from '../../crypto/door/grant.ts'
import { newVault } from '../../crypto/vault/vault.ts'
import { memoryKeep, type TabKeep } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import { fakeHash } from '../../media/fake-media.ts'
import { FakeNetwork } from '../../media/fake-network.ts'
import { Sealing } from '../correspondence/sealing.ts'
import { SignalQueue } from '../call/signal-queue.ts'
import type { OpenAccount } from './account.ts'
import { keep as keepSecret, type KeptSecret } from './kept-secret.ts'
import { Line } from './line.ts'
import { Sitting } from './sitting.ts'

const clock = new ManualClock()
const vault = await newVault(therapist, seeded(1))
const kept: KeptSecret = {
  secret: toBase64url(secret), nonce: fakeHash(1), sasCommit: fakeHash(2), clientCertificate: fakeHash(3),
  card: { ...EMPTY_CARD, name: 'Robin' },
}
const box = await keepSecret(vault, grant, kept, seeded(2))

/** A server with a session in progress, which the device that asks last sits in. */
function server() {
  const log: Delivered[] = []
  const ends: DeviceId[] = []
  const state = { log: 'there' as 'there' | 'away', phase: 'inProgress' as 'inProgress' | 'finished' }
  let version = 1
  const viewFor = (device: DeviceId): TherapistView => ({
    for: 'therapist', room, generation, version: version++, now: clock.now(), holder: { device, epoch: 1 }, client: { state: 'here' }, head: log.length,
    session: state.phase === 'finished'
      ? { phase: 'finished', session, endedAt: clock.now(), by: 'lapse', reopening: null }
      : { phase: 'inProgress', session, admittedAt: clock.now(), grants: [{ grant, knock, kept: box }], knocks: [] },
  })
  const answer = (message: Up, device: DeviceId): Promise<Ack | null> => {
    const now = clock.now()
    if (message.type === 'finish') ends.push(device)
    if (state.log === 'away' && (message.type === 'pull' || message.type === 'post')) return Promise.resolve(null)
    if (message.type === 'pull') return Promise.resolve({ outcome: 'log', now, entries: log.slice(message.after), head: log.length })
    if (message.type === 'post' && message.envelope.class === 'fact') log.push({ at: log.length + 1, envelope: message.envelope })
    return Promise.resolve({ outcome: 'committed', now, at: null })
  }
  return { log, ends, state, viewFor, answer }
}

const eyes = { pageVisible: () => observable(true), nextPaint: () => Promise.resolve() }
const off = { microphone: 'off', camera: 'off' } as const

/** A page of the therapist's with the room open, as the server shows it. */
function page({ viewFor, answer }: ReturnType<typeof server>, tab: TabKeep, seed: number) {
  const random = seeded(seed)
  let hear: (message: Down) => void = () => {}
  const sitting: { now: Sitting | null } = { now: null }
  const line: Line = new Line({
    tab, clock, random,
    openSignalling: () => ({
      connection: observable('open' as const),
      ask: (message) => answer(message, line.device),
      onDown: (listener) => {
        hear = listener
        return () => {}
      },
      nudge() {},
      close() {},
    }),
    onView: (view) => void sitting.now?.follow(view.room),
    onEnvelope: () => {},
  })
  const account = { vault, records: { room: () => null, changeRoom: () => Promise.resolve({ ok: true }) } } as unknown as OpenAccount
  const media = {
    tracks: observable({ audio: null, video: null }), switches: observable(off), screen: observable<MediaStreamTrack | null>(null),
    turnAllOff() {}, turnWishedOn() {},
  }
  const signals = new SignalQueue()
  sitting.now = new Sitting({
    account, media, eyes, tab, clock, random, line, place: observable(room),
    openLink: () => new FakeNetwork().openLink({
      role: 'answerer', clock, reachable: line.seated, firstEpoch: 1, signal: signals.put,
    }),
  })
  const been = new Set<string>()
  sitting.now.meeting.watch(({ meeting }) => been.add(meeting))
  line.entered(room)
  hear({ type: 'view', view: viewFor(line.device) })
  return { sitting: sitting.now, line, been, show: () => hear({ type: 'view', view: viewFor(line.device) }) }
}

const meetingOf = ({ sitting }: ReturnType<typeof page>) => sitting.meeting.get().meeting

test('RS6 a page that goes while the end is being said ends the session when it is back, and does not open it again', async () => {
  const [there, tab] = [server(), memoryKeep()]
  there.state.log = 'away'
  const before = page(there, tab, 3)
  await expect.poll(() => meetingOf(before)).toBe('open')
  void before.sitting.finish()
  before.show()
  expect(meetingOf(before), 'the word is still being said').toBe('open')
  before.sitting.close()
  before.line.close()

  const after = page(there, tab, 4)
  await expect.poll(() => there.ends).toEqual([after.line.device])
  expect(after.been, 'it was not opened for a moment').toEqual(new Set())
  after.sitting.close()
})

test('RS7 an end that another device of theirs said, and could not tell the server, is found in the log and told', async () => {
  const there = server()
  const first = page(there, memoryKeep(), 5)
  await expect.poll(() => meetingOf(first)).toBe('open')
  void first.sitting.finish()
  // This server does not do what it is asked, as one whose store is away.
  await expect.poll(() => there.ends).toEqual([first.line.device])
  first.sitting.close()
  there.ends.splice(0)

  const second = page(there, memoryKeep(), 6)
  await expect.poll(() => there.ends).toEqual([second.line.device])
  expect(meetingOf(second)).toBe('none')
  second.show()
  expect(meetingOf(second)).toBe('none')
  second.sitting.close()
})

test('RS9 an end that only the client heard, by the call, is the end on this device as well, and is told', async () => {
  const there = server()
  const client = new Sealing({ me: CLIENT, other: THERAPIST, keyring: [await sessionKeys(secret, { room, session, grant })], random: seeded(8) })
  const heard: Fact = { k: 'heardEnd', turn: 0, seq: FACTS_AFTER + 3, fact: newId(seeded(9)), said: clock.now() }
  there.log.push({ at: 1, envelope: await client.fact(FACTS_AFTER + 1, heard) })
  const other = page(there, memoryKeep(), 10)
  await expect.poll(() => there.ends).toEqual([other.line.device])
  expect(meetingOf(other)).toBe('none')
  other.sitting.close()
})

test('KC8 what the client let be kept of a session that lapsed is taken down too, once; the end that is said here does it itself', async () => {
  const there = server()
  const one = page(there, memoryKeep(), 7)
  await expect.poll(() => meetingOf(one)).toBe('open')
  const open = one.sitting.meeting.get()
  let taken = 0
  if (open.meeting === 'open') open.now.takeDown = () => void (taken += 1)
  there.state.phase = 'finished'
  one.show()
  one.show()
  await expect.poll(() => meetingOf(one)).toBe('none')
  expect(taken).toBe(1)
  one.sitting.close()
})
