import { type RedisServer, startRedis } from '../redis-server.ts'
import { type ServerProcess, startServer } from '../server.ts'
import { type Balancer, startBalancer } from './balancer.ts'

/** Several server processes on one Redis, behind one address. */
export interface Cluster {
  /** The address people use: any of the servers answers there. */
  readonly origin: string
  readonly setupLink: string | null
  readonly servers: readonly ServerProcess[]
  readonly redis: RedisServer
  readonly balancer: Balancer
  /** Where one server alone is reached; it still answers for the one origin. */
  at(index: number): string
  dispose(): Promise<void>
}

export async function startCluster(size: number): Promise<Cluster> {
  const [redis, balancer] = await Promise.all([startRedis(), startBalancer()])
  const origin = `http://localhost:${balancer.port}`
  const start = () => startServer({ redisUrl: redis.url, environment: { ORIGIN: origin } })
  // The first prints the set-up link; of several at once each would print one.
  const servers = [await start()]
  servers.push(...(await Promise.all(Array.from({ length: size - 1 }, start))))
  balancer.use(servers.map(({ port }) => port))
  return {
    origin,
    setupLink: servers[0]?.setupLink ?? null,
    servers,
    redis,
    balancer,
    at: (index) => `http://localhost:${servers[index]?.port}`,
    async dispose() {
      await Promise.all([...servers.map((server) => server.dispose()), balancer.dispose()])
      await redis.dispose()
    },
  }
}
