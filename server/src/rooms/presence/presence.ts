/**
 * Leases of the places whose devices are connected to this process: taken when a tab holds its place, renewed every
 * five seconds, given back when its connection closes. A process that dies renews nothing, and its seats turn
 * "away" within fifteen seconds. A tab that comes back by another process takes its lease along: its older connection
 * is dead, and is cut.
 */
import { type Cancel, type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import { CLIENT, type RoomId, type Seat, THERAPIST } from '@fermata/shared/ids'
import type { RoomState } from '@fermata/shared/session'
import type { Lease, Store } from '../../store/port.ts'
import type { Listener } from '../showing/hub.ts'
import { type Place, placesOf, waitingPlace } from './places.ts'
import type { RoomNow } from '../showing/view.ts'

const RENEW_EVERY = 5 * SECOND
export const LEASE_LASTS = 15 * SECOND

type Held = Place & { taken: number }
const keyOf = ({ room, seat }: { room: RoomId; seat: Seat }) => `${room} ${seat}`

/** A seat's last lease, and when in elapsed time it ends or ended: a clock that is set moves nobody's going away. */
interface Known {
  lease: Lease
  ends: Millis
}
/** The store's time and this process' differ by less from one reading to the next, as long as neither is set. */
const JITTER = SECOND

/** A room's leases, and whether the other processes have yet to hear of one of them. */
export interface Settled {
  leases: readonly Lease[]
  news: boolean
}

export class Presence {
  readonly #held = new Map<RoomId, ReadonlyMap<Seat, Held>>()
  /** When each seat's device was last known to be connected: what a store lets go of when a lease is over. */
  readonly #known = new Map<string, Known>()
  #timer: Cancel = () => {}
  #draining = false

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly node: string,
    private readonly told: {
      /** A fault while renewing; the next turn tries again. */
      onFault: (thrown: unknown) => void
      /** In this room another device or process has taken a lease over. */
      onLost: (room: RoomId) => void
    },
  ) {}

  start(): void {
    const turn = () => {
      this.#renewAll().catch(this.told.onFault)
      this.#timer = this.clock.after(RENEW_EVERY, turn)
    }
    this.#timer = this.clock.after(RENEW_EVERY, turn)
  }

  stop(): void {
    this.#timer()
  }

  /** From now on leases stand until they end: the tabs are about to take them along to another process. */
  drain(): void {
    this.#draining = true
  }

  /**
   * The room's leases, and in place of a seat's that is over, the one that was: its end says since when it is away.
   * Of a seat that this process never saw connected nothing better is known than: since now.
   */
  leases(room: RoomId, state: RoomState, fresh: readonly Lease[], now: number): readonly Lease[] {
    const seats = [[THERAPIST, state.therapist] as const, [CLIENT, state.client] as const].flatMap(([seat, hold]) => {
      const key = keyOf({ room, seat })
      if (!hold.held) {
        this.#known.delete(key)
        return []
      }
      const lease = fresh.find((l) => l.seat === seat && l.epoch === hold.epoch)
      if (lease !== undefined) return [this.#know(room, lease, now)]
      const before = this.#known.get(key)
      if (before?.lease.epoch === hold.epoch) return [this.#over(room, before, now)]
      return [this.#know(room, { seat, epoch: hold.epoch, device: hold.device, node: this.node, until: now, taken: 0 }, now)]
    })
    return [...seats, ...fresh.filter(({ seat }) => seat !== THERAPIST && seat !== CLIENT)]
  }

  /** Nothing is remembered of a room that is no more. */
  forget(room: RoomId): void {
    this.#held.delete(room)
    for (const seat of [THERAPIST, CLIENT]) this.#known.delete(keyOf({ room, seat }))
  }

  /** Takes leases for the listeners that have a place in this room, and gives the room's leases as they are then. */
  async settle(now: RoomNow, listeners: readonly Listener[]): Promise<Settled> {
    const until = now.now + LEASE_LASTS
    const wanted: Lease[] = []
    const here = new Map<Seat, Held>()
    let news = false
    for (const place of placesOf(now.room, now.state)) {
      const listener = newest(listeners.filter((l) => isIn(place, l)))
      if (listener === undefined) continue
      const known = now.leases.find((l) => l.seat === place.seat && l.epoch === place.epoch && now.now < l.until)
      const taken = listener.nth
      if (known !== undefined && known.node !== this.node && known.taken > taken) {
        // The same tab is connected elsewhere by now.
        listener.cut()
        continue
      }
      here.set(place.seat, { ...place, taken })
      const mine = known?.node === this.node
      news ||= !mine
      if (!mine || known.until <= until - RENEW_EVERY) wanted.push(leaseOf({ ...place, taken }, this.node, until))
    }
    this.#setHeld(now.room, here)
    if (wanted.length === 0) return { leases: now.leases, news }
    const refused = await this.store.rooms.renew(wanted.map((lease) => ({ ...lease, room: now.room })))
    const got = wanted.filter((lease) => !refused.some((r) => r.seat === lease.seat))
    for (const lease of got) this.#know(now.room, lease, now.now)
    return { leases: [...now.leases.filter((l) => !got.some((t) => t.seat === l.seat)), ...got], news }
  }

  /** Who waited and now sits keeps their lease, at whatever process: nobody sees them away in between. */
  async moveAlong({ room, now, leases, state }: RoomNow, { client }: RoomState): Promise<void> {
    if (!client.held || client.epoch === state.client.epoch) return
    const waited = leases.find((l) => l.seat === waitingPlace(client.device) && now < l.until)
    if (waited === undefined || waited.node === this.node) return
    await this.store.rooms.renew([{ ...waited, seat: CLIENT, epoch: client.epoch, room }])
  }

  /** A tab of this room has gone: gives its lease back, unless the same tab is connected again already. */
  async drop(room: RoomId, gone: Listener, remaining: readonly Listener[]): Promise<void> {
    if (this.#draining) return
    const here = this.#held.get(room) ?? new Map<Seat, Held>()
    const left = [...here.values()].filter((held) => isPlaceOf(held, gone) && !remaining.some((l) => isIn(held, l)))
    this.#setHeld(room, new Map([...here].filter(([, held]) => !left.includes(held))))
    for (const held of left) {
      const known = this.#known.get(keyOf(held))
      if (known?.lease.epoch === held.epoch && known.lease.node === this.node) {
        const now = this.store.now()
        this.#know(room, { ...known.lease, until: now }, now)
      }
      await this.store.rooms.release(room, { seat: held.seat, epoch: held.epoch, node: this.node })
    }
  }

  #know(room: RoomId, lease: Lease, now: Millis): Lease {
    this.#known.set(keyOf({ room, seat: lease.seat }), { lease, ends: this.clock.elapsed() + lease.until - now })
    return lease
  }

  /** A lease that the store has no more. Its end is said by the store's time, the same each time unless that was set. */
  #over(room: RoomId, { lease, ends }: Known, now: Millis): Lease {
    const elapsed = this.clock.elapsed()
    const ended = now - Math.max(0, Math.round(elapsed - ends))
    const until = Math.abs(ended - lease.until) < JITTER ? Math.min(lease.until, now) : ended
    const over = { ...lease, until }
    this.#known.set(keyOf({ room, seat: lease.seat }), { lease: over, ends: Math.min(ends, elapsed) })
    return over
  }

  #setHeld(room: RoomId, held: ReadonlyMap<Seat, Held>): void {
    if (held.size === 0) this.#held.delete(room)
    else this.#held.set(room, held)
  }

  async #renewAll(): Promise<void> {
    if (this.#held.size === 0) return
    const until = this.store.now() + LEASE_LASTS
    const all = [...this.#held.values()].flatMap((here) => [...here.values()])
    const refused = await this.store.rooms.renew(
      all.map((held) => ({ ...leaseOf(held, this.node, until), room: held.room })),
    )
    for (const { room, seat } of refused) {
      this.#setHeld(room, new Map([...(this.#held.get(room) ?? [])].filter(([held]) => held !== seat)))
      this.told.onLost(room)
    }
  }
}

const leaseOf = ({ seat, epoch, device, taken }: Held, node: string, until: Millis): Lease => ({
  seat, epoch, device, node, until, taken,
})

/** Of the connections of one tab the one that was made last. */
const newest = (tabs: readonly Listener[]): Listener | undefined => tabs.toSorted((a, b) => b.nth - a.nth)[0]

const isPlaceOf = ({ as, device }: Place, l: Listener): boolean => l.as === as && l.device === device
const isIn = (place: Place, l: Listener): boolean => l.present && isPlaceOf(place, l)
