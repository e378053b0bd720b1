import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { leaveName, living } from './openers.ts'

test('ST31 a process that was killed, and that nobody has looked for yet, has the store open no more', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-openers-'))
  // What the shell started ends at once, and what the shell became never asks for it.
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(parent, 'exit')
  const [said] = (await once(parent.stdout, 'data')) as [Buffer]
  const pid = Number(String(said))
  const stat = async (): Promise<string[]> => (await readFile(`/proc/${pid}/stat`, 'latin1')).split(') ')[1]?.split(' ') ?? []
  await expect.poll(async () => (await stat())[0]).toBe('Z')
  await writeFile(join(directory, `open.${pid}-${(await stat())[19]}-1`), '')

  const leave = leaveName(directory, 'open')
  expect(living(directory, 'open'), 'only ourselves').toBe(1)
  leave()
  expect(await readdir(directory), 'its name is removed').toEqual([])
  parent.kill()
  await gone
  await rm(directory, { recursive: true })
})
