/**
 * The browsers connected to this process, by room. A listener is told of every change of the rooms it listens to;
 * for a client only as far as its own tab is concerned.
 */
import type { DeviceId, RoomId } from '@fermata/shared/ids'
import type { Down } from '@fermata/shared/protocol'

export interface Listener {
  /** Whose eyes these are. */
  readonly as: 'therapist' | 'client'
  readonly device: DeviceId
  /** Which of its tab's connections this is: of two the later one is the tab. */
  readonly nth: number
  /** Shown as itself: a client's tab that has attached, a therapist's that is in this room, not just at the desk. */
  readonly present: boolean
  tell(message: Down): void
  /** Closes the connection: the link is gone, or the same tab has connected again. */
  cut(): void
}

export class Hub {
  readonly #rooms = new Map<RoomId, Set<Listener>>()

  add(room: RoomId, listener: Listener): void {
    const listeners = this.#rooms.get(room)
    if (listeners === undefined) this.#rooms.set(room, new Set([listener]))
    else listeners.add(listener)
  }

  remove(room: RoomId, listener: Listener): void {
    const listeners = this.#rooms.get(room)
    listeners?.delete(listener)
    if (listeners?.size === 0) this.#rooms.delete(room)
  }

  in(room: RoomId): readonly Listener[] {
    return [...(this.#rooms.get(room) ?? [])]
  }

  /** The tabs of one device that are there as themselves: one, or two while an older connection is not seen to be dead. */
  tabs(room: RoomId, as: Listener['as'], device: DeviceId): readonly Listener[] {
    const tabs: Listener[] = []
    for (const listener of this.#rooms.get(room) ?? []) {
      if (listener.present && listener.device === device && listener.as === as) tabs.push(listener)
    }
    return tabs
  }

  rooms(): readonly RoomId[] {
    return [...this.#rooms.keys()]
  }
}
