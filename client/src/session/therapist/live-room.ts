/**
 * One therapist, one live room: whoever opens a second one is asked first what becomes of the session they are in.
 * The views of all rooms are here; the server knows no more than they say.
 */
import type { RoomId } from '@fermata/shared/ids'
import type { TherapistView } from '@fermata/shared/protocol'

/** A tap that waits for the answer. */
export interface Elsewhere {
  /** The room they are in session in. */
  room: RoomId
  /** What was tapped: goes on once the other room is left or ended. */
  next: () => void
}

/** What becomes of the session in the other room. */
export type Parting = 'leave' | 'finish'

/**
 * Another room in which this therapist sits in a session, on whatever device; `null` when there is none. `company`:
 * whether the client is there too, and would see that the therapist leaves.
 */
export function liveRoomBeside(
  views: ReadonlyMap<RoomId, TherapistView>,
  room: RoomId | null,
): { room: RoomId; company: boolean } | null {
  const live = [...views.values()].find((view) => view.room !== room && view.session.phase === 'inProgress' && view.holder !== null)
  return live === undefined ? null : { room: live.room, company: live.client.state === 'here' }
}
