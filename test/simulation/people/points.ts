/** A point for the two of a room, set down by either of them: their shared agenda, in words that nobody else may read. */
import { newId, type RecordId } from '@fermata/shared/ids'
import type { RoomNotes } from '../../../client/src/notes/room-notes.ts'
import type { World } from '../world/world.ts'

export function setDown({ dice, witness }: World, notes: RoomNotes, note: 'clientPoints' | 'therapistPoints'): void {
  const words = newId<RecordId>(dice)
  witness.noted.add(words)
  notes.set({ note, points: [words] })
}
