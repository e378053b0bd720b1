/** The tick on the lobby card: what it says is kept or forgotten as soon as the room's notes are at hand. */
import { toRemember } from '@fermata/shared/agreed'
import type { LobbyCard } from '@fermata/shared/protocol'
import type { RoomNotes } from './room-notes.ts'

/** Does it once, when the notes have been read. Returns what stops waiting for that. */
export function rememberCard(notes: Pick<RoomNotes, 'notes' | 'keeping' | 'set'>, card: () => LobbyCard | null): () => void {
  let isDone = false
  const look = (): void => {
    const keeping = notes.keeping.get()
    if (isDone || keeping === 'unread' || keeping === 'unreadable') return
    isDone = true
    const said = card()
    const note = said && toRemember(said, notes.notes.get())
    if (note !== null) notes.set(note)
  }
  look()
  return notes.keeping.watch(look)
}
