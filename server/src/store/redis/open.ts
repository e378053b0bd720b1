/**
 * The Redis store, for several server processes. Redis 7 or Valkey, one URL.
 *
 * What `durable` is worth is the operator's choice: with `appendonly yes` and `appendfsync always` an acknowledged
 * commit survives a killed Redis and a loss of power; with `everysec` about the last second can be lost with the
 * power; without an append-only file the promise is empty. `maxmemory-policy` must be `noeviction`.
 * Sentinel, Cluster, `WAIT` and a check of these settings at the start are still to come.
 */
import type { Clock } from '@fermata/shared/clock'
import type { Store } from '../port.ts'
import { Connection } from './connection.ts'
import { redisRecords } from './records.ts'
import { redisRooms } from './rooms.ts'
import { correctedTime, type ServerTime } from './server-time.ts'

export interface RedisStoreOptions {
  /** `redis://` or `rediss://`, with user and password if needed. */
  url: string
  /** For deadlines, and for the time between two readings of Redis' clock. */
  clock: Clock
  /** Name of this server process, shown by `CLIENT LIST`. */
  node?: string
  /** Whose time counts; the product takes Redis' (the default). */
  time?: ServerTime
}

/**
 * Opens the store. Answers within `DEADLINE_MS` even when Redis is not there: until it comes, every call is
 * answered with `StoreUnavailable`.
 */
export async function openRedisStore(
  { url, clock, node, time = correctedTime(clock) }: RedisStoreOptions,
): Promise<Store> {
  const connection = new Connection(url, node, clock, time)
  await connection.opened()
  return {
    rooms: redisRooms(connection, time),
    records: redisRecords(connection),
    now: () => time.now(),
    healthy: () => connection.ask((redis) => redis.ping()).then(() => true, () => false),
    close: () => connection.close(),
  }
}
