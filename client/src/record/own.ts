/** What a therapist takes along beside what was shared: their own side, and what stands in the room's notes. */
import { agendaOf, recordOf, stepOf } from '@fermata/shared/agreed'
import { CLIENT, type RandomSource, type RoomId } from '@fermata/shared/ids'
import type { Notes } from '@fermata/shared/pair'
import type { RecordedNotes } from '@fermata/shared/record'
import { ok, type Result } from '@fermata/shared/result'
import type { PaperTotal, SessionSide } from '@fermata/shared/reflection'
import { readRoomNotes } from '../notes/read-notes.ts'
import { shelfOf } from '../notes/shelf.ts'
import type { OwnSides } from '../reflection/therapist/own-sides.ts'
import type { Records, RoomRecord } from '../session/therapist/records.ts'
import type { Signalling } from '../signalling/port.ts'
import { together } from './agreed-in.ts'
import { notesTakenIn } from './past.ts'

/** Where it comes from. */
export interface Beside {
  sides(room: RoomId): readonly SessionSide[]
  totals(room: RoomId): readonly PaperTotal[]
  notes(record: RoomRecord): Promise<Result<RecordedNotes | null>>
}

export const besideOf = (sides: OwnSides, records: Pick<Records, 'opened'>, signalling: Signalling, random: RandomSource): Beside => ({
  sides: (room) => sides.of(room).sort((a, b) => a.at - b.at),
  totals: (room) => sides.totals(room).sort((a, b) => a.at - b.at),
  notes: async ({ room, keepKey }) => {
    const read = await readRoomNotes(shelfOf(room, signalling, random), keepKey, room)
    return read.ok ? ok(together(recordedNotes(read.value), notesTakenIn(records.opened.get(), room))) : read
  },
})

/** As it stands in a file; `null`: there is nothing. Of signals and pauses no more than the client lets be kept now. */
export function recordedNotes(notes: Notes): RecordedNotes | null {
  const step = stepOf(notes)
  const made: RecordedNotes = {
    agenda: agendaOf(notes).map(({ by, words }) => ({ by: by === CLIENT ? 'client' : 'therapist', words })),
    step: step && { words: step.words, session: step.session, went: step.went },
    sessions: recordOf(notes),
  }
  return made.agenda.length === 0 && made.step === null && made.sessions.length === 0 ? null : made
}
