import type { DeviceId, KnockId, RoomId, SessionId } from '@fermata/shared/ids'
import { newRoom, type RoomState } from '@fermata/shared/session'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { Doorkeeper, GONE_FOR_GOOD } from './doorkeeper.ts'
import type { Lease } from '../../store/port.ts'
import { waitingPlace } from './places.ts'

const room = 'room' as RoomId
const device = 'phone' as DeviceId
const knock = {
  knock: 'knock' as KnockId, device, box: '', at: 0, noticedAt: null, resume: { current: 'a', previous: null },
}
const state: RoomState = { ...newRoom('s' as SessionId), session: { phase: 'arrived', id: 's' as SessionId, knocks: [knock] } }
const lease: Lease = { seat: waitingPlace(device), epoch: 1, device, node: 'any', until: Infinity, taken: 0 }

describe('the doorkeeper', () => {
  const begin = () => {
    const clock = new ManualClock()
    const taken: string[] = []
    return { clock, taken, keeper: new Doorkeeper(clock, (_room, { knock: id }) => taken.push(id)) }
  }

  test('KN30 a knock is taken back once its tab has been gone for half a minute', () => {
    const { clock, taken, keeper } = begin()
    keeper.look({ room, state, leases: [] })
    clock.advance(GONE_FOR_GOOD - 1)
    expect(taken).toEqual([])
    clock.advance(1)
    expect(taken).toEqual(['knock'])
  })

  test('KN31 a tab that is back in time keeps its place, however often it was away', () => {
    const { clock, taken, keeper } = begin()
    for (let i = 0; i < 3; i++) {
      keeper.look({ room, state, leases: [] })
      clock.advance(GONE_FOR_GOOD - 1)
      keeper.look({ room, state, leases: [lease] })
    }
    clock.advance(GONE_FOR_GOOD)
    expect(taken).toEqual([])
  })
})
