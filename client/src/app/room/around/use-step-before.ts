/** The step that is open, for the therapist outside of a session: waiting in the room, or after the end. */
import { useEffect, useState } from 'react'
import { stepOf } from '@fermata/shared/agreed'
import type { RoomId } from '@fermata/shared/ids'
import type { Desk } from '../../../session/therapist/desk.ts'

/** Its words, as far as nobody has said how it went; `null`: none is known. */
export function useStepBefore(desk: Desk, room: RoomId | null): string | null {
  const [words, setWords] = useState<string | null>(null)
  useEffect(() => {
    let close = (): void => {}
    let isGone = false
    if (room === null) return
    void desk.notesOf(room).then((notes) => {
      if (notes === null) return
      if (isGone) return notes.close()
      const look = (): void => {
        const step = stepOf(notes.notes.get())
        setWords(step === null || step.went !== null ? null : step.words)
      }
      close = () => notes.close()
      notes.notes.watch(look)
      look()
    })
    return () => {
      isGone = true
      close()
    }
  }, [desk, room])
  return words
}
