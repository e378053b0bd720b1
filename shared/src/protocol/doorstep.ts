/** What stands inside the sealed boxes around Admit: bundle, knock and grant (docs/security.md, Keys). */
import * as v from 'valibot'
import { Seat } from '../ids.ts'
import { LobbyCard } from '../agreed/lobby-card.ts'
import { Bytes32, Candidate, Description, PauseWord } from './fields.ts'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
/** An uncompressed P-256 point, 65 bytes. */
const PublicKey = v.pipe(v.string(), v.length(87), v.regex(/^[A-Za-z0-9_-]+$/))

/** Hangs on the door. Nothing about the client: a stranger may open it. */
export const Welcome = v.strictObject({
  therapistKey: PublicKey,
  seat: Seat,
  doorName: text(120),
  doorText: text(600),
})
export type Welcome = v.InferOutput<typeof Welcome>

const Media = {
  /** SHA-256 of the certificate every description must carry. */
  certificate: Bytes32,
  description: Description,
  candidates: v.pipe(v.array(Candidate), v.maxLength(24)),
}

export const KnockInside = v.strictObject({
  key: PublicKey,
  /** Commitment to the client's nonce for the spoken code. */
  sasCommit: Bytes32,
  ...Media,
  card: LobbyCard,
})
export type KnockInside = v.InferOutput<typeof KnockInside>

export const GrantInside = v.strictObject({
  nonce: Bytes32,
  ...Media,
  therapistName: text(120),
  /** The pause as the therapist's browser knows it: a client's other device begins in it; `null` before the first. */
  pause: v.nullable(PauseWord),
  /** `wait`: a call could give the client away, by what their device before this one said today. */
  cutOff: v.picklist(['asPlanned', 'wait']),
  /** The pair's own key material: opens the room's notes, and the client's own copy of what they wrote. */
  keepKey: Bytes32,
  /** The room's usual length: until when they meet, before anything is added. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_440)),
})
export type GrantInside = v.InferOutput<typeof GrantInside>
