/**
 * The rules of a session (docs/SPEC.md, SE…): a command either leads to events or is refused. Pure: same state,
 * same command, same circumstances, same answer. A command that asks for what is already so leads to no events.
 */
import type { KnockId, SessionId } from '../ids.ts'
import { ok, unreachable } from '../result.ts'
import type { Circumstances, Command, SessionEvent } from './commands.ts'
import { type Decision, type Of, no, nothing, sits } from './decision.ts'
import { reopen } from './reopen.ts'
import type { Knock, Resume, RoomState, TokenHash } from './state.ts'
import { currentGrant, knocksOf, sessionAtTheDoor } from './state.ts'
import { flowing, mediaEvents, overdue, tooLongAway } from './time.ts'

/** Most people waiting at one door at once (SE5): one client is expected, and a crowd is an attack. */
export const DOOR_HOLDS = 3

/** Most Admits in one session (SE64): each is kept for as long as what was said under it can be read. */
export const GRANTS_AT_MOST = 32

export function decide(state: RoomState, command: Command, circumstances: Circumstances): Decision {
  switch (command.type) {
    case 'enter':
      return enter(state, command, circumstances)
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
    case 'soon':
      return soon(state, command, circumstances)
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
    case 'reopen':
      return reopen(state, command, circumstances)
    case 'flowing':
      return flowing(state, command, circumstances)
    case 'lapse':
      return ok(overdue(state, circumstances))
    default:
      return unreachable(command)
  }
}

/** The knock that a command names, if it still waits, in the session it was made for. */
function atTheDoor({ session }: RoomState, named: { session: SessionId; knock: KnockId }): Knock | null {
  if (session.id !== named.session) return null
  return knocksOf(session).find((k) => k.knock === named.knock) ?? null
}

function enter(state: RoomState, command: Of<'enter'>, circumstances: Circumstances): Decision {
  return ok([...enterEvents(state, command.device), ...mediaEvents(state, 'therapist', command, circumstances)])
}

function knock(state: RoomState, command: Of<'knock'>, { now }: Circumstances): Decision {
  const { session } = state
  const expected = sessionAtTheDoor(session)
  if (command.session !== expected) return { ok: false, refusal: { code: 'otherSession', session: expected } }
  // Let in by an earlier knock of the same tab while this one was on its way: it does not go back to the door.
  if (session.phase === 'inProgress' && session.client.place === 'seated' && sits(state, command)) return nothing
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
        ...(before?.soonAt === undefined ? {} : { soonAt: before.soonAt }),
        resume: { current: command.next, previous: null },
      },
    },
  ])
}

/** *In a moment*: whoever answers a knock has it before their eyes, so it is noticed as well. */
function soon(state: RoomState, command: Of<'soon'>, { now: at }: Circumstances): Decision {
  const waiting = atTheDoor(state, command)
  if (waiting === null) return no('knockGone')
  if (waiting.soonAt !== undefined) return nothing
  const { knock } = waiting
  return ok([...(waiting.noticedAt === null ? [{ event: 'noticed', knock, at } as const] : []), { event: 'soonSaid', knock, at }])
}

function admit(state: RoomState, command: Of<'admit'>, { now }: Circumstances): Decision {
  const { session } = state
  if (currentGrant(session)?.grant === command.grant) return nothing
  if (atTheDoor(state, command) === null) return no('knockGone')
  if (session.phase === 'inProgress' && session.grants.length >= GRANTS_AT_MOST) return no('movedTooOften')
  const { knock, grant, box, kept } = command
  return ok([
    ...enterEvents(state, command.device),
    { event: 'admitted', knock, grant: { grant, knock, box, kept }, at: now },
  ])
}

function enterEvents(state: RoomState, device: Of<'admit'>['device']): SessionEvent[] {
  return sits(state, { by: 'therapist', device }) ? [] : [{ event: 'therapistEntered', device }]
}

function resume(state: RoomState, command: Of<'resume'>, circumstances: Circumstances): Decision {
  const { device, proof, next } = command
  const known = tokenOf(state, device)
  if (known === null) return nothing
  if (proof === null || !proves(known, proof, next)) return no('displaced')

  const inside = state.session.phase === 'inProgress' && sits(state, command)
  const media = inside ? mediaEvents(state, 'client', command, circumstances) : []
  const gone = inside && media.length === 0 && tooLongAway(state, circumstances)
  const first: SessionEvent[] = gone ? [{ event: 'clientReleased' }] : media
  if (known.current === next && known.previous === proof) return ok(first)
  return ok([...first, { event: 'tokenRotated', device, proof, next }])
}

/** By what a tab proves that it waits, sits, or sat in a session that can go on; `null` when it does none of these. */
function tokenOf({ session, client }: RoomState, device: Of<'resume'>['device']): Resume | null {
  const waiting = knocksOf(session).find((k) => k.device === device)
  if (waiting !== undefined) return waiting.resume
  if (session.phase === 'finished') return session.client === device ? (session.reopening?.resume ?? null) : null
  return session.phase === 'inProgress' && client.held && client.device === device ? client.resume : null
}

function comeBack(state: RoomState, command: Of<'comeBack'>, circumstances: Circumstances): Decision {
  const { session } = state
  if (session.id !== command.session || session.phase !== 'inProgress') return no('sessionOver')
  if (!sits(state, command)) return no('displaced')
  if (session.client.place === 'seated') return nothing
  return ok([{ event: tooLongAway(state, circumstances) ? 'clientReleased' : 'clientBack' }])
}

/** A token proves itself if it is the current one, or if this very rotation was made and its answer got lost. */
function proves(resume: Resume, proof: TokenHash, next: TokenHash): boolean {
  return resume.current === proof || (resume.previous === proof && resume.current === next)
}

function leave(state: RoomState, command: Of<'leave'>, { now }: Circumstances): Decision {
  if (!sits(state, command)) return nothing
  if (command.by === 'therapist') return ok([{ event: 'therapistLeft' }])
  const { session } = state
  if (session.phase !== 'inProgress' || session.id !== command.session || session.client.place === 'left') return nothing
  return ok([{ event: 'clientLeft', at: now }])
}

function finish(state: RoomState, command: Of<'finish'>, { now, nextSession }: Circumstances): Decision {
  const { session } = state
  if (session.phase === 'finished' && session.id === command.session) return nothing
  if (session.phase !== 'inProgress' || session.id !== command.session) return no('outOfPhase')
  if (!sits(state, command)) return no('displaced')
  return ok([{ event: 'finished', at: now, by: 'therapist', next: nextSession }])
}
