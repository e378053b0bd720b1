import type { RecordStore } from '../port.ts'
import { assertDistinct } from '../rules.ts'
import type { Connection } from './connection.ts'
import type { Replicas } from './replicas.ts'
import { ownerBase } from './scripts/prelude.ts'

/** Shelves of records in Redis: each call is one script; a write waits for replicas where there are some. */
export function redisRecords(connection: Connection, replicas: Replicas): RecordStore {
  return {
    async get(owner, shelf, key) {
      const reply = await connection.ask((redis, now) => redis.getRecord(now, owner, shelf, key))
      return reply ? { rev: reply[0], value: reply[1] } : null
    },

    async list(owner, shelf) {
      const reply = await connection.ask((redis, now) => redis.listRecords(now, owner, shelf))
      return reply.map(([key, rev, value]) => ({ key, rev, value }))
    },

    async write(owner, changes) {
      assertDistinct(changes)
      const written = connection.ask((redis, now) => redis.writeRecords(now, owner, changes))
      return (await replicas.after(ownerBase(owner), written)) === 1
    },
  }
}
