/**
 * What a room costs that nothing happens in, and what it costs to come in: `npm run bench:server`. `IDLE_ROOMS` and
 * `JOINS` say how many; a room is both people connected and in session.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { systemRandom } from '../../../server/src/auth/hash.ts'
import { newSetupToken } from '../../../server/src/auth/set-up.ts'
import { openEmbeddedStore } from '../../../server/src/store/embedded/open.ts'
import { callAs, openPractice, type TestLink } from '../../support/practice/therapist.ts'
import { letIn, reload, type Seated, visit } from '../../support/practice/visit.ts'
import { realClock } from '../../support/real-clock.ts'
import { type ServerProcess, startServer } from '../../support/server.ts'
import { cpuOf } from './contestants.ts'

const IDLE_ROOMS = Number(process.env['IDLE_ROOMS'] ?? 1_000)
const JOINS = Number(process.env['JOINS'] ?? 300)
const AT_ONCE = 8

/** Does this for each of `count`, a few at a time. */
async function eachOf(count: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < count) await act(next++)
  }))
}

/**
 * Resident memory in KiB, once the process has collected its garbage: asked through its inspector. `own` is what is not
 * the store's file, which lmdb maps and the system takes back when it needs the room.
 */
async function restingKiB({ pid, output }: Pick<ServerProcess, 'pid' | 'output'>): Promise<{ all: number; own: number }> {
  const [, address] = /Debugger listening on (ws:\S+)/.exec(output()) ?? []
  if (address === undefined) throw new Error('the server was started without an inspector')
  const inspector = new WebSocket(address)
  await once(inspector, 'open')
  for (let id = 1; id <= 3; id++) {
    inspector.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }))
    await once(inspector, 'message')
    await pause(500)
  }
  inspector.close()
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1])
  return { all: of('VmRSS'), own: of('RssAnon') }
}

function joinBare(port: number, index: number): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], auth: { room: `${index}` }, forceNew: true })
  return new Promise((resolve) => socket.on('connect', () => resolve(socket)))
}

/** A bare relay whose garbage can be collected from outside. */
async function bareRelayInspected() {
  const child = fork(fileURLToPath(new URL('bare-relay.mjs', import.meta.url)), { execArgv: ['--inspect=127.0.0.1:0'], silent: true })
  let output = ''
  child.stderr?.on('data', (text: Buffer) => (output += text.toString()))
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { pid: child.pid ?? -1, port, output: () => output, end: () => child.disconnect() }
}

/** Opens this many rooms, each with a therapist of its own, both people in session. */
async function openRooms(server: ServerProcess, count: number): Promise<{ link: TestLink; seated: Seated }[]> {
  const store = await openEmbeddedStore({ directory: server.environment['DATA_DIR'] ?? '', clock: realClock })
  const tokens: string[] = []
  for (let index = 0; index < count; index++) tokens.push(await newSetupToken(store, systemRandom))
  await store.close()
  const rooms: { link: TestLink; seated: Seated }[] = []
  await eachOf(count, async (index) => {
    const therapist = await openPractice(server.origin, `#${tokens[index]}`)
    const [link, desk] = [await therapist.makeRoom(), await therapist.desk()]
    desk.room = link.room
    await desk.view(() => true)
    rooms.push({ link, seated: await letIn(desk, await visit(server.origin, link)) })
    desk.heard.length = 0
    desk.frames.length = 0
  })
  return rooms
}

test('memory of an idle room', { timeout: 1_800_000 }, async () => {
  const server = await startServer({ environment: { NODE_OPTIONS: '--inspect=127.0.0.1:0' } })
  const few = 50
  await openRooms(server, few)
  const base = await restingKiB(server)
  await openRooms(server, IDLE_ROOMS)
  const full = await restingKiB(server)
  const each = (of: 'all' | 'own'): string => ((full[of] - base[of]) / IDLE_ROOMS).toFixed(1)
  console.log(`idle room: ${each('all')} KiB, without the store's file ${each('own')} (${IDLE_ROOMS} rooms of two over ${few}; ${Math.round(base.all / 1_024)} → ${Math.round(full.all / 1_024)} MiB) · to reach: 40 KiB at 5,000`)
  await server.dispose()
  const bare = await bareRelayInspected()
  const sockets: Socket[] = []
  const open = async (from: number, count: number): Promise<void> =>
    eachOf(2 * count, async (index) => void sockets.push(await joinBare(bare.port, from + Math.floor(index / 2))))
  await open(0, few)
  const bareBase = await restingKiB(bare)
  await open(few, IDLE_ROOMS)
  const bareFull = await restingKiB(bare)
  console.log(`idle pair at a bare Socket.IO relay: ${((bareFull.all - bareBase.all) / IDLE_ROOMS).toFixed(1)} KiB`)
  for (const socket of sockets) socket.disconnect()
  bare.end()
})

test('coming in', async () => {
  const bare = fork(fileURLToPath(new URL('bare-relay.mjs', import.meta.url)))
  const [{ port }] = (await once(bare, 'message')) as [{ port: number }]
  const server = await startServer()
  const rooms = await openRooms(server, JOINS)
  const call = callAs(server.origin, null)
  const joinOurs = async (index: number): Promise<Socket> => {
    const one = rooms[index]
    if (one === undefined) throw new Error('no such room')
    const { room, link, auth } = one.link
    expect((await call('POST', `/rooms/${room}/door`, { link, auth })).status).toBe(200)
    const { tab } = await reload(server.origin, one.link, one.seated)
    await tab.standing('seated')
    return tab.socket
  }
  const cost = async (pid: number, join: (index: number) => Promise<Socket>): Promise<{ micros: number; perSecond: number }> => {
    const [before, began, sockets] = [await cpuOf([pid]), performance.now(), [] as Socket[]]
    await eachOf(JOINS, async (index) => void sockets.push(await join(index)))
    const [wall, spent] = [performance.now() - began, (await cpuOf([pid])) - before]
    for (const socket of sockets) socket.disconnect()
    return { micros: (spent * 1_000) / JOINS, perSecond: (JOINS * 1_000) / wall }
  }
  const [one, ours, other] = [await cost(bare.pid ?? -1, (index) => joinBare(port, index)), await cost(server.pid, joinOurs), await cost(bare.pid ?? -1, (index) => joinBare(port, index))]
  const base = (one.micros + other.micros) / 2
  console.log(`join: bare Socket.IO ${base.toFixed(0)} µs CPU · Fermata ${ours.micros.toFixed(0)} µs CPU, ${(ours.micros / base).toFixed(2)} × bare (to reach: 2.5) · a core of its own takes ${(1_000_000 / ours.micros).toFixed(0)}/s (to reach: 250), ${ours.perSecond.toFixed(0)}/s seen here`)
  bare.disconnect()
  await once(bare, 'exit')
  await server.dispose()
})
