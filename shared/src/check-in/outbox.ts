/**
 * Facts on their way. Each is sealed once and the same bytes are offered to both paths; an entry leaves when the
 * server has it on disk, because from then on the other side finds it in the log. Pure: storing and sending are the
 * caller's.
 */
import type { EnvelopeId } from '../ids.ts'
import type { Envelope } from '../protocol/envelope.ts'

/** Oldest first. */
export type Outbox = readonly Envelope[]

export const emptyOutbox: Outbox = []

/** With one more to send; adding the same envelope again changes nothing. */
export const posted = (outbox: Outbox, envelope: Envelope): Outbox =>
  outbox.some(({ id }) => id === envelope.id) ? outbox : [...outbox, envelope]

/** Without the one that the server has on disk, or has refused for good. */
export const settled = (outbox: Outbox, id: EnvelopeId): Outbox =>
  outbox.some((envelope) => envelope.id === id) ? outbox.filter((envelope) => envelope.id !== id) : outbox
