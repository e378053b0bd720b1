/** Who may put a sealed message where: seat, hold, grant and phase must all be current. */
import { CLIENT, THERAPIST } from '../ids.ts'
import type { Envelope } from '../protocol/envelope.ts'
import { ok, refuse, type Result } from '../result.ts'
import type { Actor } from './commands.ts'
import { currentGrant, type RoomState } from './state.ts'

/** Whether this actor, holding its seat at `epoch`, may send this envelope now. */
export function mayPost(state: RoomState, actor: Actor, epoch: number, envelope: Envelope): Result<null> {
  const { session } = state
  if (session.phase === 'finished' && session.id === envelope.session) return refuse({ code: 'sessionOver' })
  if (session.phase !== 'inProgress') return refuse({ code: 'outOfPhase' })
  if (session.id !== envelope.session) return refuse({ code: 'sessionOver' })

  const hold = state[actor.seat]
  if (!hold.held || hold.device !== actor.device || hold.epoch !== epoch) return refuse({ code: 'displaced' })
  const [from, to] = actor.seat === 'therapist' ? [THERAPIST, CLIENT] : [CLIENT, THERAPIST]
  if (envelope.from !== from || envelope.to !== to) return refuse({ code: 'notForYourSeat' })
  if (currentGrant(session)?.grant !== envelope.grant) return refuse({ code: 'displaced' })
  return ok(null)
}
