/**
 * One connected browser: which rooms it may speak in, as which tab, and the listener each room tells. The only state
 * the gateway keeps of a connection.
 */
import type { DeviceId, LinkId, RoomId, TherapistId } from '@fermata/shared/ids'
import type { Down } from '@fermata/shared/protocol'
import type { Listener } from '../rooms/showing/hub.ts'
import type { Speaker } from './handlers.ts'

/** By what right a connection is here, and which of its tab's it is (`nth`); fixed when it was opened. */
export type Right =
  | { as: 'client'; device: DeviceId; nth: number; room: RoomId; link: LinkId }
  | { as: 'therapist'; device: DeviceId; nth: number; therapist: TherapistId; signIn: string }

/** What a connection needs of the wire. */
export interface Wire {
  tell(message: Down): void
  /** Closes it on purpose: the browser does not connect again by itself. */
  cut(): void
  /** Closes it so that the browser connects again. */
  fail(): void
}

/** A tab in one room: speaks as itself, and listens. */
export class Place implements Listener, Speaker {
  #present = false

  constructor(
    readonly room: RoomId,
    private readonly right: Right,
    private readonly wire: Wire,
    /** Called when this tab has shown that it is itself: of two connections of one tab the older is dead then. */
    private readonly onPresent: (place: Place) => void,
  ) {}

  get as() {
    return this.right.as
  }

  get present() {
    return this.#present
  }

  get device(): DeviceId {
    return this.right.device
  }

  get nth(): number {
    return this.right.nth
  }

  becomePresent(): void {
    if (this.#present) return
    this.#present = true
    this.onPresent(this)
  }

  tell(message: Down): void {
    this.wire.tell(message)
  }

  cut(): void {
    this.wire.cut()
  }
}

/** The right of a connection is no more: a client is told of the door, a therapist's page asks and is signed out. */
export function end(right: Right, wire: Pick<Wire, 'tell' | 'cut'>): void {
  if (right.as === 'client') sayGone(right.room, wire)
  else wire.cut()
}

/** The link or the room is gone: told, and cut. */
export function sayGone(room: RoomId, wire: Pick<Wire, 'tell' | 'cut'>): void {
  wire.tell({ type: 'gone', room })
  wire.cut()
}
