/** Going on with a session that was ended by mistake: only when both people ask for it, within two minutes. */
import { type Millis, MINUTE } from '../clock.ts'
import { ok } from '../result.ts'
import type { Circumstances } from './commands.ts'
import { type Decision, no, nothing, type Of, sits } from './decision.ts'
import type { Reopening, RoomState } from './state.ts'

/** How long after its end both may ask to go on (SE60). */
export const REOPENS_WITHIN: Millis = 2 * MINUTE

/** What is left of the session that was, while it can still go on; `null` otherwise. */
export function reopeningOf({ session }: RoomState, now: Millis): Reopening | null {
  return session.phase === 'finished' && now < session.endedAt + REOPENS_WITHIN ? session.reopening : null
}

export function reopen(state: RoomState, command: Of<'reopen'>, { now }: Circumstances): Decision {
  const { session } = state
  if (session.id !== command.session) return no('sessionOver')
  if (session.phase === 'inProgress') return sits(state, command) ? nothing : no('displaced')
  const reopening = reopeningOf(state, now)
  if (session.phase !== 'finished' || reopening === null) return no('sessionOver')
  // Nobody sits in the client's seat after the end; the tab that did is the one that goes on.
  const theirs = command.by === 'client' ? session.client === command.device : sits(state, command)
  if (!theirs) return no('displaced')
  if (reopening.asked === command.by) return nothing
  return ok([reopening.asked === 'nobody' ? { event: 'reopenAsked', by: command.by } : { event: 'reopened', at: now }])
}
