/** What people did and saw, as they themselves would tell it: what a schedule is judged by. */
import type { DeviceId, FactId, RoomId } from '@fermata/shared/ids'

export interface Press {
  room: RoomId
  /** The page it was pressed on. */
  page: object
  tab: string
}

export class Witness {
  /** Every check-in that was pressed. */
  readonly presses = new Map<FactId, Press>()
  /** Every check-in that stood painted before a therapist's eyes, and in which room. */
  readonly painted = new Map<FactId, RoomId>()
  /** Devices that a therapist let in. */
  readonly admitted = new Set<DeviceId>()
  readonly broken: string[] = []

  /** A promise is broken; `rule` says which. */
  breaks(rule: string, what: string): void {
    this.broken.push(`${rule}: ${what}`)
  }

  paint(fact: FactId, room: RoomId): void {
    const press = this.presses.get(fact)
    if (press === undefined) this.breaks('I1', 'a check-in was shown that nobody pressed')
    else if (press.room !== room) this.breaks('I2', 'a check-in was shown in another room')
    this.painted.set(fact, room)
  }
}
