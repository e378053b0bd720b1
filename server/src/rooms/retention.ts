import { HOUR, type Millis } from '@fermata/shared/clock'
import type { RoomState, SessionEvent } from '@fermata/shared/session'
import type { Commit } from '../store/port.ts'

/** How long sealed messages of an ended session stay, unless the operator says otherwise (docs/security.md, Ended sessions). */
const KEEP_SESSION = 2 * HOUR

/** How long the log stays from these events on: an end lets it go `keep` later, going on takes that back. */
export function retention(
  events: readonly SessionEvent[],
  { session: { id: session } }: RoomState,
  now: Millis,
  keep: Millis = KEEP_SESSION,
): Pick<Commit, 'forget'> {
  const names = events.map(({ event }) => event)
  if (names.includes('finished')) return { forget: { session, at: now + keep } }
  return names.includes('reopened') ? { forget: { session, at: null } } : {}
}
