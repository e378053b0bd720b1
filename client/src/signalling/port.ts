/** The connection to the server, as controllers see it: ask, be told, know whether it is there. */
import type { Ack, Down, Handshake, Up } from '@fermata/shared/protocol'
import type { Observable } from '../lib/observable.ts'

/**
 * `connecting`: not yet, or not any more; it keeps trying by itself. `refused`: the server does not know this link
 * or sign-in, and trying again is of no use.
 */
export type Connection = 'connecting' | 'open' | 'refused' | 'closed'

export interface Signalling {
  readonly connection: Observable<Connection>
  /**
   * Sends a message and waits for the acknowledgement. `null` when none came – the connection broke or the time
   * passed – and then nothing is known: sending the same message again is safe.
   */
  ask(message: Up): Promise<Ack | null>
  /** Called with every message of the server that its schema has let through. */
  onDown(listener: (message: Down) => void): () => void
  /**
   * Something else says that the network may have changed: connects anew where an answer is late, for a line that looks
   * open may be dead for seconds. Where it is connecting already, nothing is done.
   */
  nudge(): void
  close(): void
}

/** @param handshake asked for at every connection that is made. */
export type OpenSignalling = (handshake: () => Handshake) => Signalling
