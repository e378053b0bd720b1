/** Who may put a sealed message where – seat, hold, grant and phase must all be current – and who may read them. */
import { CLIENT, type SessionId, THERAPIST } from '../ids.ts'
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

/** The room's notes: any device of the therapist's at any time, the client's tab while it sits in the session. */
export function mayUseNotes(state: RoomState, actor: Actor): boolean {
  if (actor.seat === 'therapist') return true
  const hold = state.client
  return state.session.phase === 'inProgress' && hold.held && hold.device === actor.device
}

/** The holder of a seat reads the log of the session that is, or just was. */
export function mayRead(state: RoomState, actor: Actor, of: SessionId): boolean {
  const { session } = state
  if (session.id !== of) return false
  const hold = state[actor.seat]
  const sits = hold.held && hold.device === actor.device
  if (actor.seat === 'therapist') return sits
  return session.phase === 'finished' ? session.client === actor.device : session.phase === 'inProgress' && sits
}
