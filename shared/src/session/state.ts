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
  /** When their therapist answered *In a moment*; not there before that. */
  soonAt?: Millis
  resume: Resume
}

/** An Admit as the therapist's other page loads need it, for as long as the session's log is there to be read. */
export interface PastGrant {
  grant: GrantId
  knock: KnockId
  /** The session secret, sealed under the therapist's vault. */
  kept: string
}

/** One Admit: the cryptographic yes, for one knock. */
export interface Grant extends PastGrant {
  /** Sealed to the knock's key; only the device that is admitted now ever reads it. */
  box: string
}

/** The Admits of a session, newest last; only the newest is current. */
export type Grants = readonly [...PastGrant[], Grant]

/** What it takes to go on with an ended session. Let go two minutes after its end, or when the next one begins. */
export interface Reopening {
  admittedAt: Millis
  grants: Grants
  /** Of the client's tab that sat in it. */
  resume: Resume
  /** Who has asked to go on; the other one has not. */
  asked: 'nobody' | 'therapist' | 'client'
}

export type Session =
  | { phase: 'planned'; id: SessionId }
  | { phase: 'arrived'; id: SessionId; knocks: readonly Knock[] }
  | {
      phase: 'inProgress'
      id: SessionId
      admittedAt: Millis
      /** When a page last said that media flow; at first, and after it was reopened, that moment. */
      flowedAt: Millis
      grants: Grants
      knocks: readonly Knock[]
      client: { place: 'seated' } | { place: 'left'; since: Millis }
    }
  | {
      phase: 'finished'
      id: SessionId
      next: SessionId
      endedAt: Millis
      by: EndedBy
      /** The tab that sat in it. */
      client: DeviceId | null
      /** `null` when it cannot go on (any more). */
      reopening: Reopening | null
    }
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
  if (session.phase !== 'inProgress') return null
  return newestOf(session.grants)
}

/** The Admit that counts. */
export function newestOf(grants: Grants): Grant {
  const newest = grants.at(-1)
  if (newest === undefined || !('box' in newest)) throw new Error('a session without a current grant')
  return newest
}
