/**
 * The rules of a session (docs/SPEC.md, SE…): a command either leads to events or is refused. Pure: same state,
 * same command, same circumstances, same answer. A command that asks for what is already so leads to no events.
 */
import { MINUTE } from '../clock.ts'
import type { KnockId, SessionId } from '../ids.ts'
import { ok, refuse, type Refusal, type Result, unreachable } from '../result.ts'
import type { Circumstances, Command, SessionEvent } from './commands.ts'
import type { Knock, Resume, RoomState, TokenHash } from './state.ts'
import { currentGrant, knocksOf, sessionAtTheDoor } from './state.ts'

/** Most people waiting at one door at once (SE5): one client is expected, and a crowd is an attack. */
export const DOOR_HOLDS = 3

/** How long after its last sign of life a tab may come back without knocking (SE19, SE22). */
export const RESUME_WITHIN = 30 * MINUTE

/** A session in which nobody was here for so long is over. */
export const LAPSES_AFTER = 30 * MINUTE

/** Whether a session was forgotten: it is going on, and nobody has been here for half an hour. */
export const isForgotten = ({ session }: RoomState, { now, lastHere }: Pick<Circumstances, 'now' | 'lastHere'>): boolean =>
  session.phase === 'inProgress' && lastHere !== null && now - lastHere >= LAPSES_AFTER

type Decision = Result<SessionEvent[]>

const nothing: Decision = ok([])
type Reason = Extract<Refusal['code'], 'outOfPhase' | 'knockGone' | 'sessionOver' | 'displaced' | 'doorFull'>
const no = (code: Reason): Decision => refuse({ code })

export function decide(state: RoomState, command: Command, circumstances: Circumstances): Decision {
  switch (command.type) {
    case 'enter':
      return enter(state, command)
    case 'knock':
      return knock(state, command, circumstances)
    case 'withdraw':
      return atTheDoor(state, command)?.device === command.device
        ? ok([{ event: 'withdrew', knock: command.knock }])
        : nothing
    case 'notice': {
      const waiting = atTheDoor(state, command)
      if (waiting === null) return no('knockGone')
      return waiting.noticedAt === null
        ? ok([{ event: 'noticed', knock: command.knock, at: circumstances.now }])
        : nothing
    }
    case 'admit':
      return admit(state, command, circumstances)
    case 'turnAway':
      return atTheDoor(state, command) !== null
        ? ok([{ event: 'turnedAway', knock: command.knock, at: circumstances.now, next: circumstances.nextSession }])
        : no('knockGone')
    case 'resume':
      return resume(state, command, circumstances)
    case 'comeBack':
      return comeBack(state, command, circumstances)
    case 'leave':
      return leave(state, command, circumstances)
    case 'finish':
      return finish(state, command, circumstances)
    case 'lapse':
      return isForgotten(state, circumstances)
        ? ok([{ event: 'finished', at: circumstances.now, by: 'lapse', next: circumstances.nextSession }])
        : nothing
    default:
      return unreachable(command)
  }
}

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>

/** The knock that a command names, if it still waits, in the session it was made for. */
function atTheDoor({ session }: RoomState, named: { session: SessionId; knock: KnockId }): Knock | null {
  if (session.id !== named.session) return null
  return knocksOf(session).find((k) => k.knock === named.knock) ?? null
}

function enter(state: RoomState, command: Of<'enter'>): Decision {
  const { therapist } = state
  if (therapist.held && therapist.device === command.device) return nothing
  return ok([{ event: 'therapistEntered', device: command.device }])
}

