import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A load balancer for TCP, as simple as there are: each new connection goes to the next server that takes it. */
export interface Balancer {
  readonly port: number
  /** The servers it knows, by port. */
  use(ports: readonly number[]): void
  /** Ends every connection to this server, as a balancer does with one it holds for dead, and sends nobody there. */
  drop(port: number): void
  /** Its connections stay open and carry nothing any more, and nobody is sent there: a cut nobody is told of. */
  swallow(port: number): void
  dispose(): Promise<void>
}

export async function startBalancer(): Promise<Balancer> {
  let targets: readonly number[] = []
  let turn = 0
  const wires = new Map<Socket, { far: Socket; port: number }>()

  const lead = (near: Socket, tries: readonly number[]): void => {
    const [port, ...others] = tries
    if (port === undefined) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    far.once('error', () => lead(near, others)).once('connect', () => {
      far.removeAllListeners('error')
      wires.set(near, { far, port })
      for (const [end, other] of [[near, far], [far, near]] as const) {
        end.pipe(other)
        end.on('error', () => other.destroy()).on('close', () => other.destroy())
      }
      near.once('close', () => wires.delete(near))
    })
  }
  const server = createServer((near) => {
    near.on('error', () => undefined)
    turn += 1
    const first = turn % Math.max(1, targets.length)
    lead(near, [...targets.slice(first), ...targets.slice(0, first)])
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  const leave = (port: number): { near: Socket; far: Socket }[] => {
    targets = targets.filter((one) => one !== port)
    return [...wires].flatMap(([near, wire]) => (wire.port === port ? [{ near, far: wire.far }] : []))
  }
  return {
    port: (server.address() as AddressInfo).port,
    use(ports) {
      targets = ports
    },
    drop(port) {
      for (const { near, far } of leave(port)) for (const end of [near, far]) end.destroy()
    },
    swallow(port) {
      for (const { near, far } of leave(port)) for (const end of [near, far]) end.unpipe().resume()
    },
    async dispose() {
      for (const [near, { far }] of wires) for (const end of [near, far]) end.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
