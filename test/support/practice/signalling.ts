/** The connection of a browser's controllers, from a test: the app's own port over a real socket, to a given address. */
import { Ack, Down, type Handshake } from '@fermata/shared/protocol'
import { io } from 'socket.io-client'
import * as v from 'valibot'
import { observable } from '../../../client/src/lib/observable.ts'
import type { Connection, Signalling } from '../../../client/src/signalling/port.ts'

export interface Way {
  /** Our own origin, as a page of ours names it. */
  origin: string
  /** Where the connection is opened. */
  at: string
  /** Of a therapist. */
  cookie?: string
}

/** Opens a connection that comes back by itself, as the app's does. */
export function openSignalling({ origin, at, cookie }: Way): (handshake: () => Handshake) => Signalling {
  return (handshake) => {
    const connection = observable<Connection>('connecting')
    const socket = io(at, {
      transports: ['websocket'],
      auth: (show) => show(handshake()),
      forceNew: true,
      timeout: 2_500,
      reconnectionDelay: 50,
      reconnectionDelayMax: 100,
      extraHeaders: { Origin: origin, ...(cookie === undefined ? {} : { Cookie: cookie }) },
    })
    const listeners = new Set<(message: Down) => void>()
    socket.on('connect', () => connection.set('open'))
    socket.on('disconnect', () => connection.set('connecting'))
    socket.on('down', (raw: unknown) => {
      for (const listener of [...listeners]) listener(v.parse(Down, raw))
    })
    return {
      connection,
      ask: async (message) =>
        !socket.connected ? null : socket.timeout(2_000).emitWithAck('up', message).then((raw: unknown) => v.parse(Ack, raw), () => null),
      onDown(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      nudge() {},
      close: () => void socket.disconnect(),
    }
  }
}