function knock(state: RoomState, command: Of<'knock'>, { now }: Circumstances): Decision {
  const { session } = state
  const expected = sessionAtTheDoor(session)
  if (command.session !== expected) return refuse({ code: 'otherSession', session: expected })
  const waiting = knocksOf(session)
  const before = waiting.find((k) => k.device === command.device)
  if (before?.knock === command.knock) return nothing
  // One name, one person at the door: whoever is admitted or turned away by it must be the only one it names.
  if (waiting.some((k) => k.knock === command.knock)) return no('knockGone')
  if (before === undefined && waiting.length >= DOOR_HOLDS) return no('doorFull')
  return ok([
    {
      event: 'knocked',
      session: expected,
      knock: {
        knock: command.knock,
        device: command.device,
        box: command.box,
        // The same tab with a new offer keeps its place, and does not ring twice.
        at: before?.at ?? now,
        noticedAt: before?.noticedAt ?? null,
        resume: { current: command.next, previous: null },
      },
    },
  ])
}

function admit(state: RoomState, command: Of<'admit'>, { now }: Circumstances): Decision {
  const { session } = state
  if (currentGrant(session)?.grant === command.grant) return nothing
  if (atTheDoor(state, command) === null) return no('knockGone')
  const { knock, grant, box, kept } = command
  return ok([
    ...enterEvents(state, command.device),
    { event: 'admitted', knock, grant: { grant, knock, box, kept }, at: now },
  ])
}

function enterEvents(state: RoomState, device: Of<'admit'>['device']): SessionEvent[] {
  const { therapist } = state
  return therapist.held && therapist.device === device ? [] : [{ event: 'therapistEntered', device }]
}

function resume(state: RoomState, command: Of<'resume'>, { now, clientLastSeen }: Circumstances): Decision {
  const { session, client } = state
  const { device, proof, next } = command
  const waiting = knocksOf(session).find((k) => k.device === device)
  const sits = session.phase === 'inProgress' && client.held && client.device === device
  const known = waiting?.resume ?? (sits ? client.resume : null)
  if (known === null) return nothing
  if (proof === null || !proves(known, proof, next)) return no('displaced')

  if (sits && tooLongAway(state, now, clientLastSeen)) return ok([{ event: 'clientReleased' }])
  if (known.current === next && known.previous === proof) return nothing
  return ok([{ event: 'tokenRotated', device, proof, next }])
}

function comeBack(state: RoomState, command: Of<'comeBack'>, { now, clientLastSeen }: Circumstances): Decision {
  const { session, client } = state
  if (session.id !== command.session || session.phase !== 'inProgress') return no('sessionOver')
  if (!client.held || client.device !== command.device) return no('displaced')
  if (session.client.place === 'seated') return nothing
  return ok([{ event: tooLongAway(state, now, clientLastSeen) ? 'clientReleased' : 'clientBack' }])
}

/** Whether whoever sat here has been gone for so long that they knock again. */
function tooLongAway({ session }: RoomState, now: number, clientLastSeen: number | null): boolean {
  if (session.phase !== 'inProgress') return false
  const lastSeen = session.client.place === 'left' ? session.client.since : clientLastSeen
  return lastSeen !== null && now - lastSeen > RESUME_WITHIN
}

/** A token proves itself if it is the current one, or if this very rotation was made and its answer got lost. */
function proves(resume: Resume, proof: TokenHash, next: TokenHash): boolean {
  return resume.current === proof || (resume.previous === proof && resume.current === next)
}

function leave(state: RoomState, command: Of<'leave'>, { now }: Circumstances): Decision {
  if (command.by === 'therapist') {
    const sits = state.therapist.held && state.therapist.device === command.device
    return sits ? ok([{ event: 'therapistLeft' }]) : nothing
  }
  const { session, client } = state
  if (session.phase !== 'inProgress' || session.id !== command.session) return nothing
  if (!client.held || client.device !== command.device || session.client.place === 'left') return nothing
  return ok([{ event: 'clientLeft', at: now }])
}

function finish(state: RoomState, command: Of<'finish'>, { now, nextSession }: Circumstances): Decision {
  const { session, therapist } = state
  if (session.phase === 'finished' && session.id === command.session) return nothing
  if (session.phase !== 'inProgress' || session.id !== command.session) return no('outOfPhase')
  if (!therapist.held || therapist.device !== command.device) return no('displaced')
  return ok([{ event: 'finished', at: now, by: 'therapist', next: nextSession }])
}
