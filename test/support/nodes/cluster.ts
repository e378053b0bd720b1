import { type RedisServer, startRedis } from '../redis-server.ts'
import { type ServerProcess, startServer } from '../server.ts'
import { type Balancer, startBalancer } from './balancer.ts'

/** Several server processes on one Redis, behind one address. */
export interface Cluster {
  /** The address people use: any of the servers answers there. */
  readonly origin: string
  readonly setupLink: string | null
  readonly servers: readonly [ServerProcess, ...ServerProcess[]]
  readonly redis: RedisServer
  readonly balancer: Balancer
  /** Where one server alone is reached; it still answers for the one origin. */
  at(index: number): string
  dispose(): Promise<void>
}

export async function startCluster(size: number): Promise<Cluster> {
  const redis = await startRedis()
  const cluster = await startClusterOn(redis.url, size)
  return {
    ...cluster,
    redis,
    async dispose() {
      await cluster.dispose()
      await redis.dispose()
    },
  }
}

/** The same on a Redis of somebody else's. */
export async function startClusterOn(redisUrl: string, size: number): Promise<Omit<Cluster, 'redis'>> {
  const balancer = await startBalancer()
  const origin = `http://localhost:${balancer.port}`
  const start = () => startServer({ redisUrl, environment: { ORIGIN: origin } })
  // The first prints the set-up link; of several at once each would print one.
  const first = await start()
  const servers = [first, ...(await Promise.all(Array.from({ length: size - 1 }, start)))] as const
  balancer.use(servers.map(({ port }) => port))
  return {
    origin,
    setupLink: first.setupLink,
    servers,
    balancer,
    at: (index) => `http://localhost:${servers[index]?.port}`,
    async dispose() {
      await Promise.all([...servers.map((server) => server.dispose()), balancer.dispose()])
    },
  }
}
