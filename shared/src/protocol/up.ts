/**
 * Everything a browser can say to the server: one Socket.IO event `up`, one union, one acknowledgement.
 *
 * Every message carries a `command` id: sending it again is harmless and is answered the same. `room` names one
 * of the rooms this connection is authorised for; the server checks it against its own record of the socket and
 * takes no other identity or destination from the message.
 */
import * as v from 'valibot'
import { CommandId, GrantId, KnockId, RoomId, SessionId } from '../ids.ts'
import { Refusal } from '../result.ts'
import { Delivered, Envelope } from './envelope.ts'
import { At, Bytes32, Counter, LargeBox, SmallBox } from './fields.ts'
import { NotesBox, StoredNotes } from './notes.ts'

/**
 * Whether this page's call carries something at this moment. Whoever holds the seat it comes to keeps it, and the
 * session does not lapse; it does nothing else, and nothing at all from anybody who does not hold the seat.
 */
const Media = v.picklist(['flowing', 'none'])

const about = { command: CommandId, room: RoomId }

/**
 * A client's tab says that it is here and asks for its view; nothing else is taken from it before. With `proof`
 * (its resume token) the tab that waits or sits goes on where it was, without a new admission. `next` is the
 * SHA-256 of the token it will show after this one; sending the same pair again is harmless.
 */
export const Attach = v.strictObject({
  type: v.literal('attach'),
  ...about,
  proof: v.nullable(Bytes32),
  next: Bytes32,
  media: Media,
})

/** A therapist's device takes the therapist's seat of this room. Any signed-in device may. */
export const Enter = v.strictObject({ type: v.literal('enter'), ...about, media: Media })

/** A client asks to come in. `box` is sealed to the therapist. The same tab may knock again with a new offer. */
export const KnockUp = v.strictObject({
  type: v.literal('knock'),
  ...about,
  session: SessionId,
  knock: KnockId,
  box: LargeBox,
  /** SHA-256 of the resume token this tab will show after a reload. */
  next: Bytes32,
})

/** The client who knocked goes away before being admitted. */
export const Withdraw = v.strictObject({ type: v.literal('withdraw'), ...about, session: SessionId, knock: KnockId })

/** A desk has painted this knock: somebody who can let them in has it before their eyes. */
export const Notice = v.strictObject({ type: v.literal('notice'), ...about, session: SessionId, knock: KnockId })

/** The therapist answers *In a moment*: the waiting device is told, and the knock waits on. */
export const Soon = v.strictObject({ type: v.literal('soon'), ...about, session: SessionId, knock: KnockId })

/**
 * The therapist's tap. `box` is the grant, sealed to the knock's key: without it nobody is in. `kept` is the
 * session secret sealed under the therapist's own vault, for a reload of this page.
 */
export const Admit = v.strictObject({
  type: v.literal('admit'),
  ...about,
  session: SessionId,
  knock: KnockId,
  grant: GrantId,
  box: LargeBox,
  kept: SmallBox,
})

/** Not today, or: not this person. */
export const TurnAway = v.strictObject({ type: v.literal('turnAway'), ...about, session: SessionId, knock: KnockId })

/** One sealed message for the other seat. `epoch` is the sender's hold on its seat. */
export const Post = v.strictObject({ type: v.literal('post'), ...about, epoch: Counter, envelope: Envelope })

/** The log after a position: what was missed. */
export const Pull = v.strictObject({ type: v.literal('pull'), ...about, session: SessionId, after: Counter })

/** Leaves the seat; the session goes on. */
export const Leave = v.strictObject({ type: v.literal('leave'), ...about, session: SessionId })

/** A client who left comes back by their own tap, in the same tab, within half an hour. */
export const ComeBack = v.strictObject({ type: v.literal('comeBack'), ...about, session: SessionId })

/** The therapist ends the session. */
export const Finish = v.strictObject({ type: v.literal('finish'), ...about, session: SessionId })

/**
 * Asks to go on with the session that just ended. It does once both have asked, within two minutes of its end; neither
 * is told that the other has.
 */
export const Reopen = v.strictObject({ type: v.literal('reopen'), ...about, session: SessionId })

/** Every five minutes, from a page whose call carries something: this session goes on, whatever becomes of leases. */
export const FlowingUp = v.strictObject({ type: v.literal('flowing'), ...about, session: SessionId })

/** Asks for the room's sealed notes: the therapist at any time, a client's tab while it sits in the session. */
export const ReadNotes = v.strictObject({ type: v.literal('readNotes'), ...about })

/**
 * Puts the room's notes in their place, as revision `rev`. Refused as `superseded` unless that is one more than the
 * stored one: then what is there is read, merged and written again.
 */
export const WriteNotes = v.strictObject({
  type: v.literal('writeNotes'), ...about, rev: v.pipe(Counter, v.minValue(1)), box: NotesBox,
})

export const Up = v.variant('type', [
  Attach, Enter, KnockUp, Withdraw, Notice, Soon, Admit, TurnAway, Post, Pull, Leave, ComeBack, Finish, Reopen,
  FlowingUp, ReadNotes, WriteNotes,
])
export type Up = v.InferOutput<typeof Up>
export type UpType = Up['type']
export type UpOf<Type extends UpType> = Extract<Up, { type: Type }>

/**
 * The acknowledgement. It says what is true: `committed` means the store has it, on disk (ST4) – never that
 * the other person saw it.
 */
export const Ack = v.variant('outcome', [
  v.strictObject({ outcome: v.literal('committed'), now: At, at: v.nullable(Counter) }),
  v.strictObject({ outcome: v.literal('log'), now: At, entries: v.array(Delivered), head: Counter }),
  v.strictObject({ outcome: v.literal('refused'), now: At, refusal: Refusal }),
  v.strictObject({ outcome: v.literal('notes'), now: At, notes: v.nullable(StoredNotes) }),
])
export type Ack = v.InferOutput<typeof Ack>
