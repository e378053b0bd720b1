/**
 * Takes down what the client let be kept of a session, once it is over: on the therapist's page, into the room's sealed
 * notes, and never while it goes on – when something was pressed is nobody's business but theirs.
 */
import { consentOf, type EndedSession, forgetting, recordAfter } from '@fermata/shared/agreed'
import { type Clock, HOUR } from '@fermata/shared/clock'
import { comesTrue } from '../lib/comes-true.ts'
import type { RoomNotes } from './room-notes.ts'

/** What the client takes back is let go of at once, also in the middle of a session. Returns what stops it. */
export function letGoOf(notes: RoomNotes): () => void {
  const look = (): void => {
    const less = forgetting(notes.notes.get())
    if (less !== null) notes.set(less)
  }
  look()
  return notes.notes.watch(look)
}

/**
 * @param during the notes of the session that ends, whose consent counts
 * @param after the notes of its room, opened outside of it; closed here
 */
export async function takeDown(ended: EndedSession, during: RoomNotes, after: RoomNotes, clock: Clock): Promise<void> {
  const consent = consentOf(during.notes.get())
  if (await comesTrue(after.keeping, (keeping) => keeping !== 'unread', clock, HOUR)) {
    const record = recordAfter(after.notes.get(), consent, ended)
    if (record !== null && after.keeping.get() !== 'unreadable') {
      after.set(record)
      await comesTrue(after.keeping, (keeping) => keeping === 'kept', clock, HOUR)
    }
  }
  after.close()
}
