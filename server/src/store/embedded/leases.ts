import type { Millis } from '@fermata/shared/clock'
import type { RoomId, Seat } from '@fermata/shared/ids'
import { freshLeases, isOvertaken } from '../rules.ts'
import type { Lease, RoomDocument } from '../port.ts'

/**
 * Leases of the one process that serves the embedded store. They live in memory only: when that process ends, so do
 * its connections, and every lease with them. It knows nothing of epochs; who reads says which are current.
 */
export class LeaseBook {
  readonly #rooms = new Map<RoomId, Map<Seat, Lease>>()

  /** `false`: another process has it by now. */
  take(room: RoomId, { seat, epoch, device, node, until, taken }: Lease, now: Millis): boolean {
    const seats = this.#rooms.get(room) ?? new Map<Seat, Lease>()
    const lease = { seat, epoch, device, node, until, taken }
    if (isOvertaken(lease, seats.get(seat), now)) return false
    this.#rooms.set(room, seats.set(seat, lease))
    return true
  }

  fresh(room: RoomId, epochs: RoomDocument['epochs'], now: Millis): Lease[] {
    return freshLeases(this.#rooms.get(room)?.values() ?? [], epochs, now)
  }

  release(room: RoomId, { seat, epoch, node }: Pick<Lease, 'seat' | 'epoch' | 'node'>): void {
    const held = this.#rooms.get(room)?.get(seat)
    if (held && held.epoch === epoch && held.node === node) this.#drop(room, seat)
  }

  erase(room: RoomId): void {
    this.#rooms.delete(room)
  }

  /** Forgets leases whose time is over. */
  sweep(now: Millis): void {
    for (const [room, seats] of this.#rooms) {
      for (const lease of seats.values()) if (lease.until <= now) this.#drop(room, lease.seat)
    }
  }

  #drop(room: RoomId, seat: Seat): void {
    const seats = this.#rooms.get(room)
    seats?.delete(seat)
    if (seats?.size === 0) this.#rooms.delete(room)
  }
}
