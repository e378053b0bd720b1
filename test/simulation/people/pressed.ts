/** What people did and saw, as they themselves would tell it: what a schedule is judged by. */
import { type Millis, SECOND } from '@fermata/shared/clock'
import type { DeviceId, FactId, RoomId, SessionId } from '@fermata/shared/ids'

export interface Press {
  room: RoomId
  /** The page it was pressed on. */
  page: object
  tab: string
}

/** A reflection that a page called saved. */
export interface Saved {
  room: RoomId
  session: SessionId
  rev: number
  words: string
}

/** A therapist whose line broke at the tap learns of it when it is back. */
const CROWDED_AT_MOST = 10 * SECOND

export class Witness {
  /** Every check-in that was pressed. */
  readonly presses = new Map<FactId, Press>()
  /** Every check-in that stood painted before a therapist's eyes, and in which room. */
  readonly painted = new Map<FactId, RoomId>()
  /** The words of every reflection that was written, and those that were called saved. */
  readonly written = new Set<string>()
  readonly saved: Saved[] = []
  /** The words of every point that somebody set down for the two of a room. */
  readonly noted = new Set<string>()
  /** Devices that a therapist let in. */
  readonly admitted = new Set<DeviceId>()
  /** Whom each room's therapist let in last. */
  readonly lastAdmitted = new Map<RoomId, DeviceId>()
  readonly broken: string[] = []
  /** Since when more than two are in media, by room. */
  readonly #crowded = new Map<RoomId, Millis>()

  /** A promise is broken; `rule` says which. */
  breaks(rule: string, what: string): void {
    this.broken.push(`${rule}: ${what}`)
  }

  /** So many links of a room carry media now: a third one is let go of within seconds. */
  connected(room: RoomId, links: number, now: Millis): void {
    if (links <= 2) return void this.#crowded.delete(room)
    const since = this.#crowded.get(room) ?? now
    this.#crowded.set(room, since)
    if (now - since > CROWDED_AT_MOST) this.breaks('I3', 'more than two are in media')
  }

  paint(fact: FactId, room: RoomId): void {
    const press = this.presses.get(fact)
    if (press === undefined) this.breaks('I1', 'a check-in was shown that nobody pressed')
    else if (press.room !== room) this.breaks('I2', 'a check-in was shown in another room')
    this.painted.set(fact, room)
  }
}
