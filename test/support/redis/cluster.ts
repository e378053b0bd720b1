import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import { freePort, type RedisServer, startRedis } from '../redis-server.ts'

const SLOTS = 16_384

/** A Redis Cluster of our own: primaries without replicas, each with its share of the slots. */
export interface RedisCluster {
  readonly url: string
  readonly servers: readonly RedisServer[]
  /** Sends a command to every server. */
  everywhere(args: string[]): Promise<unknown[]>
  dispose(): Promise<void>
}

export async function startRedisCluster(size = 3): Promise<RedisCluster> {
  const servers: RedisServer[] = []
  for (let index = 0; index < size; index++) {
    // The usual port of the bus is 10,000 above, which may be none.
    const bus = String(await freePort())
    servers.push(await startRedis({ 'cluster-enabled': 'yes', 'cluster-port': bus, 'cluster-node-timeout': '2000' }))
  }
  const clients = servers.map(({ url }) => createClient({ url, RESP: 2 }).on('error', () => undefined))
  for (const client of clients) await client.connect()
  const [first] = clients
  for (const [index, { port }] of servers.entries()) {
    const [from, to] = [index, index + 1].map((part) => Math.floor((part * SLOTS) / size)) as [number, number]
    await clients[index]?.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', String(from), String(to - 1)])
    const [, bus = ''] = /@(\d+)/.exec(JSON.stringify(await clients[index]?.sendCommand(['CLUSTER', 'NODES']) ?? '')) ?? []
    if (index > 0) await first?.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', String(port), bus])
  }
  const agreed = async (): Promise<boolean> => {
    const infos = await Promise.all(clients.map((client) => client.sendCommand(['CLUSTER', 'INFO'])))
    return infos.map((info) => JSON.stringify(info)).every((info) => info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${size}`))
  }
  while (!(await agreed())) await pause(50)
  return {
    url: `redis+cluster://${servers.map(({ port }) => `127.0.0.1:${port}`).join(',')}?replicas=0`,
    servers,
    everywhere: (args) => Promise.all(clients.map((client) => client.sendCommand(args))),
    async dispose() {
      for (const client of clients) client.destroy()
      await Promise.all(servers.map((server) => server.dispose()))
    },
  }
}
