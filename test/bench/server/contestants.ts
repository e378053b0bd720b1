/** The servers that are compared, each with the same pairs of people connected. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'
import { startRedis } from '../../support/redis-server.ts'
import { startCluster } from '../../support/nodes/cluster.ts'
import { openPractice } from '../../support/practice/therapist.ts'
import { letIn, sealed, type Seated, visit } from '../../support/practice/visit.ts'
import { startServer } from '../../support/server.ts'

/** One sender and one receiver, and what a message between them looks like on the wire. */
export interface Wire {
  from: Socket
  to: Socket
  message(kind: 'hint' | 'fact'): { id: string; body: object }
  /** The id of a message that arrived; `null` when it was something else. */
  idOf(down: unknown): string | null
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
    wires.push({
      from,
      to,
      message: () => ({ id: `${(count += 1)}`, body: { id: `${count}`, box: BOX } }),
      idOf: (down) => (down as { id: string }).id,
    })
  }
  return {
    name: 'bare Socket.IO', pids: [child.pid ?? -1], wires,
    dispose: async () => {
      for (const { from, to } of wires) for (const end of [from, to]) end.disconnect()
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
  const therapist = await openPractice(origin, cluster?.setupLink ?? server?.setupLink ?? null)
  const wires: Wire[] = []
  for (let index = 0; index < pairs; index++) {
    const link = await therapist.makeRoom()
    const desk = await therapist.desk(undefined, at(1))
    desk.room = link.room
    await desk.view(() => true)
    const seated = await letIn(desk, await visit({ origin, at: at(0) }, link))
    // What a tab remembers of everything it was told is not what is measured.
    for (const { socket } of [desk, seated.tab]) socket.off('down')
    wires.push({ from: seated.tab.socket, to: desk.socket, message: (kind) => messageOf(link.room, seated, kind), idOf })
  }
  return {
    name: `Fermata, ${form}`,
    pids: servers.map(({ pid }) => pid),
    wires,
    async dispose() {
      for (const { from, to } of wires) for (const end of [from, to]) end.disconnect()
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
