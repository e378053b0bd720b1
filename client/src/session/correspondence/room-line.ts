/** The room at the server, as this tab may use it: nothing is asked there while the tab does not hold its seat. */
import { type CommandId, newId, type RandomSource, type RoomId, type SessionId } from '@fermata/shared/ids'
import type { Ack, Envelope } from '@fermata/shared/protocol'
import type { Observable } from '../../lib/observable.ts'
import type { Signalling } from '../../signalling/port.ts'
import type { ServerTime } from '../server-time.ts'

export interface RoomLineParts {
  room: RoomId
  /** This seat's epoch while this tab holds it; `null` while it does not. */
  epoch: () => number | null
  /** Whether the server takes this tab for the holder of its seat now: connected, and attached or entered. */
  ready: Observable<boolean>
  signalling: Signalling
  random: RandomSource
  time: ServerTime
}

/** The envelope's own id names the command: the same bytes twice are one entry in the log. */
export const commandOf = (envelope: Envelope): CommandId => envelope.id as string as CommandId

export class RoomLine {
  constructor(private readonly parts: RoomLineParts) {}

  get isOpen(): boolean {
    return this.parts.epoch() !== null && this.parts.ready.get()
  }

  /** Hands over one sealed message; `null` when it is not known whether it got there. Doing it again is harmless. */
  async post(envelope: Envelope): Promise<Ack | null> {
    const { room, signalling, time } = this.parts
    const epoch = this.parts.epoch()
    if (epoch === null) return null
    const ack = await signalling.ask({ type: 'post', command: commandOf(envelope), room, epoch, envelope })
    if (ack !== null) time.observe(ack.now)
    return ack
  }

  /** The log after a position, or the first part of it; `null` when there was no answer. */
  async pull(session: SessionId, after: number): Promise<Extract<Ack, { outcome: 'log' }> | null> {
    const { room, signalling, random } = this.parts
    if (!this.isOpen) return null
    const ack = await signalling.ask({ type: 'pull', command: newId<CommandId>(random), room, session, after })
    return ack?.outcome === 'log' ? ack : null
  }
}
