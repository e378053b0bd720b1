/** For how long after its end a session can be looked back on. */
import { DAY, type Millis } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { ok, refuse, type Result } from '../result.ts'
import type { RoomState } from './state.ts'

export const LOOK_BACK_WITHIN: Millis = DAY

/**
 * Whether a reflection on this session is taken now. While the session still goes on the answer is `outOfPhase`, and
 * it may be asked again; for one that ended too long ago, or never was here, `sessionOver`.
 */
export function mayLookBack({ session, lately = [] }: RoomState, on: SessionId, now: Millis): Result<null> {
  if (session.id === on && session.phase !== 'finished') return refuse({ code: 'outOfPhase' })
  const endedAt =
    session.phase === 'finished' && session.id === on
      ? session.endedAt
      : lately.find((ended) => ended.session === on)?.endedAt
  return endedAt !== undefined && now < endedAt + LOOK_BACK_WITHIN ? ok(null) : refuse({ code: 'sessionOver' })
}
