/**
 * Shows a room to everybody who listens to it. One showing of a room at a time, so that no older view overtakes a
 * newer one; what a store that was away kept from being shown is shown as soon as it is back.
 */
import { type Cancel, type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import type { GenerationId, RoomId } from '@fermata/shared/ids'
import type { ClientView } from '@fermata/shared/protocol'
import type { Doorkeeper } from '../presence/doorkeeper.ts'
import type { Hourglass } from '../hourglass.ts'
import type { Hub, Listener } from './hub.ts'
import type { Nodes } from '../nodes/nodes.ts'
import type { Presence } from '../presence/presence.ts'
import type { Reading } from '../reading.ts'
import { clientView, type RoomNow, therapistView } from './view.ts'
import type { Lease, RoomStore } from '../../store/port.ts'

const TRY_AGAIN_AFTER = SECOND

export interface ShowingParts {
  hub: Hub
  presence: Presence
  doorkeeper: Doorkeeper
  hourglass: Hourglass
  nodes: Nodes
  clock: Clock
  load(room: RoomId): Promise<RoomNow | null>
  /** Told that what was read of a room before is no longer how it is. */
  reading: Pick<Reading, 'changed'>
  store: { rooms: Pick<RoomStore, 'load'>; now(): Millis }
  /** Names the stretch of the store's life: with another one every room is shown again, changed or not. */
  generation(): GenerationId
  /** Told when a room could not be shown; it is tried again. */
  onFault(thrown: unknown): void
}

export class Showing {
  readonly #running = new Map<RoomId, Promise<void>>()
  readonly #queued = new Map<RoomId, Promise<void>>()
  readonly #owed = new Set<RoomId>()
  /** What each client's tab was shown last. */
  readonly #shown = new WeakMap<Listener, string>()
  /** Rooms in which something changed that the other processes have yet to hear of. */
  readonly #untold = new Set<RoomId>()
  /** As what each room was shown last. */
  readonly #mark = new Map<RoomId, string>()
  /** Looks that are due when a lease of another process ends. */
  readonly #looks = new Map<RoomId, Cancel>()

  constructor(private readonly parts: ShowingParts) {}

  /**
   * Shows the room as it is now. A client is told only what is new to it – how often something happens in the room
   * is nothing for a tab outside – except `asking`, who is told in any case. Never throws.
   */
  publish(room: RoomId, asking?: Listener): Promise<void> {
    this.parts.reading.changed(room)
    if (asking !== undefined) this.#shown.delete(asking)
    const queued = this.#queued.get(room)
    if (queued !== undefined) return queued
    const turn = (this.#running.get(room) ?? Promise.resolve()).then(async () => {
      this.#queued.delete(room)
      const running = this.#show(room)
      this.#running.set(room, running)
      await running
      if (this.#running.get(room) === running) this.#running.delete(room)
      // Only now: whoever changed it has their lease, so that others do not see them away for a moment.
      if (this.#untold.delete(room)) this.parts.nodes.tell('others', { word: 'changed', room })
    })
    this.#queued.set(room, turn)
    return turn
  }

  /** Something in the room changed: the next showing tells the other processes. */
  changed(room: RoomId): void {
    this.parts.reading.changed(room)
    this.#untold.add(room)
  }

  /** Shows it if it is not as it was shown last; what cannot be seen now is seen at the next glance. */
  async glance(room: RoomId): Promise<void> {
    const { store, generation } = this.parts
    const loaded = await store.rooms.load(room).catch(() => null)
    if (loaded === null) return
    if (this.#mark.get(room) !== markOf(generation(), loaded.document.version, loaded.leases, store.now())) await this.publish(room)
  }

  /** Shows it again after a while, in which something may have lapsed. */
  later(room: RoomId, after: Millis): void {
    if (this.#owed.has(room)) return
    this.#owed.add(room)
    this.parts.clock.after(after, () => {
      this.#owed.delete(room)
      void this.publish(room)
    })
  }

  async #show(room: RoomId): Promise<void> {
    const { hub, presence, doorkeeper, hourglass, load, onFault } = this.parts
    if (hub.in(room).length === 0) return this.#forget(room)
    try {
      const now = await load(room)
      if (now === null) return
      const listeners = hub.in(room)
      const { leases, news } = await presence.settle(now, listeners)
      if (news) this.changed(room)
      const settled = { ...now, leases }
      doorkeeper.look(settled)
      hourglass.look(settled)
      this.#mark.set(room, markOf(now.generation, now.version, leases, now.now))
      this.#lookWhenTheyEnd(settled)
      for (const listener of listeners) this.#tell(settled, listener)
    } catch (thrown) {
      onFault(thrown)
      this.later(room, TRY_AGAIN_AFTER)
    }
  }

  /** A process that dies says nothing: its leases end, and whoever is left here sees it. */
  #lookWhenTheyEnd({ room, leases, now }: RoomNow): void {
    this.#looks.get(room)?.()
    this.#looks.delete(room)
    const ends = leases.filter((l) => l.node !== this.parts.nodes.self && now < l.until).map((l) => l.until)
    if (ends.length === 0) return
    const look = () => {
      this.#looks.delete(room)
      void this.publish(room)
    }
    this.#looks.set(room, this.parts.clock.after(Math.min(...ends) - now, look))
  }

  #forget(room: RoomId): void {
    this.#mark.delete(room)
    this.#looks.get(room)?.()
    this.#looks.delete(room)
  }

  #tell(now: RoomNow, listener: Listener): void {
    if (listener.as === 'therapist') return listener.tell({ type: 'view', view: therapistView(now) })
    const view = clientView(now, listener.present ? listener.device : null)
    const standing = summary(view)
    if (this.#shown.get(listener) === standing) return
    this.#shown.set(listener, standing)
    listener.tell({ type: 'view', view })
  }
}

/** Everything by which a room, as others may have left it, differs from how it was shown. */
function markOf(generation: GenerationId, version: number, leases: readonly Lease[], now: Millis): string {
  const fresh = leases.filter(({ until }) => now < until).map(({ seat, epoch, node }) => `${seat} ${epoch} ${node}`)
  return [generation, version, ...fresh.sort()].join()
}

/** Everything in which two views of one tab can differ, without the boxes. */
function summary({ generation, you }: ClientView): string {
  return generation + JSON.stringify(you.standing === 'seated' ? { ...you, grant: you.grant.grant } : you)
}
