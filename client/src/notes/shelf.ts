/** The room's sealed notes at the server, as this tab may use them. */
import { type CommandId, newId, type RandomSource, type RoomId } from '@fermata/shared/ids'
import type { StoredNotes } from '@fermata/shared/protocol'
import { retryOf } from '@fermata/shared/result'
import type { Signalling } from '../signalling/port.ts'

/** Two verbs on one box. `later`: it is not known whether anything happened, and asking again is harmless. */
export interface Shelf {
  read(): Promise<{ notes: StoredNotes | null } | 'later' | 'refused'>
  /** `superseded`: another revision is there; it is read first. */
  write(notes: StoredNotes): Promise<'kept' | 'superseded' | 'later' | 'refused'>
}

export function shelfOf(room: RoomId, signalling: Signalling, random: RandomSource): Shelf {
  const about = () => ({ room, command: newId<CommandId>(random) })
  return {
    async read() {
      const ack = await signalling.ask({ type: 'readNotes', ...about() })
      if (ack?.outcome === 'notes') return { notes: ack.notes }
      return ack?.outcome === 'refused' && retryOf(ack.refusal) === 'never' ? 'refused' : 'later'
    },
    async write(notes) {
      const ack = await signalling.ask({ type: 'writeNotes', ...about(), ...notes })
      if (ack?.outcome === 'committed') return 'kept'
      if (ack?.outcome !== 'refused') return 'later'
      if (ack.refusal.code === 'superseded') return 'superseded'
      return retryOf(ack.refusal) === 'never' ? 'refused' : 'later'
    },
  }
}
