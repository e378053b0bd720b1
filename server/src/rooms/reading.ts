import type { RoomId } from '@fermata/shared/ids'
import type { RoomState } from '@fermata/shared/session'
import type { Lease, RoomStore } from '../store/port.ts'

/** Rooms whose state is kept as it was read last; of more than these the one that changed longest ago is let go. */
const KEPT = 1_000

/**
 * Loads a room and reads its state – the same text again for nothing: a session's messages each look at a state that
 * hardly ever changes. What was read is known again by its whole text, so that nothing older is ever taken for it,
 * whoever wrote it. A state must not be changed by whoever gets it.
 */
export class Reading {
  readonly #last = new Map<RoomId, { text: string; state: RoomState }>()

  constructor(private readonly rooms: Pick<RoomStore, 'load'>) {}

  /** `null`: there is no such room. */
  async load(room: RoomId): Promise<{ version: number; state: RoomState; leases: readonly Lease[] } | null> {
    const loaded = await this.rooms.load(room)
    if (loaded === null) {
      this.#last.delete(room)
      return null
    }
    const { document, leases } = loaded
    return { version: document.version, state: this.#stateOf(room, document.state), leases }
  }

  #stateOf(room: RoomId, text: string): RoomState {
    const last = this.#last.get(room)
    if (last?.text === text) return last.state
    const state = JSON.parse(text) as RoomState
    this.#last.delete(room)
    this.#last.set(room, { text, state })
    const [first] = this.#last.keys()
    if (this.#last.size > KEPT && first !== undefined) this.#last.delete(first)
    return state
  }
}
