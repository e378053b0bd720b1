/**
 * A sealed message between two seats. What it says stands only inside `box`; everything beside it is needed
 * to route and to open it, and is authenticated from the receiver's own knowledge (docs/security.md, Keys).
 *
 * A `fact` must arrive: it is appended to the room's log before it is acknowledged, and resent until it is.
 * A `hint` may be lost: it is relayed and forgotten.
 * `seq` is the sender's counter per direction, grant and class. It orders and shows gaps; it never drops a fact.
 */
import * as v from 'valibot'
import { EnvelopeId, GrantId, Seat, SessionId } from '../ids.ts'
import { Counter, EnvelopeBox } from './fields.ts'

/**
 * Facts are numbered from the one after this; hints from the time in seconds. Both have ten digits, so that on its way
 * to the server a press is as long as a pulse.
 */
export const FACTS_AFTER = 1_000_000_000

export const MessageClass = v.picklist(['fact', 'hint'])
export type MessageClass = v.InferOutput<typeof MessageClass>

export const Envelope = v.strictObject({
  v: v.literal(1),
  id: EnvelopeId,
  session: SessionId,
  grant: GrantId,
  from: Seat,
  to: Seat,
  class: MessageClass,
  seq: Counter,
  box: EnvelopeBox,
})
export type Envelope = v.InferOutput<typeof Envelope>

/** An envelope with its position in the room's log, given by the server; `null` for a hint. */
export const Delivered = v.strictObject({ at: v.nullable(Counter), envelope: Envelope })
export type Delivered = v.InferOutput<typeof Delivered>
