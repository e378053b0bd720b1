/** A room's notes, read once and outside of any session: nothing is written, and nobody learns of it. */
import type { RoomId } from '@fermata/shared/ids'
import { noNotes, type Notes } from '@fermata/shared/pair'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { notesKey, openNotes } from '../crypto/sealed/notes.ts'
import type { Shelf } from './shelf.ts'

/** Empty where there are none, or none that open here. */
export async function readRoomNotes(shelf: Shelf, keepKey: string, room: RoomId): Promise<Result<Notes>> {
  const read = await shelf.read()
  if (read === 'later') return refuse({ code: 'unavailable', retryAfterMs: 1_000 })
  const key = await notesKey(keepKey, room)
  if (read === 'refused' || read.notes === null || key === null) return ok(noNotes)
  return ok((await openNotes(key, { room, rev: read.notes.rev }, read.notes.box)) ?? noNotes)
}
