/** What each seat is shown of a room, from its state and its leases. Pure. */
import { DAY, type Millis } from '@fermata/shared/clock'
import { CLIENT, type DeviceId, type GenerationId, type RoomId, THERAPIST } from '@fermata/shared/ids'
import type {
  Attendance, ClientStanding, ClientView, Reopening, TherapistSession, TherapistView, WaitingAnswer,
} from '@fermata/shared/protocol'
import { unreachable } from '@fermata/shared/result'
import {
  currentGrant, type Knock, knocksOf, REOPENS_WITHIN, reopeningOf, RESUME_WITHIN, type RoomState, sessionAtTheDoor,
} from '@fermata/shared/session'
import type { Lease } from '../../store/port.ts'

/** A room as loaded: everything a view is made of. */
export interface RoomNow {
  room: RoomId
  /** That of the store when the room was loaded. */
  generation: GenerationId
  version: number
  state: RoomState
  leases: readonly Lease[]
  /** Newest position of the current session's log. */
  head: number
  now: Millis
}

export function therapistView(room: RoomNow): TherapistView {
  const { therapist } = room.state
  return {
    for: 'therapist',
    room: room.room,
    generation: room.generation,
    version: room.version,
    now: room.now,
    session: therapistSession(room),
    holder: therapist.held ? { device: therapist.device, epoch: therapist.epoch } : null,
    client: clientAttendance(room),
    head: room.head,
  }
}

function therapistSession(room: RoomNow): TherapistSession {
  const { session } = room.state
  const waiting = () => knocksOf(session).map(({ knock, box, at, noticedAt, soonAt = null }) => ({ knock, box, at, noticedAt, soonAt }))
  switch (session.phase) {
    case 'planned':
      return { phase: 'planned', session: session.id }
    case 'arrived':
      return { phase: 'arrived', session: session.id, knocks: waiting() }
    case 'inProgress':
      return {
        phase: 'inProgress',
        session: session.id,
        admittedAt: session.admittedAt,
        grants: session.grants.map(({ grant, knock, kept }) => ({ grant, knock, kept })),
        knocks: waiting(),
      }
    case 'finished':
      return {
        phase: 'finished', session: session.id, endedAt: session.endedAt, by: session.by,
        reopening: reopeningFor(room, 'therapist'),
      }
    case 'cancelled':
      return { phase: 'cancelled', session: session.id, at: session.at }
    default:
      return unreachable(session)
  }
}

/** The view of one client's tab. A tab that has not attached (`device: null`) stands outside, whoever else is in. */
export function clientView(room: RoomNow, device: DeviceId | null): ClientView {
  return { for: 'client', room: room.room, generation: room.generation, version: room.version, now: room.now, you: standing(room, device) }
}

/** For so long the link leads back to the session that was, before it leads to the next. */
const LOOK_BACK_FOR = DAY

function standing(room: RoomNow, device: DeviceId | null): ClientStanding {
  const { session, client, told } = room.state
  const outside: ClientStanding = { standing: 'outside', session: sessionAtTheDoor(session) }
  if (device === null) return outside

  const knock = knocksOf(session).find((k) => k.device === device)
  if (knock !== undefined) {
    return { standing: 'waiting', session: session.id, knock: knock.knock, answer: answerTo(knock) }
  }
  const recent = session.phase === 'finished' && room.now - session.endedAt < LOOK_BACK_FOR
  if (session.phase === 'finished' && recent && session.client === device) {
    const { id, endedAt, by } = session
    return { standing: 'over', session: id, endedAt, by, reopening: reopeningFor(room, 'client') }
  }
  const grant = currentGrant(session)
  if (session.phase === 'inProgress' && grant !== null && client.held && client.device === device) {
    if (session.client.place === 'left') {
      return { standing: 'left', session: session.id, until: session.client.since + RESUME_WITHIN }
    }
    return {
      standing: 'seated',
      session: session.id,
      epoch: client.epoch,
      admittedAt: session.admittedAt,
      grant: { grant: grant.grant, knock: grant.knock, box: grant.box },
      therapist: therapistAttendance(room),
      head: room.head,
    }
  }
  const why = told.find((t) => t.device === device)?.why
  if (why === 'turnedAway') return { standing: 'turnedAway' }
  if (why === 'displaced' && session.phase === 'inProgress') return { standing: 'displaced' }
  return outside
}

/** What the desk answered to a knock, as its own device is told. */
function answerTo({ noticedAt, soonAt }: Knock): WaitingAnswer {
  if (soonAt !== undefined) return 'soon'
  return noticedAt === null ? 'none' : 'noticed'
}

/** What one side is shown of an end that can be undone: its own wish, not the other's. */
function reopeningFor({ state, now }: RoomNow, seat: 'therapist' | 'client'): Reopening | null {
  const reopening = reopeningOf(state, now)
  if (reopening === null || state.session.phase !== 'finished') return null
  return { until: state.session.endedAt + REOPENS_WITHIN, asked: reopening.asked === seat ? 'byYou' : 'byNobody' }
}

function therapistAttendance({ state, leases, now }: RoomNow): Attendance {
  if (!state.therapist.held) return { state: 'none' }
  return byLease(leases.find((l) => l.seat === THERAPIST && l.epoch === state.therapist.epoch), now)
}

function clientAttendance({ state: { session, client }, leases, now }: RoomNow): Attendance {
  if (session.phase !== 'inProgress' || !client.held) return { state: 'none' }
  if (session.client.place === 'left') return { state: 'left', since: session.client.since }
  return byLease(leases.find((l) => l.seat === CLIENT && l.epoch === client.epoch), now)
}

/** A lease that is over says since when the device is away. */
function byLease(lease: Lease | undefined, now: Millis): Attendance {
  if (lease === undefined) return { state: 'away', since: now }
  return now < lease.until ? { state: 'here' } : { state: 'away', since: lease.until }
}
