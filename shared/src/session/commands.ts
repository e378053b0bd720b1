/** What can be asked of a session, by whom; and what can happen in it. */
import type { Millis } from '../clock.ts'
import type { DeviceId, GrantId, KnockId, SessionId } from '../ids.ts'
import type { EndedBy } from '../protocol/view.ts'
import type { Grant, Knock, TokenHash } from './state.ts'

/** Who asks. The gateway knows it from the connection; no message says it. */
export type Actor = { seat: 'therapist'; device: DeviceId } | { seat: 'client'; device: DeviceId }

/** Whether this page's call carries something now: it may keep a seat and a session, and nothing else. */
export interface MediaWord {
  media: 'flowing' | 'none'
}

/** Commands by the seat that may give them. */
export type TherapistCommand =
  | ({ type: 'enter' } & MediaWord)
  | { type: 'notice'; session: SessionId; knock: KnockId }
  | { type: 'soon'; session: SessionId; knock: KnockId }
  | { type: 'admit'; session: SessionId; knock: KnockId; grant: GrantId; box: string; kept: string }
  | { type: 'turnAway'; session: SessionId; knock: KnockId }
  | { type: 'leave'; session: SessionId }
  | { type: 'finish'; session: SessionId }
  | { type: 'reopen'; session: SessionId }
  | { type: 'flowing'; session: SessionId }

export type ClientCommand =
  | { type: 'knock'; session: SessionId; knock: KnockId; box: string; next: TokenHash }
  | { type: 'withdraw'; session: SessionId; knock: KnockId }
  | ({ type: 'resume'; proof: TokenHash | null; next: TokenHash } & MediaWord)
  | { type: 'leave'; session: SessionId }
  | { type: 'comeBack'; session: SessionId }
  | { type: 'reopen'; session: SessionId }
  | { type: 'flowing'; session: SessionId }

export type Command =
  | ({ by: 'therapist'; device: DeviceId } & TherapistCommand)
  | ({ by: 'client'; device: DeviceId } & ClientCommand)
  /** Nobody asked: what time alone does (`overdue`). */
  | { by: 'nobody'; type: 'lapse' }

/** What a decision may look at besides the state. */
export interface Circumstances {
  now: Millis
  /** A fresh id, in case this ends the session and a next one must have a name. */
  nextSession: SessionId
  /** When the client's device was last connected; `null` if that is not known (the server was restarted). */
  clientLastSeen: Millis | null
  /** When anybody was last here; `null` if that is not known. */
  lastHere: Millis | null
}

/** What happened. Applying events is the only way the state changes. */
export type SessionEvent =
  | { event: 'therapistEntered'; device: DeviceId }
  | { event: 'therapistLeft' }
  | { event: 'knocked'; session: SessionId; knock: Knock }
  | { event: 'withdrew'; knock: KnockId }
  | { event: 'noticed'; knock: KnockId; at: Millis }
  /** The therapist answered *In a moment*. */
  | { event: 'soonSaid'; knock: KnockId; at: Millis }
  | { event: 'admitted'; knock: KnockId; grant: Grant; at: Millis }
  | { event: 'turnedAway'; knock: KnockId; at: Millis; next: SessionId }
  | { event: 'tokenRotated'; device: DeviceId; proof: TokenHash; next: TokenHash }
  | { event: 'clientLeft'; at: Millis }
  | { event: 'clientBack' }
  /** Away for too long to come back without knocking. */
  | { event: 'clientReleased' }
  | { event: 'finished'; at: Millis; by: EndedBy; next: SessionId }
  | { event: 'reopenAsked'; by: 'therapist' | 'client' }
  | { event: 'reopened'; at: Millis }
  /** Too late to go on with it. */
  | { event: 'closedForGood' }
  /** A page of this session said that media flow. */
  | { event: 'mediaFlowed'; at: Millis }
