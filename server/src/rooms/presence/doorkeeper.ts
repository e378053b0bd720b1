/**
 * Takes back the knock of a tab that is gone: no desk rings for somebody who has closed their page. A reload, or a
 * connection that comes back, is quicker than that and keeps its place.
 */
import { type Cancel, type Clock, SECOND } from '@fermata/shared/clock'
import type { KnockId, RoomId } from '@fermata/shared/ids'
import { type Knock, knocksOf } from '@fermata/shared/session'
import { waitingPlace } from './places.ts'
import type { RoomNow } from '../showing/view.ts'

/** A server's restart and a phone's change of network are over by then. */
export const GONE_FOR_GOOD = 30 * SECOND

export class Doorkeeper {
  readonly #leaving = new Map<KnockId, Cancel>()

  constructor(
    private readonly clock: Clock,
    private readonly takeBack: (room: RoomId, knock: Knock) => void,
  ) {}

  /** Looks who of those waiting is still connected, to whatever process. */
  look({ room, state, leases }: Pick<RoomNow, 'room' | 'state' | 'leases'>): void {
    for (const knock of knocksOf(state.session)) {
      if (leases.some(({ seat }) => seat === waitingPlace(knock.device))) this.#stay(knock.knock)
      else this.#goSoon(room, knock)
    }
  }

  #stay(knock: KnockId): void {
    this.#leaving.get(knock)?.()
    this.#leaving.delete(knock)
  }

  #goSoon(room: RoomId, knock: Knock): void {
    if (this.#leaving.has(knock.knock)) return
    const cancel = this.clock.after(GONE_FOR_GOOD, () => {
      this.#leaving.delete(knock.knock)
      this.takeBack(room, knock)
    })
    this.#leaving.set(knock.knock, cancel)
  }
}
