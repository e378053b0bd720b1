import { type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import type { RoomState } from '@fermata/shared/session'
import type { Lease, RoomStore } from '../store/port.ts'

/** Rooms of which something is kept; of more than these the one that was read anew longest ago is let go. */
const KEPT = 1_000
/** How long a room may be taken for what it was read as last, should no word of a change arrive. */
const RECENT = SECOND

/** A room as it was read. A state must not be changed by whoever gets it. */
export interface Read {
  version: number
  state: RoomState
  leases: readonly Lease[]
}

/**
 * Loads a room and reads its state – the same text again for nothing: a session's messages each look at a state that
 * hardly ever changes. What was read is known again by its whole text, so that nothing older is ever taken for it,
 * whoever wrote it.
 */
export class Reading {
  readonly #last = new Map<RoomId, { text: string; state: RoomState }>()
  readonly #recent = new Map<RoomId, { until: Millis; read: Promise<Read | null> }>()

  constructor(
    private readonly rooms: Pick<RoomStore, 'load'>,
    private readonly clock: Pick<Clock, 'elapsed'>,
  ) {}

  /** The room as the store has it now; `null`: there is none. */
  async load(room: RoomId): Promise<Read | null> {
    const loaded = await this.rooms.load(room)
    if (loaded === null) {
      this.#last.delete(room)
      return null
    }
    const { document, leases } = loaded
    return { version: document.version, state: this.#stateOf(room, document.state), leases }
  }

  /**
   * The room as it was within the last second and since the last `changed`: good enough for what may get lost, and
   * no reason to refuse anything.
   */
  recent(room: RoomId): Promise<Read | null> {
    const now = this.clock.elapsed()
    const kept = this.#recent.get(room)
    if (kept !== undefined && now < kept.until) return kept.read
    const read = this.load(room)
    keep(this.#recent, room, { until: now + RECENT, read })
    read.catch(() => this.changed(room))
    return read
  }

  /** The room is not what it was: what was read before, or is being read now, is recent no longer. */
  changed(room: RoomId): void {
    this.#recent.delete(room)
  }

  #stateOf(room: RoomId, text: string): RoomState {
    const last = this.#last.get(room)
    if (last?.text === text) return last.state
    const state = JSON.parse(text) as RoomState
    keep(this.#last, room, { text, state })
    return state
  }
}

/** Sets it as the newest of at most `KEPT`. */
function keep<Kept>(all: Map<RoomId, Kept>, room: RoomId, kept: Kept): void {
  all.delete(room)
  all.set(room, kept)
  const [first] = all.keys()
  if (all.size > KEPT && first !== undefined) all.delete(first)
}
