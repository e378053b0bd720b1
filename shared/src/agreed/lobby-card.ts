/** The lobby card: what the client says about where they are. Everything may stay empty. */
import * as v from 'valibot'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))

/** What is remembered for next time, sealed among the room's notes, where the client ticked that. */
const REMEMBERED = {
  place: text(120),
  phone: text(40),
  /** Who rings whom when the two are cut off. */
  calls: v.picklist(['therapist', 'client']),
  /** A phrase the two agreed on. */
  phrase: text(80),
}

/** Kept for this session only, but for what is remembered. */
export const LobbyCard = v.strictObject({
  name: text(80),
  overheard: v.nullable(v.picklist(['alone', 'someoneNear', 'notSure'])),
  /** Against last time; `place` may say more. */
  where: v.nullable(v.picklist(['asLastTime', 'elsewhere'])),
  ...REMEMBERED,
  /** `asBefore`: the tick was left as it is, and what is remembered stays. */
  remember: v.picklist(['asBefore', 'yes', 'no']),
})
export type LobbyCard = v.InferOutput<typeof LobbyCard>
export type Overheard = NonNullable<LobbyCard['overheard']>

/** The client's: what of the card is remembered. All of it empty: nothing. */
export const CardNote = v.strictObject({ note: v.literal('card'), ...REMEMBERED })
export type CardNote = v.InferOutput<typeof CardNote>

/** Who hears along on the therapist's side, as they state it. */
export const Observers = v.picklist(['nobody', 'someoneNear', 'someoneListens'])
export type Observers = v.InferOutput<typeof Observers>
