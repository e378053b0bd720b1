/** Deadlines and numbers of connections themselves, before there is a request to look at. */
import type { Server, ServerOptions } from 'node:http'
import { SECOND } from '@fermata/shared/clock'
import type { Addresses } from './address.ts'
import { Crowd } from './crowd.ts'

/** Most raw connections of one address: the sockets of a large practice, and as many for what its pages fetch. */
const CONNECTIONS_PER_ADDRESS = 400

export interface Deadlines {
  /** All headers of a request, those of a socket's handshake too, are here after so long, ms. */
  headers: number
  /** The whole request is here after so long, ms. */
  whole: number
  /** A connection on which nothing moves is closed after so long, ms. A WebSocket has its own pings. */
  silence: number
  /** How often the first two are looked at, ms. */
  lookEvery: number
}

/** A page gives up after twenty seconds by itself; the largest body needs 18 kB a second to be here in thirty. */
const DEADLINES: Deadlines = { headers: 10 * SECOND, whole: 30 * SECOND, silence: 60 * SECOND, lookEvery: 2 * SECOND }

/** For `createServer`. Node ends a request that is late with 408. */
export const inTime = ({ headers, whole, lookEvery }: Deadlines = DEADLINES): ServerOptions => ({
  headersTimeout: headers,
  requestTimeout: whole,
  connectionsCheckingInterval: lookEvery,
})

/**
 * Bounds how many connections stand open from one address, and for how long in silence. A trusted proxy is not bounded:
 * it brings everybody, and what comes through it is counted by the address behind it.
 */
export function boundConnections(
  server: Server, addresses: Addresses, most = CONNECTIONS_PER_ADDRESS, { silence }: Deadlines = DEADLINES,
): void {
  const crowd = new Crowd(most)
  server.setTimeout(silence)
  server.on('connection', (socket) => {
    const peer = addresses.ofPeer(socket.remoteAddress)
    if (crowd.mayEnter(peer)) socket.once('close', crowd.enter(peer))
    else socket.destroy()
  })
}
