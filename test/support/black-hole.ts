import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire to a server that can be cut without either side being told, as when a machine loses its power. */
export interface BlackHole {
  readonly port: number
  /** From now on the connections there are swallow everything and stay open; new ones work. */
  swallow(): void
  dispose(): Promise<void>
}

/** Listens on a port of its own and passes everything on to `target` on this machine. */
export async function startBlackHole(target: number): Promise<BlackHole> {
  const wires = new Set<[Socket, Socket]>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    const wire: [Socket, Socket] = [near, far]
    wires.add(wire)
    for (const [end, other] of [wire, wire.toReversed() as [Socket, Socket]]) {
      end.pipe(other)
      end.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    swallow() {
      for (const end of [...wires].flat()) end.unpipe().resume()
    },
    async dispose() {
      for (const end of [...wires].flat()) end.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
