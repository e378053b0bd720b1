import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A Redis of our own, on this machine only, that waits for the disk before it answers a write. */
export interface RedisServer {
  readonly url: string
  readonly port: number
  /** Where its files lie. */
  readonly directory: string
  /** Starts it (again), on the same port and data; resolves when it accepts connections. */
  start(): Promise<void>
  /** SIGKILL: nothing is saved on the way out. */
  kill(): Promise<void>
  /** SIGSTOP: it keeps its connections and answers nothing. */
  freeze(): void
  /** SIGCONT. */
  thaw(): void
  /** A copy of its data as it is now, for `putBack`. */
  copy(): Promise<string>
  /** Puts a copy in the place of its data; it must not run. */
  putBack(copy: string): Promise<void>
  /** Ends it and removes its data. */
  dispose(): Promise<void>
}

/** Settings beside the usual ones, or in their place. */
export type RedisSettings = Record<string, string>

/** Starts a `redis-server` with its data in a temporary directory. */
export async function startRedis(more: RedisSettings = {}, program = 'redis-server'): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-redis-'))
  const copies: string[] = []
  const port = await freePort()
  let child = await launch(port, directory, more, program)

  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    directory,
    async start() {
      child = await launch(port, directory, more, program)
    },
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async copy() {
      const copy = await mkdtemp(join(tmpdir(), 'fermata-redis-copy-'))
      copies.push(copy)
      await cp(directory, copy, { recursive: true })
      return copy
    },
    async putBack(copy) {
      await rm(directory, { recursive: true })
      await cp(copy, directory, { recursive: true })
    },
    async dispose() {
      await kill()
      for (const each of [directory, ...copies]) await rm(each, { recursive: true })
    },
  }
}

async function launch(port: number, directory: string, more: RedisSettings, program: string): Promise<ChildProcess> {
  const settings = {
    port, dir: directory, bind: '127.0.0.1', appendonly: 'yes', appendfsync: 'always', save: '',
    'maxmemory-policy': 'noeviction', ...more,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, ...String(value).split(' ')])
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)
  await new Promise<void>((resolve, reject) => {
    child.once('error', () => reject(new Error('redis-server did not start. Install the package "redis-server".')))
    child.once('exit', (code) => reject(new Error(`redis-server ended at once with ${code}`)))
    lines.on('line', (line) => {
      if (line.includes('Ready to accept connections')) resolve()
    })
  })
  return child
}

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
