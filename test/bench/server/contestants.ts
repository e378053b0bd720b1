/** The servers that are compared, each with the same pairs of people connected. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'
import { WebSocket } from 'ws'
import { startRedis } from '../../support/redis-server.ts'
import { startCluster } from '../../support/nodes/cluster.ts'
import { newSetupLink } from '../../support/practice/setup-link.ts'
import { openPractice } from '../../support/practice/therapist.ts'
import { letIn, sealed, type Seated, visit } from '../../support/practice/visit.ts'
import { startServer } from '../../support/server.ts'

/** One sender and one receiver. */
export interface Wire {
  /** Sends a message; its id, and when it was acknowledged. */
  send(kind: 'hint' | 'fact'): { id: string; acknowledged: Promise<unknown> }
  /** Told the id of each message that arrives, until the answer is called. */
  onArrived(hear: (id: string) => void): () => void
  close(): void
}

export interface Contestant {
  name: string
  /** Those whose CPU counts. */
  pids: readonly number[]
  wires: readonly Wire[]
  dispose(): Promise<void>
}

/** About as long as a sealed check-in. */
const BOX = 'A'.repeat(400)

export async function bareRelay(pairs: number): Promise<Contestant> {
  const child = fork(fileURLToPath(new URL('bare-relay.mjs', import.meta.url)))
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  let count = 0
  const open = async (room: string): Promise<Socket> => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], auth: { room }, forceNew: true })
    await new Promise<void>((resolve) => socket.on('connect', () => resolve()))
    return socket
  }
  const wires: Wire[] = []
  for (let index = 0; index < pairs; index++) {
    const [from, to] = [await open(`${index}`), await open(`${index}`)]
    wires.push(overSocketIo(from, to, () => ({ id: `${(count += 1)}`, body: { id: `${count}`, box: BOX } }), (down) => (down as { id: string }).id))
  }
  return {
    name: 'bare Socket.IO', pids: [child.pid ?? -1], wires,
    dispose: async () => {
      for (const wire of wires) wire.close()
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

function overSocketIo(from: Socket, to: Socket, message: (kind: 'hint' | 'fact') => { id: string; body: object }, idOf: (down: unknown) => string | null): Wire {
  return {
    send(kind) {
      const { id, body } = message(kind)
      return { id, acknowledged: from.emitWithAck('up', body) }
    },
    onArrived(hear) {
      const listener = (down: unknown): void => {
        const id = idOf(down)
        if (id !== null) hear(id)
      }
      to.on('down', listener)
      return () => to.off('down', listener)
    },
    close() {
      for (const end of [from, to]) end.disconnect()
    },
  }
}

/** The least a relay can cost on this machine. */
export async function bareWebSocket(pairs: number): Promise<Contestant> {
  const child = fork(fileURLToPath(new URL('bare-ws.mjs', import.meta.url)))
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const open = async (room: number): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${room}`)
    await once(socket, 'open')
    return socket
  }
  const wires: Wire[] = []
  for (let index = 0; index < pairs; index++) {
    const [from, to] = [await open(index), await open(index)]
    const waiting = new Map<number, () => void>()
    let n = 0
    from.on('message', (data: Buffer) => waiting.get((JSON.parse(data.toString()) as { n: number }).n)?.())
    wires.push({
      send() {
        n += 1
        const id = `${index} ${n}`
        const acknowledged = new Promise<void>((resolve) => waiting.set(n, resolve))
        from.send(JSON.stringify({ n, message: { id, box: BOX } }))
        return { id, acknowledged }
      },
      onArrived(hear) {
        const listener = (data: Buffer): void => hear((JSON.parse(data.toString()) as { message: { id: string } }).message.id)
        to.on('message', listener)
        return () => to.off('message', listener)
      },
      close() {
        for (const end of [from, to]) end.close()
      },
    })
  }
  return {
    name: 'bare ws', pids: [child.pid ?? -1], wires,
    async dispose() {
      for (const wire of wires) wire.close()
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

/** Fermata with the embedded store, with Redis, or two of it on one Redis, client and therapist at different ones. */
export async function fermata(pairs: number, form: 'embedded' | 'Redis' | 'two nodes'): Promise<Contestant> {
  const redis = form === 'Redis' ? await startRedis() : null
  const cluster = form === 'two nodes' ? await startCluster(2) : null
  const server = cluster === null ? await startServer(redis === null ? {} : { redisUrl: redis.url }) : null
  const servers = cluster?.servers ?? (server === null ? [] : [server])
  const origin = cluster?.origin ?? server?.origin ?? ''
  const at = (index: number): string => cluster?.at(index) ?? origin
  const [first] = servers
  if (first === undefined) throw new Error('no server')
  const wires: Wire[] = []
  for (let index = 0; index < pairs; index++) {
    // A therapist of their own, as in life: whoever listens at a desk hears all of its rooms.
    const therapist = await openPractice(origin, index === 0 ? first.setupLink : await newSetupLink(first))
    const link = await therapist.makeRoom()
    const desk = await therapist.desk(undefined, at(1))
    desk.room = link.room
    await desk.view(() => true)
    const seated = await letIn(desk, await visit({ origin, at: at(0) }, link))
    // What a tab remembers of everything it was told is not what is measured.
    for (const { socket } of [desk, seated.tab]) socket.off('down')
    wires.push(overSocketIo(seated.tab.socket, desk.socket, (kind) => messageOf(link.room, seated, kind), idOf))
  }
  return {
    name: `Fermata, ${form}`,
    pids: servers.map(({ pid }) => pid),
    wires,
    async dispose() {
      for (const wire of wires) wire.close()
      await (cluster?.dispose() ?? server?.dispose())
      await redis?.dispose()
    },
  }
}

function messageOf(room: string, seated: Seated, kind: 'hint' | 'fact') {
  const { envelope, command } = sealed(seated, 'client', BOX)
  const body = { type: 'post', command, room, epoch: seated.epoch, envelope: { ...envelope, class: kind } }
  return { id: envelope.id as string, body }
}

const idOf = (down: unknown): string | null => {
  const told = down as { type: string; delivered?: { envelope: { id: string } } }
  return told.type === 'envelope' ? (told.delivered?.envelope.id ?? null) : null
}

/** User and system time of these processes so far, in ms (`/proc`, in ticks of 10 ms). */
export async function cpuOf(pids: readonly number[]): Promise<number> {
  const times = await Promise.all(
    pids.map(async (pid) => {
      const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
      return (Number(fields[11]) + Number(fields[12])) * 10
    }),
  )
  return times.reduce((sum, time) => sum + time, 0)
}
