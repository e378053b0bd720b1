/** What the embedded store does when its process is killed, its disk is full, or another process has it open. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { RoomId, SessionId } from '@fermata/shared/ids'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { childScript } from '../../../../test/support/child-script.ts'
import { realClock } from '../../../../test/support/real-clock.ts'
import { StoreUnavailable } from '../port.ts'
import { openEmbeddedStore } from './open.ts'

/** As in `store-writer.ts`. */
const ROOM = 'room' as RoomId
const SESSION = 'session' as SessionId
/** `npm run long:store-kills` makes them many. */
const KILLS = Number(process.env['KILLS'] ?? 20)

interface Acknowledged {
  command: string
  at: number
}

let script: string
let directory: string
beforeAll(async () => {
  script = await childScript('test/support/store-writer.ts')
})
afterAll(() => rm(dirname(script), { recursive: true }))
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fermata-store-'))
})
afterEach(() => rm(directory, { recursive: true }))

type Child = ChildProcessByStdio<null, Readable, null>
const start = (command: string, ...args: string[]): Child =>
  // lmdb writes every failed commit to standard error, and one test makes many.
  spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })

/** Lets a writer run until it has acknowledged `count` commits, kills it, and answers all it acknowledged. */
async function killedAfter(count: number, prefix: string): Promise<Acknowledged[]> {
  const child = start(process.execPath, script, directory, prefix)
  const acknowledged: Acknowledged[] = []
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(JSON.parse(line) as Acknowledged)
    if (acknowledged.length === count) child.kill('SIGKILL')
  }
  return acknowledged
}

test('P4 durable: a process killed in mid-write loses nothing it acknowledged and doubles nothing', async () => {
  // Open all the while, as the server is while `npm run setup-link` writes.
  const watcher = await openEmbeddedStore({ directory, clock: realClock })
  const acknowledged: Acknowledged[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    acknowledged.push(...(await killedAfter(1 + (kill % 20) * 3, `run${kill}`)))
    expect((await watcher.rooms.read(ROOM, SESSION, 0, 0)).head).toBeGreaterThanOrEqual(acknowledged.at(-1)?.at ?? 0)
  }
  await watcher.close()

  const store = await openEmbeddedStore({ directory, clock: realClock })
  const { entries, head } = await store.rooms.read(ROOM, SESSION, 0, 1_000_000)
  await store.close()
  expect(entries.map(({ at }) => at)).toEqual(Array.from({ length: head }, (_, index) => index + 1))
  const byCommand = new Map(entries.map(({ at, envelope }) => [envelope.id as string, at]))
  expect(byCommand.size).toBe(entries.length)
  expect(acknowledged.map(({ command }) => byCommand.get(command))).toEqual(acknowledged.map(({ at }) => at))
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * 10)
}, 60_000 + KILLS * 3_000)

test('P6 unavailable: a file that cannot grow refuses writes, keeps what it has, and takes a removal', async () => {
  // 2,000 blocks of 512 bytes or 1 KiB, depending on the shell: either way less than what is written.
  const child = start('sh', '-c', 'ulimit -f 2000; exec "$@"', 'sh', process.execPath, script, directory, 'full', '60')
  const outcomes: unknown[] = []
  for await (const line of createInterface(child.stdout)) outcomes.push(JSON.parse(line))
  if (child.exitCode === null) await once(child, 'exit')
  expect(child.exitCode).toBe(0)

  const [removed, ...writes] = outcomes.toReversed()
  expect(removed).toBe(true)
  expect(new Set(writes)).toEqual(new Set([true, 'StoreUnavailable']))
  const store = await openEmbeddedStore({ directory, clock: realClock })
  expect(await store.records.list('o', 's')).toHaveLength(writes.filter((outcome) => outcome === true).length - 1)
  await store.close()
})

test('P6 unavailable: a directory that cannot be used is refused when the store is opened', async () => {
  await writeFile(join(directory, 'file'), '')
  const opening = openEmbeddedStore({ directory: join(directory, 'file', 'below'), clock: realClock })
  await expect(opening).rejects.toThrow(StoreUnavailable)
})
