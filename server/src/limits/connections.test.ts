import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import express from 'express'
import { Server as Sockets } from 'socket.io'
import { expect, onTestFinished, test } from 'vitest'
import { Addresses, type TrustedProxies } from './address.ts'
import { boundConnections, inTime } from './connections.ts'

const soon = { headers: 150, whole: 300, silence: 600, lookEvery: 20 }

async function listening(server: Server): Promise<number> {
  server.listen(0)
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return (server.address() as AddressInfo).port
}

/** A connection on which this is sent and nothing else; answers all that came back, once the server has closed it. */
async function sending(port: number, said: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(said)
  return text(socket)
}

const HANDSHAKE = 'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'

test.each([
  ['nothing at all', ''],
  ['half of its headers', 'GET / HTTP/1.1\r\nHost: a\r\n'],
  ['half of a socket’s handshake', HANDSHAKE],
  ['half of its body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf'],
])('LI222 a connection that sends %s is closed when its time is over', async (_what, said) => {
  const server = createServer(inTime(soon), express().use(express.json({ type: () => true })))
  const sockets = new Sockets(server, { transports: ['websocket'] })
  onTestFinished(() => sockets.disconnectSockets(true))
  boundConnections(server, new Addresses({ by: 'count', count: 0 }), 10, soon)
  expect(await sending(await listening(server), said)).toMatch(said === '' ? /^(HTTP\/1\.1 408 |$)/ : /^HTTP\/1\.1 408 /)
})

test('LI222 a whole minute is nowhere needed: what the server starts with', () => {
  const { headersTimeout, requestTimeout } = createServer(inTime())
  expect([headersTimeout, requestTimeout]).toEqual([10_000, 30_000])
})

/** One connection more from there; answers whether it was let stand. */
function entering(server: Server, remoteAddress: string): { socket: Socket; stands: boolean } {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress })
  server.emit('connection', socket)
  return { socket, stands: !socket.destroyed }
}

test('LI223 of one address there are so many connections at most, before anything is said; one that goes makes room', async () => {
  const server = createServer()
  boundConnections(server, new Addresses({ by: 'count', count: 0 }), 2)
  const [first] = [entering(server, '192.0.2.1'), entering(server, '192.0.2.1')]
  expect(['192.0.2.1', '192.0.2.2', '127.0.0.1'].map((from) => entering(server, from).stands)).toEqual([false, true, true])
  first.socket.destroy()
  await once(first.socket, 'close')
  expect(entering(server, '192.0.2.1').stands).toBe(true)
})

test.each<[string, TrustedProxies]>([
  ['their number', { by: 'count', count: 1 }],
  ['their networks', { by: 'networks', networks: ['192.0.2.0/24'] }],
])('LI223 proxies that are trusted by %s bring everybody: their own connections are not counted', (_how, trusted) => {
  const server = createServer()
  boundConnections(server, new Addresses(trusted), 2)
  expect(Array.from({ length: 10 }, () => entering(server, '192.0.2.1').stands)).not.toContain(false)
})
