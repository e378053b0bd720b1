/**
 * Turns for every room whose session time alone will change: an end that can soon no longer be undone, a session in
 * which no media flow. One timer for each; what comes of it is decided when it runs out.
 */
import type { Cancel, Clock, Millis } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import { dueAt } from '@fermata/shared/session'
import type { RoomNow } from './showing/view.ts'

export class Hourglass {
  readonly #turned = new Map<RoomId, { due: Millis; cancel: Cancel }>()

  constructor(
    private readonly clock: Clock,
    private readonly timeIsUp: (room: RoomId) => void,
  ) {}

  /** Looks at a room as it is now, and sets its timer anew if its time has changed. */
  look({ room, state, now }: Pick<RoomNow, 'room' | 'state' | 'now'>): void {
    const due = dueAt(state)
    const turned = this.#turned.get(room)
    if (turned?.due === due) return
    turned?.cancel()
    this.#turned.delete(room)
    if (due === null) return
    const cancel = this.clock.after(Math.max(0, due - now), () => {
      this.#turned.delete(room)
      this.timeIsUp(room)
    })
    this.#turned.set(room, { due, cancel })
  }
}
