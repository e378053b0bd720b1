/**
 * What the server shows of a room: one shape for each seat. A view replaces the one before it; within a `generation`
 * of the store `version` rises, and an older one is ignored on the same connection. A view holds what the server knows
 * – phases, seats, attendance – and nothing of what people said. A waiting device learns only what the therapist's desk
 * answered to its own knock.
 */
import * as v from 'valibot'
import { DeviceId, GenerationId, GrantId, KnockId, RoomId, SessionId } from '../ids.ts'
import { At, Counter, LargeBox, SmallBox } from './fields.ts'

/** Whether a seat's device can be reached. `left`: the person said goodbye; `away`: it fell silent at `since`. */
export const Attendance = v.variant('state', [
  v.strictObject({ state: v.literal('none') }),
  v.strictObject({ state: v.literal('here') }),
  v.strictObject({ state: v.literal('away'), since: At }),
  v.strictObject({ state: v.literal('left'), since: At }),
])
export type Attendance = v.InferOutput<typeof Attendance>

/** Somebody at the door, as the therapist's devices see it. */
export const WaitingKnock = v.strictObject({
  knock: KnockId,
  box: LargeBox,
  at: At,
  noticedAt: v.nullable(At),
  /** When a desk answered *In a moment*. */
  soonAt: v.nullable(At),
})
export type WaitingKnock = v.InferOutput<typeof WaitingKnock>

/** One Admit of this session, as the therapist's devices see it; the newest is last and current. */
export const KeptGrant = v.strictObject({ grant: GrantId, knock: KnockId, kept: SmallBox })
export type KeptGrant = v.InferOutput<typeof KeptGrant>

export const EndedBy = v.picklist(['therapist', 'lapse'])
export type EndedBy = v.InferOutput<typeof EndedBy>

/** Until when an ended session can go on, and whether this seat has asked for it. What the other asked is not said. */
export const Reopening = v.strictObject({ until: At, asked: v.picklist(['byNobody', 'byYou']) })
export type Reopening = v.InferOutput<typeof Reopening>

const knocks = v.array(WaitingKnock)

export const TherapistSession = v.variant('phase', [
  v.strictObject({ phase: v.literal('planned'), session: SessionId }),
  v.strictObject({ phase: v.literal('arrived'), session: SessionId, knocks }),
  v.strictObject({
    phase: v.literal('inProgress'),
    session: SessionId,
    admittedAt: At,
    grants: v.array(KeptGrant),
    knocks,
  }),
  v.strictObject({
    phase: v.literal('finished'), session: SessionId, endedAt: At, by: EndedBy, reopening: v.nullable(Reopening),
  }),
  v.strictObject({ phase: v.literal('cancelled'), session: SessionId, at: At }),
])
export type TherapistSession = v.InferOutput<typeof TherapistSession>

export const TherapistView = v.strictObject({
  for: v.literal('therapist'),
  room: RoomId,
  generation: GenerationId,
  version: Counter,
  now: At,
  session: TherapistSession,
  /** Who holds the therapist's seat; `null` while nobody of the therapist's is in the room. */
  holder: v.nullable(v.strictObject({ device: DeviceId, epoch: Counter })),
  client: Attendance,
  head: Counter,
})
export type TherapistView = v.InferOutput<typeof TherapistView>

/** What a waiting device is told: nothing yet, that a desk has painted its knock, or that its therapist answered *In a moment*. */
export const WaitingAnswer = v.picklist(['none', 'noticed', 'soon'])
export type WaitingAnswer = v.InferOutput<typeof WaitingAnswer>

/** Where this client's tab stands. */
export const ClientStanding = v.variant('standing', [
  /** At the door. A knock is sealed for `session`. */
  v.strictObject({ standing: v.literal('outside'), session: SessionId }),
  v.strictObject({ standing: v.literal('waiting'), session: SessionId, knock: KnockId, answer: WaitingAnswer }),
  v.strictObject({ standing: v.literal('turnedAway') }),
  v.strictObject({
    standing: v.literal('seated'),
    session: SessionId,
    epoch: Counter,
    admittedAt: At,
    grant: v.strictObject({ grant: GrantId, knock: KnockId, box: LargeBox }),
    therapist: Attendance,
    head: Counter,
  }),
  /** Another device was let in for this seat. */
  v.strictObject({ standing: v.literal('displaced') }),
  /** Left by their own choice; may come back without knocking until `until`. */
  v.strictObject({ standing: v.literal('left'), session: SessionId, until: At }),
  v.strictObject({
    standing: v.literal('over'), session: SessionId, endedAt: At, by: EndedBy, reopening: v.nullable(Reopening),
  }),
])
export type ClientStanding = v.InferOutput<typeof ClientStanding>

export const ClientView = v.strictObject({
  for: v.literal('client'),
  room: RoomId,
  generation: GenerationId,
  version: Counter,
  now: At,
  you: ClientStanding,
})
export type ClientView = v.InferOutput<typeof ClientView>

export const RoomView = v.variant('for', [TherapistView, ClientView])
export type RoomView = v.InferOutput<typeof RoomView>
