import { beforeEach, describe, expect, test } from 'vitest'
import { SECOND } from '@fermata/shared/clock'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { memoryKeep } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import { Scope } from '../../lib/scope.ts'
import type { Counters, LinkState, PictureStep } from '../../media/port.ts'
import { GivingWay, type GivingWayParts, type Wanted } from './giving-way.ts'

let clock: ManualClock
let scope: Scope
let counted: Counters | null
let kept: PictureStep[]
let said: unknown[]
const state = observable<LinkState>({ state: 'connected' })
const keep = memoryKeep()
const other = observable<Wanted>('usual')

beforeEach(() => {
  ;[clock, scope, kept, said] = [new ManualClock(), new Scope(), [], []]
  counted = { peer: '1', samples: 0, concealed: 0, soundSent: 0, roundTrip: 20, lost: null, room: 2_000_000 }
  keep.clear()
  state.set({ state: 'connected' })
  other.set('usual')
})

const start = (part: Partial<GivingWayParts> = {}) => new GivingWay({
  link: { state, sending: { keepPicture: async (step) => void kept.push(step), counters: async () => counted, showScreen: async () => undefined } },
  correspondence: { say: (fact) => Promise.resolve(void said.push(fact) as never) },
  other, keep, clock, scope, start: 'fresh', ...part,
})

/** Seconds in which so much of the sound is made up. */
async function pass(seconds: number, concealed: number, voice = 100): Promise<void> {
  for (let turn = 0; turn < seconds / 2; turn++) {
    if (counted) counted = { ...counted, samples: counted.samples + 96_000, concealed: counted.concealed + 96_000 * concealed, soundSent: (counted.soundSent ?? 0) + voice }
    clock.advance(2 * SECOND)
    await new Promise(setImmediate)
  }
}

describe('giving way', () => {
  test('AD7 the picture follows the ladder, and the other side is told when it is held and when no more', async () => {
    const giving = start()
    await pass(4, 0)
    expect([kept.at(-1), said]).toEqual(['whole', []])
    await pass(12, 0.2)
    expect([kept.at(-1), giving.step.get(), giving.quality.get()]).toEqual(['held', 'held', 'poor'])
    expect(said).toEqual([{ k: 'pictures', sent: 'held', asked: 'usual' }])
    await pass(12, 0)
    expect([kept.at(-1), giving.step.get()]).toEqual(['smallest', 'smallest'])
    expect(said.at(-1)).toEqual({ k: 'pictures', sent: 'sent', asked: 'usual' })
    await pass(24, 0)
    expect([kept.at(-1), giving.quality.get(), said.length]).toEqual(['whole', 'good', 2])
  })

  test('AD5 small pictures are for both, outlast a reload, and are no fault of the connection', () => {
    const giving = start()
    giving.want('small')
    expect([kept.at(-1), said]).toEqual(['smaller', [{ k: 'pictures', sent: 'sent', asked: 'small' }]])
    expect([giving.step.get(), giving.quality.get()]).toEqual(['whole', 'good'])
    const again = start({ start: 'again' })
    expect([again.wanted.get(), kept.at(-1), said.at(-1)]).toEqual(['small', 'smaller', { k: 'pictures', sent: 'sent', asked: 'small' }])
    again.want('usual')
    expect(kept.at(-1)).toBe('whole')
    other.set('small')
    expect(kept.at(-1)).toBe('smaller')
  })

  test('AD7 after a reload a picture that was said to be held is said to be sent', () => {
    start({ start: 'again' })
    expect(said).toEqual([{ k: 'pictures', sent: 'sent', asked: 'usual' }])
  })

  test('AD4 while there is no connection nothing changes, and a closed call looks no more', async () => {
    const giving = start()
    await pass(4, 0)
    counted = null
    await pass(20, 0)
    expect(giving.quality.get()).toBe('good')
    scope.close()
    expect(clock.waiting).toBe(0)
  })

  test('AD10 what is lost while the way itself is lost takes no picture away, however the looks fall on it', async () => {
    const giving = start()
    await pass(4, 0)
    // Two looks in an outage, and one that reaches over its end.
    state.set({ state: 'interrupted' })
    await pass(4, 0.5)
    state.set({ state: 'connected' })
    await pass(2, 0.5)
    expect(giving.step.get()).toBe('whole')
    // An outage between two looks, and trouble on either side of it.
    await pass(2, 0.5)
    state.set({ state: 'interrupted' })
    state.set({ state: 'connected' })
    await pass(4, 0.5)
    expect(giving.step.get()).toBe('whole')
    await pass(2, 0.5)
    expect(giving.step.get()).toBe('smaller')
  })

  test('ME21 that no sound leaves is known after four seconds without a packet, and no more with the first', async () => {
    const giving = start()
    await pass(4, 0)
    await pass(2, 0, 0)
    expect(giving.soundLeaves.get()).toBe('yes')
    await pass(2, 0, 0)
    expect(giving.soundLeaves.get()).toBe('no')
    await pass(2, 0)
    expect(giving.soundLeaves.get()).toBe('yes')
  })
})
