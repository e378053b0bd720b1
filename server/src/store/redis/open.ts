/**
 * The Redis store, for several server processes. Redis 7 or Valkey: one server, a primary that Sentinels watch, or a
 * Cluster (`../../redis/address.ts` has the forms of the URL).
 *
 * What `durable` is worth is the operator's choice: with `appendonly yes` and `appendfsync always` an acknowledged
 * commit survives a killed Redis and a loss of power; with `everysec` about the last second can be lost with the
 * power; without an append-only file the promise is empty. Where a replica may take over, a commit is acknowledged once
 * a replica has it. `maxmemory-policy` must be `noeviction`. What is set otherwise is found when the store is opened.
 */
import type { Clock } from '@fermata/shared/clock'
import { readRedisUrl, REDIS_URL_FORMS } from '../../redis/address.ts'
import { type Store, StoreUnfit } from '../port.ts'
import { Compaction } from './compaction.ts'
import { Connection } from './connection.ts'
import { FINDINGS, type Finding } from './fitness.ts'
import { FitnessWatch } from './fitness-watch.ts'
import { redisRecords } from './records.ts'
import { noReplicas, WaitingForReplicas } from './replicas.ts'
import { redisRooms } from './rooms.ts'
import { correctedTime, type ServerTime } from './server-time.ts'

export interface RedisStoreOptions {
  /** As `readRedisUrl` reads it. */
  url: string
  /** For deadlines, and for the time between two readings of Redis' clock. */
  clock: Clock
  /** Name of this server process, shown by `CLIENT LIST`. */
  node?: string
  /** Whose time counts; the product takes Redis' (the default). */
  time?: ServerTime
  /** Told what the operator should change, when it is found; what makes the store unusable at the start is thrown instead. */
  onFinding?: (finding: Finding) => void
  /** Told when what was found after the start is mended. */
  onMended?: () => void
}

/** The Redis store, and what only it can be asked. */
export interface RedisStore extends Store {
  /** Why the last try to connect failed, as the library threw it; `null` while there is a connection. */
  problem(): unknown
}

/**
 * Opens the store. Answers within twice `DEADLINE_MS` even when Redis is not there: until it comes, every call is
 * answered with `StoreUnavailable`, and `problem` says why. Throws `StoreUnfit` when Redis answers and must not be used as it is set.
 */
export async function openRedisStore(
  { url, clock, node, time = correctedTime(clock), onFinding = () => undefined, onMended = () => undefined }: RedisStoreOptions,
): Promise<RedisStore> {
  const address = readRedisUrl(url)
  if (address === null) throw new StoreUnfit(REDIS_URL_FORMS)
  const connection = new Connection(address.place, node, clock, time)
  const second = address.replicas === 0 ? null : new Connection(address.place, node, clock, time)
  const replicas = second === null ? noReplicas : new WaitingForReplicas(second, address, clock)
  const compaction = new Compaction(connection, clock)
  const fitness = new FitnessWatch(connection, clock, address.place.kind === 'sentinel', { onFinding, onMended })
  const close = async (): Promise<void> => {
    compaction.stop()
    fitness.stop()
    await Promise.all([connection.close(), replicas.close()])
  }

  await Promise.all([connection.opened(), second?.opened()])
  for (const finding of await fitness.look()) {
    if (finding === 'evicts') {
      await close()
      throw new StoreUnfit(FINDINGS.evicts)
    }
    onFinding(finding)
  }
  fitness.start()
  return {
    rooms: redisRooms(connection, time, replicas),
    records: redisRecords(connection, replicas),
    async compact() {
      compaction.soon()
    },
    now: () => time.now(),
    healthy: () => connection.send(['PING'], 'tr:time').then(() => fitness.isAsBefore, () => false),
    problem: () => connection.problem(),
    close,
  }
}
