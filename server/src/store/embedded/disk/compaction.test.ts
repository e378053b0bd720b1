/** What was erased is in no file any more, however often the process is killed while it erases. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { HOUR, MINUTE } from '@fermata/shared/clock'
import { CLIENT, type RoomId, type SessionId } from '@fermata/shared/ids'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { childScript } from '../../../../../test/support/child-script.ts'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { realClock } from '../../../../../test/support/real-clock.ts'
import { change, envelope, facts, id } from '../../contract/bench.contract.ts'
import { openEmbeddedStore } from '../open.ts'

const KILLS = Number(process.env['KILLS'] ?? 12)
const SEED = Number(process.env['SEED'] ?? 20261126)

let eraser: string
let writer: string
let directory: string
beforeAll(async () => {
  eraser = await childScript('test/support/store-eraser.ts')
  writer = await childScript('test/support/store-writer.ts')
})
afterAll(() => rm(dirname(eraser), { recursive: true }))
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fermata-compaction-'))
})
afterEach(() => rm(directory, { recursive: true }))

/** All files of the directory, as they lie there. */
const rawFiles = async (): Promise<string> =>
  (await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name), 'latin1')))).join('\n')

test('ST27 what was erased, let go or written over is in no file of the embedded store once it is compacted; the rest is there', async () => {
  const clock = new ManualClock()
  const store = await openEmbeddedStore({ directory, clock })
  const [room, kept, session] = [id<RoomId>(), id<RoomId>(), id<SessionId>()]
  const canary = 'a-canary-that-must-not-be-found'
  for (const one of [room, kept]) {
    await store.rooms.create(one, one === room ? canary : 'kept')
    await store.rooms.commit(change(one, 1, { change: { state: 'claimed', epochs: { [CLIENT]: 1 } } }))
  }
  const posted = { session, envelopes: [envelope(session, 1, canary)] }
  await store.rooms.commit(facts(room, session, 0, { append: posted }))
  await store.rooms.commit(facts(kept, session, 0, { append: posted, forget: { session, at: clock.now() + HOUR } }))
  await store.records.write(kept, [{ shelf: 's', key: 'gone', expect: 0, value: canary.repeat(500) }, { shelf: 's', key: 'stays', expect: 0, value: 'stays' }])
  await store.records.write(kept, [{ shelf: 's', key: 'gone', expect: 1, value: null }])
  await store.rooms.erase(room)
  clock.advance(HOUR)
  expect(await rawFiles()).toContain(canary)

  await store.compact()
  const files = await rawFiles()
  expect(files).not.toContain(canary)
  expect(files).toContain('stays')
  expect(await store.rooms.create(room, 's'), 'an erased id never comes back').toBe(false)
  expect(await store.records.list(kept, 's')).toEqual([{ key: 'stays', rev: 1, value: 'stays' }])
  expect((await store.rooms.load(kept))?.document).toMatchObject({ version: 2, state: 'claimed' })
  await store.close()
})

/** Another process that writes facts, told each that is acknowledged; killed after so many. */
async function writeBeside(prefix: string, count: number, onEach: () => Promise<void>): Promise<{ command: string; at: number }[]> {
  const child = spawn(process.execPath, [writer, directory, prefix], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const acknowledged: { command: string; at: number }[] = []
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(JSON.parse(line) as { command: string; at: number })
    if (acknowledged.length <= count / 2) await onEach()
    if (acknowledged.length === count) child.kill('SIGKILL')
  }
  // Its output ends a moment before it does, and until then it has the store open.
  await gone
  return acknowledged
}

test('ST28 while another process has the store open it is not compacted, and nothing that process was told is written is lost', async () => {
  const clock = new ManualClock()
  const store = await openEmbeddedStore({ directory, clock })
  const files = async (): Promise<string[]> => (await readdir(directory)).filter((name) => name.endsWith('.mdb'))
  const acknowledged = await writeBeside('beside', 120, () => store.compact())
  expect(await files()).toEqual(['fermata.mdb'])
  // It is made up for once the other has gone, however it went.
  clock.advance(MINUTE)
  await expect.poll(files).toEqual(['fermata-1.mdb'])
  // And what others write into the new file is seen here.
  acknowledged.push(...(await writeBeside('after', 20, () => Promise.resolve())))
  const { entries } = await store.rooms.read('room' as RoomId, 'session' as SessionId, 0, 1_000_000)
  const stored = new Map(entries.map(({ at, envelope: { id: command } }) => [command as string, at]))
  expect(stored.size).toBe(entries.length)
  expect(acknowledged.map(({ command }) => stored.get(command))).toEqual(acknowledged.map(({ at }) => at))
  await store.close()
})

test(`ST29 killed ${KILLS} times while it erases and compacts, either the old or the new file opens: nothing kept is lost, nothing erased is in a file (seed ${SEED})`, async () => {
  const [kept, erased] = [[] as string[], [] as string[]]
  let chance = SEED
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, [eraser, directory, `r${kill}`], { stdio: ['ignore', 'pipe', 'inherit'] })
    const gone = once(child, 'exit')
    chance = (chance * 48_271) % 2_147_483_647
    const [lines, delay] = [1 + (chance % 7), (chance >> 8) % 25]
    let heard = 0
    for await (const line of createInterface(child.stdout)) {
      const said = JSON.parse(line) as { kept?: string; erased?: string }
      if (said.kept !== undefined) kept.push(said.kept)
      if (said.erased !== undefined) erased.push(said.erased)
      heard += 1
      if (heard === lines) setTimeout(() => child.kill('SIGKILL'), delay)
    }
    await gone
    // As it lies there: the child that comes next, or the server, compacts before it does anything else.
    const files = await rawFiles()
    expect(erased.filter((room) => files.includes(`<${room}>`)), `after kill ${kill + 1}`).toEqual([])
    const store = await openEmbeddedStore({ directory, clock: realClock })
    for (const room of kept) expect((await store.rooms.read(room as RoomId, 's' as SessionId, 0, 9)).head, room).toBe(1)
    for (const room of erased) expect(await store.rooms.load(room as RoomId)).toBeNull()
    await store.close()
  }
  expect(erased.length).toBeGreaterThan(KILLS / 3)
  expect((await readdir(directory)).filter((name) => name.endsWith('.mdb')).length).toBeLessThanOrEqual(3)
}, 30_000 + KILLS * 4_000)
