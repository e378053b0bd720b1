/**
 * Leases of the seats whose devices are connected to this process: taken when a tab holds its seat, renewed every
 * five seconds, given back when its connection closes. A process that dies renews nothing, and its seats turn
 * "away" within fifteen seconds.
 */
import { type Cancel, type Clock, SECOND } from '@fermata/shared/clock'
import { CLIENT, type DeviceId, type RoomId, type Seat, THERAPIST } from '@fermata/shared/ids'
import type { RoomState } from '@fermata/shared/session'
import type { Lease, Store } from '../store/port.ts'
import type { Listener } from './hub.ts'
import type { RoomNow } from './view.ts'

const RENEW_EVERY = 5 * SECOND
export const LEASE_LASTS = 15 * SECOND

type Held = Omit<Lease, 'until' | 'node'> & { room: RoomId }
const keyOf = ({ room, seat }: { room: RoomId; seat: Seat }) => `${room} ${seat}`

export class Presence {
  readonly #held = new Map<string, Held>()
  /** When each seat's device was last known to be connected: what a store lets go of when a lease is over. */
  readonly #known = new Map<string, Lease>()
  #timer: Cancel = () => {}

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly node: string,
    /** Told of a fault while renewing; the next turn tries again. */
    private readonly onFault: (thrown: unknown) => void,
  ) {}

  start(): void {
    const turn = () => {
      this.#renewAll().catch(this.onFault)
      this.#timer = this.clock.after(RENEW_EVERY, turn)
    }
    this.#timer = this.clock.after(RENEW_EVERY, turn)
  }

  stop(): void {
    this.#timer()
  }

  /**
   * The room's leases, and in place of one that is over, the one that was: its end says since when the seat is away.
   * Of a seat that this process never saw connected nothing better is known than: since now.
   */
  leases(room: RoomId, state: RoomState, fresh: readonly Lease[], now: number): readonly Lease[] {
    return [[THERAPIST, state.therapist] as const, [CLIENT, state.client] as const].flatMap(([seat, hold]) => {
      const key = keyOf({ room, seat })
      if (!hold.held) {
        this.#known.delete(key)
        return []
      }
      const lease = fresh.find((l) => l.seat === seat && l.epoch === hold.epoch)
      const before = this.#known.get(key)
      const known =
        lease ?? (before?.epoch === hold.epoch ? { ...before, until: Math.min(before.until, now) } : null) ??
        { seat, epoch: hold.epoch, device: hold.device, node: this.node, until: now }
      this.#known.set(key, known)
      return [known]
    })
  }

  /** Nothing is remembered of a room that is no more. */
  forget(room: RoomId): void {
    for (const seat of [THERAPIST, CLIENT]) {
      this.#held.delete(keyOf({ room, seat }))
      this.#known.delete(keyOf({ room, seat }))
    }
  }

  /** Takes leases for the listeners that hold a seat of this room, and gives the room's leases as they are then. */
  async settle(now: RoomNow, listeners: readonly Listener[]): Promise<readonly Lease[]> {
    const until = now.now + LEASE_LASTS
    const fresh: Lease[] = []
    for (const seat of [THERAPIST, CLIENT]) {
      const held = heldHere(now, seat, listeners)
      if (held === null) {
        this.#held.delete(keyOf({ room: now.room, seat }))
        continue
      }
      this.#held.set(keyOf(held), held)
      const known = now.leases.find((l) => l.seat === seat && l.epoch === held.epoch && l.node === this.node)
      const almostWhole = known !== undefined && known.until > until - RENEW_EVERY
      if (!almostWhole) fresh.push({ seat, epoch: held.epoch, device: held.device, node: this.node, until })
    }
    if (fresh.length === 0) return now.leases
    const refused = await this.store.rooms.renew(fresh.map((lease) => ({ ...lease, room: now.room })))
    const taken = fresh.filter((lease) => !refused.some((r) => r.seat === lease.seat))
    for (const lease of taken) this.#known.set(keyOf({ room: now.room, seat: lease.seat }), lease)
    return [...now.leases.filter((l) => !taken.some((t) => t.seat === l.seat)), ...taken]
  }

  /** A tab of this room has gone: gives its lease back, unless the same tab is connected again already. */
  async drop(room: RoomId, gone: Listener, remaining: readonly Listener[]): Promise<void> {
    const seat = gone.as === 'therapist' ? THERAPIST : CLIENT
    const held = this.#held.get(keyOf({ room, seat }))
    if (held === undefined || held.device !== gone.device) return
    if (remaining.some((l) => isTab(l, gone.as, gone.device))) return
    this.#held.delete(keyOf(held))
    const known = this.#known.get(keyOf(held))
    if (known?.epoch === held.epoch) this.#known.set(keyOf(held), { ...known, until: this.store.now() })
    await this.store.rooms.release(room, { seat, epoch: held.epoch, node: this.node })
  }

  async #renewAll(): Promise<void> {
    if (this.#held.size === 0) return
    const until = this.store.now() + LEASE_LASTS
    const refused = await this.store.rooms.renew(
      [...this.#held.values()].map((held) => ({ ...held, node: this.node, until })),
    )
    for (const lease of refused) this.#held.delete(keyOf(lease))
  }
}

function heldHere(now: RoomNow, seat: Seat, listeners: readonly Listener[]): Held | null {
  const role = seat === THERAPIST ? 'therapist' : 'client'
  const hold = now.state[role]
  if (!hold.held || (role === 'client' && !clientSits(now.state))) return null
  if (!listeners.some((l) => isTab(l, role, hold.device))) return null
  return { room: now.room, seat, epoch: hold.epoch, device: hold.device }
}

const isTab = (l: Listener, as: Listener['as'], device: DeviceId) => l.present && l.as === as && l.device === device

const clientSits = ({ session }: RoomState) => session.phase === 'inProgress' && session.client.place === 'seated'
