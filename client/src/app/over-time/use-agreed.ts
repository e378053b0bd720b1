import { useEffect, useState } from 'react'
import { repairDue } from '@fermata/shared/agreed'
import { type Clock, SECOND } from '@fermata/shared/clock'
import type { RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import type { RecordedNotes } from '@fermata/shared/record'
import { readRoomNotes } from '../../notes/read-notes.ts'
import { shelfOf } from '../../notes/shelf.ts'
import { recordedNotes } from '../../record/own.ts'
import type { Desk } from '../../session/therapist/desk.ts'

const AGAIN_AFTER = 3 * SECOND
/** No session: outside of one every session that was kept is a past one. */
const NO_SESSION = '' as SessionId

/** What stands in a room's notes, read once; `due`: the last session, where something did not sit right and nobody came back to it. */
export function useAgreed({ signalling }: Desk, room: RoomId, keepKey: string, random: RandomSource, clock: Clock) {
  const [agreed, setAgreed] = useState<{ notes: RecordedNotes | null; due: number | null } | null>(null)
  useEffect(() => {
    let stop = (): void => {}
    let left = false
    const load = async (): Promise<void> => {
      const read = await readRoomNotes(shelfOf(room, signalling, random), keepKey, room)
      if (left) return
      if (!read.ok) return void (stop = clock.after(AGAIN_AFTER, () => void load()))
      setAgreed({ notes: recordedNotes(read.value), due: repairDue(read.value, NO_SESSION)?.at ?? null })
    }
    void load()
    return () => {
      left = true
      stop()
    }
  }, [signalling, room, keepKey, random, clock])
  return agreed
}
