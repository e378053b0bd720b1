import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

/** `build-server.ts` has built it. */
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))

test('SV7 a server whose output nobody reads goes on, and stops in order', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-main-'))
  const environment = { PATH: process.env['PATH'] ?? '', DATA_DIR: directory, PORT: '0' }
  const child = spawn(process.execPath, [MAIN], { env: environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await rm(directory, { recursive: true })
  })
  const ended = once(child, 'exit')
  child.stdout?.destroy()
  child.stderr?.destroy()

  const [message] = await Promise.race([once(child, 'message'), ended])
  expect(message).toHaveProperty('listening')
  const { listening } = message as { listening: string }
  expect(await (await fetch(`${listening}/health`)).json()).toEqual({ healthy: true })
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
