/** A room's notes while no session is open, for the one who waits in it. */
import type { Clock, Millis } from '@fermata/shared/clock'
import { type RandomSource, type RoomId, THERAPIST } from '@fermata/shared/ids'
import { notesKey } from '../crypto/sealed/notes.ts'
import { memo } from '../lib/observable.ts'
import type { Signalling } from '../signalling/port.ts'
import { openRoomNotes, type RoomNotes } from './room-notes.ts'
import { shelfOf } from './shelf.ts'

export interface OutsideParts {
  signalling: Signalling
  clock: Clock
  now: () => Millis
  random: RandomSource
}

/** The therapist's; whoever opens them closes them. `keepKey`: the pair's own, from the therapist's record of the room. */
export async function notesOutside(room: RoomId, keepKey: string, { signalling, ...rest }: OutsideParts): Promise<RoomNotes> {
  return openRoomNotes({
    ...rest, room, me: THERAPIST, key: await notesKey(keepKey, room), shelf: shelfOf(room, signalling, rest.random),
    ready: memo(signalling.connection, (now) => now === 'open'), said: null,
  })
}
