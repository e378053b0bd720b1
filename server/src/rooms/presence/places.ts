/** Where a tab can be in a room, each with a lease of its own: on a seat, or waiting at the door. */
import type { Millis } from '@fermata/shared/clock'
import { CLIENT, type DeviceId, type RoomId, type Seat, THERAPIST } from '@fermata/shared/ids'
import { knocksOf, type RoomState } from '@fermata/shared/session'
import type { Lease, RoomDocument } from '../../store/port.ts'
import type { Listener } from '../showing/hub.ts'

/**
 * The name by which a store knows the place of a tab that waits: for a store it is one more seat, which is there for
 * as long as the tab waits. Browsers never see it.
 */
export const waitingPlace = (device: DeviceId): Seat => `waits:${device}` as Seat
const WAITING_EPOCH = 1

/** What fences a room's leases and commands: the epochs of both seats and of those who wait. */
export function epochsOf({ therapist, client, session }: RoomState): RoomDocument['epochs'] {
  const waiting = knocksOf(session).map(({ device }) => [waitingPlace(device), WAITING_EPOCH] as const)
  return { [THERAPIST]: therapist.epoch, [CLIENT]: client.epoch, ...Object.fromEntries(waiting) }
}

export interface Place {
  room: RoomId
  seat: Seat
  epoch: number
  as: Listener['as']
  device: DeviceId
}

/** Everybody who should be connected, by the room's state. */
export function placesOf(room: RoomId, { therapist, client, session }: RoomState): Place[] {
  const sits = client.held && session.phase === 'inProgress' && session.client.place === 'seated'
  return [
    ...(therapist.held
      ? [{ room, seat: THERAPIST, epoch: therapist.epoch, as: 'therapist' as const, device: therapist.device }]
      : []),
    ...(sits ? [{ room, seat: CLIENT, epoch: client.epoch, as: 'client' as const, device: client.device }] : []),
    ...knocksOf(session).map(({ device }) => ({
      room, seat: waitingPlace(device), epoch: WAITING_EPOCH, as: 'client' as const, device,
    })),
  ]
}

/** When a device of either seat was last connected; `null` while none is known. */
export function lastHere({ leases }: { leases: readonly Lease[] }): Millis | null {
  const seats = leases.filter(({ seat }) => seat === THERAPIST || seat === CLIENT)
  return seats.length === 0 ? null : Math.max(...seats.map(({ until }) => until))
}
