/** What is done to servers, Redis and the network between them while people send check-ins: each breaks something, and mends it. */
import type { Cluster } from '../support/nodes/cluster.ts'

export interface Fault {
  name: string
  /** `turn` chooses which of the servers it befalls. */
  befall(cluster: Cluster, turn: number): Promise<void>
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const server = ({ servers }: Cluster, turn: number) => {
  const one = servers[turn % servers.length]
  if (one === undefined) throw new Error('no server')
  return one
}

const redisKilled = (seconds: number): Fault => ({
  name: `Redis killed (SIGKILL), back on its AOF after ${seconds} s`,
  async befall({ redis }) {
    await redis.kill()
    await pause(seconds * 1_000)
    await redis.start()
  },
})

const redisStopped = (seconds: number): Fault => ({
  name: `Redis stopped (SIGSTOP) for ${seconds} s`,
  async befall({ redis }) {
    redis.freeze()
    await pause(seconds * 1_000)
    redis.thaw()
  },
})

const serverStopped = (seconds: number): Fault => ({
  name: `server stopped (SIGSTOP) for ${seconds} s`,
  async befall(cluster, turn) {
    const { pid } = server(cluster, turn)
    process.kill(pid, 'SIGSTOP')
    await pause(seconds * 1_000)
    process.kill(pid, 'SIGCONT')
  },
})

/** @param outages how long Redis is away, in seconds: each once killed and once stopped. */
export const faults = (outages: readonly number[], stalls: readonly number[]): readonly Fault[] => [
  {
    name: 'server killed (SIGKILL) and started again',
    async befall(cluster, turn) {
      await server(cluster, turn).kill()
      await server(cluster, turn).restart()
    },
  },
  {
    name: 'server told to end (SIGTERM) and started again',
    befall: (cluster, turn) => server(cluster, turn).restart(),
  },
  ...stalls.map(serverStopped),
  ...outages.map(redisKilled),
  {
    name: 'half-open: a proxy swallows all that goes to one server',
    async befall(cluster, turn) {
      cluster.balancer.swallow(server(cluster, turn).port)
      await pause(1_000)
      cluster.balancer.use(cluster.servers.map(({ port }) => port))
    },
  },
  ...outages.map(redisStopped),
  {
    name: 'a proxy cuts every connection to one server',
    async befall(cluster, turn) {
      cluster.balancer.drop(server(cluster, turn).port)
      await pause(500)
      cluster.balancer.use(cluster.servers.map(({ port }) => port))
    },
  },
]
