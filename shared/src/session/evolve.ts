/** How each event changes the state. Never refuses: whatever was decided, happened. */
import { unreachable } from '../result.ts'
import type { SessionEvent } from './commands.ts'
import { type Grants, type Knock, knocksOf, type Reopening, type RoomState, type Session } from './state.ts'

/** Devices remembered as turned away or displaced; older ones simply see the door again. */
const TOLD_HOLDS = 8
/** Ended sessions remembered beside the newest one; older ones can no longer be looked back on. */
const LATELY_HOLDS = 4

export function evolve(state: RoomState, event: SessionEvent): RoomState {
  const { session, therapist, client } = state
  switch (event.event) {
    case 'therapistEntered':
      return { ...therapistMoved(state), therapist: { epoch: therapist.epoch + 1, held: true, device: event.device } }
    case 'therapistLeft':
      return { ...therapistMoved(state), therapist: { epoch: therapist.epoch + 1, held: false } }
    case 'knocked':
      return knocked(state, event)
    case 'withdrew':
      return { ...state, session: withKnocks(session, without(session, event.knock)) }
    case 'noticed':
      return withAnswer(state, event.knock, { noticedAt: event.at })
    case 'soonSaid':
      return withAnswer(state, event.knock, { soonAt: event.at })
    case 'admitted':
      return admitted(state, event)
    case 'turnedAway':
      return turnedAway(state, event)
    case 'tokenRotated':
      return rotated(state, event)
    case 'clientLeft':
      return session.phase === 'inProgress'
        ? { ...state, session: { ...session, client: { place: 'left', since: event.at } } }
        : state
    case 'clientBack':
      return session.phase === 'inProgress'
        ? { ...state, session: { ...session, client: { place: 'seated' } } }
        : state
    case 'clientReleased':
      return { ...state, client: { epoch: client.epoch + 1, held: false } }
    case 'finished':
      return finished(state, event)
    case 'reopenAsked':
      return withReopening(state, { asked: event.by })
    case 'reopened':
      return reopened(state, event)
    case 'closedForGood':
      return session.phase === 'finished' ? { ...state, session: { ...session, reopening: null }, told: [] } : state
    case 'mediaFlowed':
      return session.phase === 'inProgress' ? { ...state, session: { ...session, flowedAt: event.at } } : state
    default:
      return unreachable(event)
  }
}

type Of<Name extends SessionEvent['event']> = Extract<SessionEvent, { event: Name }>

const without = (session: Session, knock: Knock['knock']) => knocksOf(session).filter((k) => k.knock !== knock)

/** Each device is told one thing, the newest. */
const withTold = (told: Told, device: Told[number]['device'], why: Told[number]['why']): Told =>
  [...told.filter((t) => t.device !== device), { device, why }].slice(-TOLD_HOLDS)
type Told = RoomState['told']

/** The session with these people waiting; without any, one that had not begun is planned again. */
function withKnocks(session: Session, knocks: readonly Knock[]): Session {
  if (session.phase === 'inProgress') return { ...session, knocks }
  if (session.phase !== 'arrived') return session
  return knocks.length > 0 ? { ...session, knocks } : { phase: 'planned', id: session.id }
}

/** What is known of one knock at the desk. */
function withAnswer(state: RoomState, knock: Knock['knock'], answer: Partial<Pick<Knock, 'noticedAt' | 'soonAt'>>): RoomState {
  const { session } = state
  const knocks = knocksOf(session).map((k) => (k.knock === knock ? { ...k, ...answer } : k))
  return { ...state, session: withKnocks(session, knocks) }
}

function knocked(state: RoomState, { session: id, knock }: Of<'knocked'>): RoomState {
  const { session } = state
  // Whoever was told something of the session before is told nothing of this one.
  const told = session.phase === 'finished' ? [] : state.told.filter((t) => t.device !== knock.device)
  const waiting = knocksOf(session)
  const keepsItsPlace = waiting.some((k) => k.device === knock.device)
  const knocks = keepsItsPlace ? waiting.map((k) => (k.device === knock.device ? knock : k)) : [...waiting, knock]
  if (session.phase === 'inProgress') return { ...state, session: { ...session, knocks }, told }
  return { ...state, ...remembering(state), session: { phase: 'arrived', id, knocks }, told }
}

