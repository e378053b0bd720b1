/** Backup beside a running server, erasure after it, and the way back: what was erased does not come with it. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RoomId } from '@fermata/shared/ids'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPractice } from '../../test/support/practice/therapist.ts'
import { letIn, sealed, visit } from '../../test/support/practice/visit.ts'
import { type ServerProcess, startServer } from '../../test/support/server.ts'

let directory: string
let server: ServerProcess
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fermata-backup-'))
  server = await startServer({ environment: { DATA_DIR: join(directory, 'data') } })
})
afterEach(async () => {
  await server.dispose()
  await rm(directory, { recursive: true })
})

/** As an operator does it. */
function command(name: 'backup' | 'restore', file: string, more: Record<string, string> = {}) {
  const program = fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, file], { env: { ...server.environment, ...more }, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}
test('ER13 a backup made beside the running server comes back whole, without what was erased since, before anybody is served', async () => {
  const file = join(directory, 'backup.mdb')
  const therapist = await openPractice(server.origin, server.setupLink)
  const [kept, erased] = [await therapist.makeRoom(), await therapist.makeRoom()]
  const desk = await therapist.desk()
  const seated = await letIn(desk, await visit(server.origin, kept))
  await seated.tab.ask({ type: 'post', epoch: 1, ...sealed(seated, 'client') })
  expect(command('backup', file)).toMatchObject({ status: 0 })
  expect((await stat(file)).mode & 0o077, 'nobody else may read it').toBe(0)
  expect(command('backup', file), 'an older backup is not written over').toMatchObject({ status: 1 })

  expect((await therapist.call('DELETE', `/rooms/${erased.room}`)).status).toBe(200)
  expect(command('restore', file).said).toContain('stop it first')
  const made = await therapist.makeRoom()
  for (const tab of [desk, seated.tab]) tab.close()
  await server.stop()
  expect(command('restore', file)).toMatchObject({ status: 0, said: expect.stringContaining('Erased again, as the list says: 1.') as string })
  await server.restart()
  const rooms = (await (await therapist.call('GET', '/rooms')).json()) as { rooms: { room: RoomId }[] }
  expect(rooms.rooms.map(({ room }) => room)).toEqual([kept.room])
  expect((await therapist.call('DELETE', `/rooms/${made.room}`)).status, 'made after the backup').toBe(404)
})

test('ER14 files that were put back by hand lose again what was erased at the next start', async () => {
  const data = join(directory, 'data')
  const therapist = await openPractice(server.origin, server.setupLink)
  const [kept, erased] = [await therapist.makeRoom(), await therapist.makeRoom()]
  await server.stop()
  const before = await Promise.all((await readdir(data)).filter((name) => name.endsWith('.mdb')).map(async (name) => ({ name, bytes: await readFile(join(data, name)) })))
  await server.restart()
  expect((await therapist.call('DELETE', `/rooms/${erased.room}`)).status).toBe(200)
  await server.stop()
  for (const name of await readdir(data)) if (name.includes('.mdb')) await rm(join(data, name))
  for (const { name, bytes } of before) await writeFile(join(data, name), bytes)
  await server.restart()
  const rooms = (await (await therapist.call('GET', '/rooms')).json()) as { rooms: { room: RoomId }[] }
  expect(rooms.rooms.map(({ room }) => room)).toEqual([kept.room])
})
