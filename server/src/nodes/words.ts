/** Words between server processes, as text. Read strictly: what is not a word of ours is dropped. */
import { DeviceId, RoomId, TherapistId } from '@fermata/shared/ids'
import { Delivered } from '@fermata/shared/protocol'
import * as v from 'valibot'
import type { Word } from '../rooms/nodes/nodes.ts'

const Said = v.strictObject({
  /** Who says it: one's own words to all come back. */
  by: v.string(),
  said: v.array(v.variant('word', [
    v.strictObject({ word: v.literal('changed'), room: RoomId }),
    v.strictObject({
      word: v.literal('envelope'),
      room: RoomId,
      as: v.picklist(['therapist', 'client']),
      device: DeviceId,
      delivered: Delivered,
    }),
    v.strictObject({ word: v.literal('doorClosed'), room: RoomId }),
    v.strictObject({ word: v.literal('roomMade'), therapist: TherapistId, room: RoomId }),
    v.strictObject({ word: v.literal('signedOut'), signIn: v.string() }),
    v.strictObject({ word: v.literal('signedInAgain'), before: v.string() }),
  ])),
})

export const wordsText = (by: string, said: readonly Word[]): string => JSON.stringify({ by, said })

/** The words and who said them; `null` for anything else. */
export function readWords(text: string): { by: string; said: Word[] } | null {
  try {
    const read = v.safeParse(Said, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    return null
  }
}