/** The session that a new one takes the place of. */
function remembering({ session, lately = [] }: RoomState): Pick<RoomState, 'lately'> {
  if (session.phase !== 'finished') return {}
  return { lately: [...lately, { session: session.id, endedAt: session.endedAt }].slice(-LATELY_HOLDS) }
}

function admitted(state: RoomState, { knock: knockId, grant, at }: Of<'admitted'>): RoomState {
  const { session, client } = state
  const knock = knocksOf(session).find((k) => k.knock === knockId)
  if (knock === undefined) return state
  const moved = client.held && client.device !== knock.device
  const before = session.phase === 'inProgress' ? session : null
  return {
    ...state,
    session: {
      phase: 'inProgress',
      id: session.id,
      admittedAt: before?.admittedAt ?? at,
      flowedAt: before?.flowedAt ?? at,
      grants: before === null ? [grant] : [...past(before.grants), grant],
      knocks: without(session, knockId),
      client: { place: 'seated' },
    },
    client: { epoch: client.epoch + 1, held: true, device: knock.device, resume: knock.resume },
    told: moved ? withTold(state.told, client.device, 'displaced') : state.told,
  }
}

/** Admits that are no longer current: nobody opens their boxes again, and what was said under them stays readable. */
const past = (grants: Grants) => grants.map(({ grant, knock, kept }) => ({ grant, knock, kept }))

function finished(state: RoomState, { at, by, next }: Of<'finished'>): RoomState {
  const { session, therapist, client } = state
  if (session.phase !== 'inProgress') return state
  const { id, admittedAt, grants } = session
  // Only what a person ended can have been ended by mistake.
  const reopening =
    by === 'therapist' && client.held ? { admittedAt, grants, resume: client.resume, asked: 'nobody' as const } : null
  return {
    session: { phase: 'finished', id, next, endedAt: at, by, client: client.held ? client.device : null, reopening },
    // New epochs fence whatever either side may still send into the ended session.
    therapist: { ...therapist, epoch: therapist.epoch + 1 },
    client: { epoch: client.epoch + 1, held: false },
    // Should it go on, they are still not in it.
    told: reopening === null ? [] : state.told.filter(({ why }) => why === 'displaced'),
    ...(state.lately === undefined ? {} : { lately: state.lately }),
  }
}

function withReopening(state: RoomState, more: Partial<Reopening>): RoomState {
  const { session } = state
  if (session.phase !== 'finished' || session.reopening === null) return state
  return { ...state, session: { ...session, reopening: { ...session.reopening, ...more } } }
}

/** The therapist's wish to go on is that of the device that sits there, and goes with it. */
function therapistMoved(state: RoomState): RoomState {
  const { session } = state
  const asked = session.phase === 'finished' && session.reopening?.asked === 'therapist'
  return asked ? withReopening(state, { asked: 'nobody' }) : state
}

/** The same session goes on, under the same grants; the client's epoch is a new one. */
function reopened(state: RoomState, { at }: Of<'reopened'>): RoomState {
  const { session, client } = state
  if (session.phase !== 'finished' || session.reopening === null || session.client === null) return state
  const { admittedAt, grants, resume } = session.reopening
  return {
    ...state,
    session: {
      phase: 'inProgress', id: session.id, admittedAt, flowedAt: at, grants, knocks: [], client: { place: 'seated' },
    },
    client: { epoch: client.epoch + 1, held: true, device: session.client, resume },
  }
}

function turnedAway(state: RoomState, { knock: knockId, at, next }: Of<'turnedAway'>): RoomState {
  const { session } = state
  const device = knocksOf(session).find((k) => k.knock === knockId)?.device
  const rest = without(session, knockId)
  return {
    ...state,
    session:
      session.phase === 'arrived' && rest.length === 0
        ? { phase: 'cancelled', id: session.id, next, at }
        : withKnocks(session, rest),
    told: device === undefined ? state.told : withTold(state.told, device, 'turnedAway'),
  }
}

function rotated(state: RoomState, { device, proof, next }: Of<'tokenRotated'>): RoomState {
  const resume = { current: next, previous: proof }
  const { session, client } = state
  const isHolder = client.held && client.device === device
  if (session.phase === 'finished') return withReopening(state, { resume })
  return {
    ...state,
    client: isHolder ? { ...client, resume } : client,
    session: withKnocks(
      session,
      knocksOf(session).map((k) => (k.device === device ? { ...k, resume } : k)),
    ),
  }
}
