import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import { freePort, type RedisServer, startRedis } from '../redis-server.ts'

/** After how long a silent primary is held for dead. */
const DOWN_AFTER_MS = 1_000
export const PRIMARY_NAME = 'rooms'

/** A primary and its replica, watched by one Sentinel. */
export interface WatchedRedis {
  readonly url: string
  /** The one that begins as primary, and the one that begins as replica. */
  readonly servers: readonly [RedisServer, RedisServer]
  /** Sends a command to a server that lives; `null` when the connection was cut, as Sentinel cuts all where it promotes. */
  ask(server: RedisServer, args: string[]): Promise<unknown>
  dispose(): Promise<void>
}

export async function startWatchedRedis(): Promise<WatchedRedis> {
  const primary = await startRedis({ 'min-replicas-to-write': '1', 'min-replicas-max-lag': '10', 'repl-diskless-sync-delay': '0' })
  const replica = await startRedis({
    replicaof: `127.0.0.1 ${primary.port}`, 'min-replicas-to-write': '0', 'repl-diskless-sync-delay': '0',
  })
  const ask = async (server: RedisServer, args: string[]): Promise<unknown> => {
    const client = createClient({ url: server.url, RESP: 2 }).on('error', () => undefined)
    await client.connect()
    return client.sendCommand(args).catch(() => null).finally(() => client.destroy())
  }
  while (!/master_link_status:up/.test(String(await ask(replica, ['INFO', 'replication'])))) await pause(50)

  const directory = await mkdtemp(join(tmpdir(), 'fermata-sentinel-'))
  const port = await freePort()
  const lines = [
    `port ${port}`, 'bind 127.0.0.1', `dir ${directory}`, `sentinel monitor ${PRIMARY_NAME} 127.0.0.1 ${primary.port} 1`,
    `sentinel down-after-milliseconds ${PRIMARY_NAME} ${DOWN_AFTER_MS}`, `sentinel failover-timeout ${PRIMARY_NAME} 10000`,
  ]
  await writeFile(join(directory, 'sentinel.conf'), `${lines.join('\n')}\n`)
  const sentinel = spawn('redis-server', [join(directory, 'sentinel.conf'), '--sentinel'], { stdio: 'ignore' })
  const look = createClient({ url: `redis://127.0.0.1:${port}`, RESP: 2 }).on('error', () => undefined)
  await look.connect()
  // It must know of the replica, or there is nobody to fail over to.
  while (!JSON.stringify(await look.sendCommand(['SENTINEL', 'replicas', PRIMARY_NAME])).includes(String(replica.port))) await pause(50)
  look.destroy()
  return {
    url: `redis+sentinel://127.0.0.1:${port}/${PRIMARY_NAME}`,
    servers: [primary, replica],
    ask,
    async dispose() {
      const exited = once(sentinel, 'exit')
      sentinel.kill('SIGKILL')
      await exited
      await Promise.all([primary.dispose(), replica.dispose()])
      await rm(directory, { recursive: true })
    },
  }
}
