/**
 * One connection from its opening to its end, on whatever wire: which rooms it hears and speaks in, and its messages
 * in their order.
 */
import type { RoomId } from '@fermata/shared/ids'
import { roomsOf } from '../auth/links.ts'
import { faultName } from '../log.ts'
import type { Hub } from '../rooms/showing/hub.ts'
import type { Store } from '../store/port.ts'
import { rightStands } from './admission.ts'
import { end, Place, type Right, type Wire } from './connection.ts'
import { hear, type HearingParts } from './hearing.ts'

export interface OpeningParts extends HearingParts {
  store: Store
  hub: Hub
}

export interface OpenConnection {
  readonly right: Right
  /** Takes one message. What is asked before the connection's rooms are known waits for them. */
  hear(raw: unknown, acknowledge: unknown): void
  /** Hears of one more room from now on. */
  listen(room: RoomId): void
  /** The wire is gone. */
  closed(): void
}

export function openConnection(parts: OpeningParts, right: Right, wire: Wire): OpenConnection {
  const { store, hub, rooms, log } = parts
  const places = new Map<RoomId, Place>()
  let state: 'open' | 'closed' = 'open'
  // The same tab may connect again before its old connection is seen to be dead, and before what it asked there is done.
  const cutOlder = (place: Place): void => {
    for (const other of hub.tabs(place.room, place.as, place.device)) {
      if (other !== place) (other.nth > place.nth ? place : other).cut()
    }
  }
  const listen = (room: RoomId): void => {
    if (state === 'closed' || places.has(room)) return
    const place = new Place(room, right, wire, cutOlder)
    places.set(room, place)
    hub.add(room, place)
  }
  const listening = (async () => {
    if (right.as === 'client') return listen(right.room)
    for (const { room } of await roomsOf(store, right.therapist)) listen(room)
  })()
  const furnish = async (): Promise<void> => {
    try {
      await listening
      if (right.as === 'therapist') for (const room of places.keys()) await rooms.publish(room)
      // Ended between the handshake and now: whoever ended it did not see us listen yet.
      if (!(await rightStands(store, right))) end(right, wire)
    } catch (thrown) {
      log.warn('handlerFault', { at: right.as, fault: faultName(thrown) })
      // Not knowing its rooms, or whether its link still stands, it must not stay; connecting again is the way out.
      wire.fail()
    }
  }
  void furnish()
  return {
    right,
    hear: (raw, acknowledge) => void listening.then(() => hear(parts, places, raw, acknowledge), () => undefined),
    listen,
    closed() {
      state = 'closed'
      for (const place of places.values()) void rooms.left(place.room, place)
    },
  }
}
