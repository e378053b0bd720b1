import type { RecordStore } from '../port.ts'
import { assertDistinct } from '../rules.ts'
import type { Connection } from './connection.ts'

/** Shelves of records in Redis: each call is one script. */
export function redisRecords(connection: Connection): RecordStore {
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
      return (await connection.ask((redis, now) => redis.writeRecords(now, owner, changes))) === 1
    },
  }
}
