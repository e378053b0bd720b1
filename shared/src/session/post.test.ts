import { describe, expect, test } from 'vitest'
import {
  admit, after, DESK, finish, FIRST, knock, leave, NEXT, OTHER_DESK, OTHER_TAB, states, TAB, therapist,
} from '../../../test/support/session/bench.ts'
import { CLIENT, type DeviceId, type GrantId, type Seat, THERAPIST } from '../ids.ts'
import type { Envelope } from '../protocol/envelope.ts'
import type { RefusalCode } from '../result.ts'
import { type Actor, mayPost, type RoomState } from './index.ts'

const GRANT = 'grant for tab' as GrantId
const envelope = (actor: Actor['seat'], more: Partial<Envelope> = {}): Envelope => ({
  v: 1, id: 'e' as Envelope['id'], session: FIRST, grant: GRANT, class: 'fact', seq: 1, box: 'box',
  from: actor === 'therapist' ? THERAPIST : CLIENT, to: actor === 'therapist' ? CLIENT : THERAPIST, ...more,
})
const answer = (state: RoomState, actor: Actor, epoch: number, sealed = envelope(actor.seat)): RefusalCode | 'yes' => {
  const may = mayPost(state, actor, epoch, sealed)
  return may.ok ? 'yes' : may.refusal.code
}

const holders = [{ seat: 'therapist', device: DESK }, { seat: 'client', device: TAB }] as const
const phases = {
  ...states,
  moved: after(knock(), admit(), knock(OTHER_TAB), admit(OTHER_TAB, 'second grant')),
  therapistGone: after(knock(), admit(), therapist({ type: 'leave', session: FIRST })),
  nextArrived: after(knock(), admit(), finish(), knock(TAB, NEXT)),
}

describe('who may put a sealed message where', () => {
  test.each([
    ['planned', 'outOfPhase', 'outOfPhase'],
    ['arrived', 'outOfPhase', 'outOfPhase'],
    ['cancelled', 'outOfPhase', 'outOfPhase'],
    ['finished', 'sessionOver', 'sessionOver'],
    ['nextArrived', 'outOfPhase', 'outOfPhase'],
    ['inProgress', 'yes', 'yes'],
    ['left', 'yes', 'yes'],
    ['newcomer', 'yes', 'yes'],
    ['therapistGone', 'displaced', 'yes'],
    ['moved', 'displaced', 'displaced'],
  ] as const)('SE40 %s: therapist %s, client %s', (name, asTherapist, asClient) => {
    const state = phases[name]
    expect(holders.map((actor) => answer(state, actor, 1))).toEqual([asTherapist, asClient])
  })

  test.each(holders)('SE41 only the device that holds the seat, at its current epoch: $seat', (holder) => {
    const { inProgress } = states
    for (const device of [OTHER_DESK, OTHER_TAB, holder.device === DESK ? TAB : DESK, 'nobody' as DeviceId]) {
      expect(answer(inProgress, { ...holder, device }, 1)).toBe('displaced')
    }
    for (const epoch of [0, 2, 3]) expect(answer(inProgress, holder, epoch)).toBe('displaced')
  })

  test.each(holders)('SE42 only from the own seat to the other: $seat', (holder) => {
    const seats = [THERAPIST, CLIENT, 'G' as Seat]
    const pairs = seats.flatMap((from) => seats.map((to) => ({ from, to })))
    const good = envelope(holder.seat)
    expect(pairs.map((pair) => answer(states.inProgress, holder, 1, { ...good, ...pair }))).toEqual(
      pairs.map(({ from, to }) => (from === good.from && to === good.to ? 'yes' : 'notForYourSeat')),
    )
  })

  test.each(holders)('SE43 only under the newest grant of the session that is: $seat', (holder) => {
    const moved = holder.seat === 'client' ? { ...holder, device: OTHER_TAB } : holder
    const epoch = holder.seat === 'client' ? 2 : 1
    const under = (grant: string) => envelope(holder.seat, { grant: grant as GrantId })
    expect(answer(phases.moved, moved, epoch, under('second grant'))).toBe('yes')
    expect(answer(phases.moved, moved, epoch, under(GRANT))).toBe('displaced')
    expect(answer(phases.moved, moved, epoch, under('unknown'))).toBe('displaced')
    expect(answer(states.inProgress, holder, 1, envelope(holder.seat, { session: NEXT }))).toBe('sessionOver')
  })

  test('SE44 the old tab can say nothing more once another has its seat, whatever it names', () => {
    for (const epoch of [0, 1, 2, 3]) {
      for (const grant of [GRANT, 'second grant' as GrantId]) {
        expect(answer(phases.moved, { seat: 'client', device: TAB }, epoch, envelope('client', { grant }))).toBe('displaced')
      }
    }
    expect(answer(after(knock(), admit(), leave()), { seat: 'client', device: TAB }, 1)).toBe('yes')
  })
})
