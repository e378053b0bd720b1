/**
 * What the server processes of one installation tell each other. Every word is a hint: it may be lost, come twice or
 * late, and whoever missed it finds the same in the store within a few seconds (`neighbours.ts`).
 */
import type { DeviceId, RoomId, TherapistId } from '@fermata/shared/ids'
import type { Delivered } from '@fermata/shared/protocol'

export type Word =
  /** Something in this room is not as it was: whoever shows it looks again. */
  | { word: 'changed'; room: RoomId }
  /** For this tab, wherever it is connected. */
  | { word: 'envelope'; room: RoomId; as: 'therapist' | 'client'; device: DeviceId; delivered: Delivered }
  /** The link or the room is gone. */
  | { word: 'doorClosed'; room: RoomId }
  | { word: 'roomMade'; therapist: TherapistId; room: RoomId }
  /** A sign-in was ended, by its name. */
  | { word: 'signedOut'; signIn: string }
  /** Ended because the same therapist signed in again in the same browser. */
  | { word: 'signedInAgain'; before: string }

export interface Hearing {
  word(word: Word): void
  /** Words may have been missed until now: look everywhere. */
  missed(): void
}

export interface Nodes {
  /** The name of this process; leases carry it. */
  readonly self: string
  /** Whether there may be others: alone, nothing can be missed. */
  readonly company: 'alone' | 'several'
  /** Tells one process or all others. Never throws, never waits. */
  tell(to: 'others' | { node: string }, word: Word): void
  listen(hearing: Hearing): void
  close(): Promise<void>
}

/** The one process of an embedded store: nobody is there to be told. */
export const alone = (self: string): Nodes => ({
  self,
  company: 'alone',
  tell: () => undefined,
  listen: () => undefined,
  close: () => Promise.resolve(),
})
