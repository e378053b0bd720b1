import type { Signal } from '@fermata/shared/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { observable } from '../lib/observable.ts'
import type { Source } from '../lib/observable.ts'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import type { FakeLink } from './fake-link.ts'
import { FakeTrack } from './fake-media.ts'
import { FakeNetwork } from './fake-network.ts'

type Side = 'caller' | 'answerer'
const across = (side: Side) => (side === 'caller' ? 'answerer' : 'caller')

let clock: ManualClock
let network: FakeNetwork
let now: Record<Side, FakeLink>
let reachable: Record<Side, Source<boolean>>
let sent: { from: Side; signal: Signal }[]

async function open(side: Side, firstEpoch: number): Promise<FakeLink> {
  reachable[side] = observable(true)
  await network.openLink({
    role: side, clock, firstEpoch, reachable: reachable[side],
    signal(signal) {
      sent.push({ from: side, signal })
      clock.after(10, () => reachable[across(side)].get() && now[across(side)].receive(signal))
    },
  })
  const link = network.links.at(-1)
  if (!link) throw new Error('no link')
  return (now[side] = link)
}

async function connect(): Promise<void> {
  const offer = await now.caller.prepareOffer()
  await now.answerer.prepareAnswer(offer)
  now.caller.begin(now.answerer.release())
}

const states = () => [now.caller.state.get().state, now.answerer.state.get().state]
const both = (state: string) => [state, state]

beforeEach(async () => {
  clock = new ManualClock()
  network = new FakeNetwork()
  sent = []
  now = {} as typeof now
  reachable = {} as typeof reachable
  await open('caller', 3)
  await open('answerer', 9)
})

describe('a fake pair', () => {
  test('says nothing before release, then connects without a signal', async () => {
    const offer = await now.caller.prepareOffer()
    await now.answerer.prepareAnswer(offer)
    clock.advance(60_000)
    expect([states(), sent]).toEqual([both('negotiating'), []])
    now.caller.begin(now.answerer.release())
    expect([states(), sent]).toEqual([both('connected'), []])
  })

  test('delivers text only while connected', async () => {
    const texts: string[] = []
    now.answerer.onText((text) => texts.push(text))
    expect(now.caller.send('early')).toBe(false)
    await connect()
    expect(now.caller.send('hello')).toBe(true)
    network.cut()
    expect(now.caller.send('lost')).toBe(false)
    clock.advance(0)
    expect(texts).toEqual(['hello'])
  })

  test('shows what the other sends, and nothing while cut', async () => {
    await connect()
    const tracks = { audio: new FakeTrack('audio').asTrack, video: null }
    await now.caller.setTracks(tracks)
    expect(now.answerer.received).toBe(tracks)
    network.cut()
    expect([now.answerer.received, states(), now.answerer.flowing.get()]).toEqual([{ audio: null, video: null }, both('interrupted'), false])
    network.heal()
    expect([now.answerer.received, states()]).toEqual([tracks, both('connected')])
  })

  test('refuses an offer that carries another certificate than it names', async () => {
    const offer = await now.caller.prepareOffer()
    await expect(now.answerer.prepareAnswer({ ...offer, certificate: now.answerer.certificate })).rejects.toThrow('refused')
    expect(now.answerer.state.get()).toEqual({ state: 'closed', reason: 'certificate' })
  })
})

describe.each(['caller', 'answerer'] as const)('a reload of the %s', (side) => {
  test('connects again once both have the word for the new certificate', async () => {
    await connect()
    const stayed = now[across(side)]
    now[side].close()
    const fresh = await open(side, 4)
    fresh.trust(stayed.certificate)
    fresh.rebuild()
    clock.advance(20_000)
    expect(states()).not.toEqual(both('connected'))
    stayed.trust(fresh.certificate)
    clock.advance(10_000)
    expect(states()).toEqual(both('connected'))
  })

  test('waits for signalling', async () => {
    await connect()
    const stayed = now[across(side)]
    now[side].close()
    const fresh = await open(side, 4)
    reachable[side].set(false)
    stayed.trust(fresh.certificate)
    fresh.trust(stayed.certificate)
    fresh.rebuild()
    clock.advance(60_000)
    expect(sent.filter(({ from }) => from === side)).toEqual([])
    reachable[side].set(true)
    clock.advance(10_000)
    expect(states()).toEqual(both('connected'))
  })
})

test('a closed link leaves no timer behind', async () => {
  await connect()
  now.caller.close()
  now.answerer.close()
  clock.advance(100)
  expect(clock.waiting).toBe(0)
})
