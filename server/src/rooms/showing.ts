/**
 * Shows a room to everybody who listens to it. One showing of a room at a time, so that no older view overtakes a
 * newer one; what a store that was away kept from being shown is shown as soon as it is back.
 */
import { type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import type { ClientView } from '@fermata/shared/protocol'
import type { Doorkeeper } from './doorkeeper.ts'
import type { Hub, Listener } from './hub.ts'
import type { Presence } from './presence.ts'
import { clientView, type RoomNow, therapistView } from './view.ts'

const TRY_AGAIN_AFTER = SECOND

export interface ShowingParts {
  hub: Hub
  presence: Presence
  doorkeeper: Doorkeeper
  clock: Clock
  load(room: RoomId): Promise<RoomNow | null>
  /** Told when a room could not be shown; it is tried again. */
  onFault(thrown: unknown): void
}

export class Showing {
  readonly #running = new Map<RoomId, Promise<void>>()
  readonly #queued = new Map<RoomId, Promise<void>>()
  readonly #owed = new Set<RoomId>()
  /** What each client's tab was shown last. */
  readonly #shown = new WeakMap<Listener, string>()

  constructor(private readonly parts: ShowingParts) {}

  /**
   * Shows the room as it is now. A client is told only what is new to it – how often something happens in the room
   * is nothing for a tab outside – except `asking`, who is told in any case. Never throws.
   */
  publish(room: RoomId, asking?: Listener): Promise<void> {
    if (asking !== undefined) this.#shown.delete(asking)
    const queued = this.#queued.get(room)
    if (queued !== undefined) return queued
    const turn = (this.#running.get(room) ?? Promise.resolve()).then(async () => {
      this.#queued.delete(room)
      const running = this.#show(room)
      this.#running.set(room, running)
      await running
      if (this.#running.get(room) === running) this.#running.delete(room)
    })
    this.#queued.set(room, turn)
    return turn
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
    const { hub, presence, doorkeeper, load, onFault } = this.parts
    if (hub.in(room).length === 0) return
    try {
      const now = await load(room)
      if (now === null) return
      const listeners = hub.in(room)
      doorkeeper.look(now, listeners)
      const settled = { ...now, leases: await presence.settle(now, listeners) }
      for (const listener of listeners) this.#tell(settled, listener)
    } catch (thrown) {
      onFault(thrown)
      this.later(room, TRY_AGAIN_AFTER)
    }
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

/** Everything in which two views of one tab can differ, without the boxes. */
function summary({ you }: ClientView): string {
  return JSON.stringify(you.standing === 'seated' ? { ...you, grant: you.grant.grant } : you)
}
