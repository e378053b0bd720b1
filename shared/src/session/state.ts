/**
 * What the server knows of a room: where the session stands, who waits, who holds which seat. Nothing here was said
 * by anybody; what people said is sealed in the log.
 *
 * planned → arrived → inProgress → finished, or cancelled; then the next knock begins the next session.
 */
import type { Millis } from '../clock.ts'
import type { DeviceId, GrantId, KnockId, SessionId } from '../ids.ts'
import type { EndedBy } from '../protocol/view.ts'

/** SHA-256 of a token that only one tab knows (base64url). */
export type TokenHash = string

/**
 * How a tab proves after a reload that it is the one that was here. The token changes with each use; the one before
 * is remembered so that a use whose answer got lost can be repeated.
 */
export interface Resume {
  current: TokenHash
  previous: TokenHash | null
}

/** Somebody at the door. */
export interface Knock {
  knock: KnockId
  device: DeviceId
  /** Sealed to the therapist: a fresh key, an offer, the lobby card. */
  box: string
  at: Millis
  /** When a desk had it painted; until then the client is told only that we are letting their therapist know. */
  noticedAt: Millis | null
  resume: Resume
}

/** One Admit: the cryptographic yes, for one knock. */
export interface Grant {
  grant: GrantId
  knock: KnockId
  /** Sealed to the knock's key. */
  box: string
  /** The session secret, sealed under the therapist's vault. */
  kept: string
}

export type Session =
  | { phase: 'planned'; id: SessionId }
  | { phase: 'arrived'; id: SessionId; knocks: readonly Knock[] }
  | {
      phase: 'inProgress'
      id: SessionId
      admittedAt: Millis
      /** Newest last; only the newest is current. */
      grants: readonly [Grant, ...Grant[]]
      knocks: readonly Knock[]
      client: { place: 'seated' } | { place: 'left'; since: Millis }
    }
  | { phase: 'finished'; id: SessionId; next: SessionId; endedAt: Millis; by: EndedBy; client: DeviceId | null }
  | { phase: 'cancelled'; id: SessionId; next: SessionId; at: Millis }

/** The hold on a seat. The epoch rises with every claim and fences what the holder before may still send. */
export type Hold<Extra = unknown> = { epoch: number } & (
  | { held: false }
  | ({ held: true; device: DeviceId } & Extra)
)

/** A session before the one that is, which can still be looked back on. */
export interface Ended {
  session: SessionId
  endedAt: Millis
}

export interface RoomState {
  session: Session
  therapist: Hold
  client: Hold<{ resume: Resume }>
  /** Devices that must be told why they are outside, of this session only; newest last. */
  told: readonly { device: DeviceId; why: 'turnedAway' | 'displaced' }[]
  /** Newest last; a room that never had two sessions has none. */
  lately?: readonly Ended[]
}

/** A new room: its first session is planned, both seats are free. */
export const newRoom = (session: SessionId): RoomState => ({
  session: { phase: 'planned', id: session },
  therapist: { epoch: 0, held: false },
  client: { epoch: 0, held: false },
  told: [],
})

/** The session a knock made now would belong to. */
export function sessionAtTheDoor(session: Session): SessionId {
  return session.phase === 'finished' || session.phase === 'cancelled' ? session.next : session.id
}

/** Those who wait, in any phase. */
export function knocksOf(session: Session): readonly Knock[] {
  return session.phase === 'arrived' || session.phase === 'inProgress' ? session.knocks : []
}

/** The grant that counts now; `null` outside a session. */
export function currentGrant(session: Session): Grant | null {
  return session.phase === 'inProgress' ? (session.grants.at(-1) ?? null) : null
}
