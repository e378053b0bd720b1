import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url))

/** The server as an operator runs it: a process of its own, with its own data. `build-server.ts` has built it. */
export interface ServerProcess {
  /** Such as `http://localhost:40123`; the same after a restart. */
  readonly origin: string
  /** The link printed at the last start; `null` when a practice was open already. */
  readonly setupLink: string | null
  readonly pid: number
  /** Where it listens on this machine, also when `ORIGIN` names another address. */
  readonly port: number
  /** The environment it runs with, for commands beside it. */
  readonly environment: Record<string, string>
  /** Whether the process that started last still runs. */
  readonly alive: boolean
  /** Everything that any of its processes wrote to standard output and standard error so far. */
  output(): string
  /** SIGTERM: it closes in order. Answers the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL: nothing is saved on the way out. */
  kill(): Promise<void>
  /** Starts it again, on the same port and data, after ending (in order) what still runs. */
  restart(): Promise<void>
  /** Ends it and removes its data. */
  dispose(): Promise<void>
}

export interface ServerOptions {
  /** Keep everything there instead of in a temporary directory. */
  redisUrl?: string
  /** In place of a free one. */
  port?: number
  /** More of the environment, such as `ORIGIN`. */
  environment?: Record<string, string> | undefined
}

/** Starts a server on a free port of this machine; resolves when it listens. */
export async function startServer({ redisUrl, port = 0, environment = {} }: ServerOptions = {}): Promise<ServerProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-server-'))
  const store = { DATA_DIR: directory, ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }) }
  let output = ''
  const own = { PATH: process.env['PATH'] ?? '', ...store, ...environment }
  const launch = (port: string): Promise<Running> =>
    run({ ...own, PORT: port }, (text) => {
      output += text
    })
  let running = await launch(String(port))

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const { child } = running
    if (!lives(child)) return child.exitCode
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
    return child.exitCode
  }
  return {
    get origin() {
      return running.origin
    },
    get setupLink() {
      return running.setupLink
    },
    get pid() {
      return running.child.pid ?? -1
    },
    get port() {
      return running.port
    },
    get environment() {
      return { ...own, PORT: String(running.port) }
    },
    get alive() {
      return lives(running.child)
    },
    output: () => output,
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL')
    },
    async restart() {
      await end('SIGTERM')
      running = await launch(String(running.port))
    },
    async dispose() {
      await end('SIGKILL')
      await rm(directory, { recursive: true })
    },
  }
}

interface Running {
  child: ChildProcess
  origin: string
  port: number
  setupLink: string | null
}

const lives = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null

async function run(environment: Record<string, string>, hear: (text: string) => void): Promise<Running> {
  const child = spawn(process.execPath, [MAIN], { env: environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let said = ''
  // The address and the set-up link are printed together, in one write.
  const printed = new Promise<string | null>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      hear(text)
      if (said.includes('Fermata is open at')) resolve(/https?:\S+\/setup#\S+/.exec(said)?.[0] ?? null)
    })
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
    hear(text)
  })
  const listening = new Promise<{ listening: string; port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { listening: string; port: number }))
    child.once('exit', (code) => reject(new Error(`The server ended at once with ${code}:\n${said}`)))
  })
  const { listening: origin, port } = await listening
  return { child, origin, port, setupLink: await printed }
}
