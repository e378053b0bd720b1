import type { Clock, Millis } from '@fermata/shared/clock'
import type { RoomId, Seat } from '@fermata/shared/ids'
import { freshLeases, isOvertaken } from '../rules.ts'
import type { Lease, RoomDocument } from '../port.ts'

/** A lease, and when it ends in elapsed time: a clock that is set back or forward lengthens and shortens none. */
interface Entry {
  lease: Lease
  ends: Millis
}

/**
 * Leases of the one process that serves the embedded store. They live in memory only: when that process ends, so do
 * its connections, and every lease with them. It knows nothing of epochs; who reads says which are current.
 */
export class LeaseBook {
  readonly #rooms = new Map<RoomId, Map<Seat, Entry>>()

  constructor(private readonly clock: Pick<Clock, 'elapsed'>) {}

  /** `false`: another process has it by now. */
  take(room: RoomId, { seat, epoch, device, node, until, taken }: Lease, now: Millis): boolean {
    const seats = this.#rooms.get(room) ?? new Map<Seat, Entry>()
    const lease = { seat, epoch, device, node, until, taken }
    const held = seats.get(seat)
    if (isOvertaken(lease, held && this.#asOf(now, held), now)) return false
    this.#rooms.set(room, seats.set(seat, { lease, ends: this.clock.elapsed() + until - now }))
    return true
  }

  fresh(room: RoomId, epochs: RoomDocument['epochs'], now: Millis): Lease[] {
    const entries = [...(this.#rooms.get(room)?.values() ?? [])]
    return freshLeases(entries.map((entry) => this.#asOf(now, entry)), epochs, now)
  }

  release(room: RoomId, { seat, epoch, node }: Pick<Lease, 'seat' | 'epoch' | 'node'>): void {
    const held = this.#rooms.get(room)?.get(seat)?.lease
    if (held && held.epoch === epoch && held.node === node) this.#drop(room, seat)
  }

  erase(room: RoomId): void {
    this.#rooms.delete(room)
  }

  /** Forgets leases whose time is over. */
  sweep(): void {
    for (const [room, seats] of this.#rooms) {
      for (const { lease, ends } of seats.values()) if (ends <= this.clock.elapsed()) this.#drop(room, lease.seat)
    }
  }

  /** The lease as it is said by the store's time, which may have been set since it was taken. */
  #asOf(now: Millis, { lease, ends }: Entry): Lease {
    return { ...lease, until: now + Math.round(ends - this.clock.elapsed()) }
  }

  #drop(room: RoomId, seat: Seat): void {
    const seats = this.#rooms.get(room)
    seats?.delete(seat)
    if (seats?.size === 0) this.#rooms.delete(room)
  }
}
