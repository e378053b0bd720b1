import type { RoomId, Seat } from '@fermata/shared/ids'
import type { Envelope } from '@fermata/shared/protocol'
import type { Lease, RoomStore } from '../port.ts'
import { assertSound, freshLeases } from '../rules.ts'
import type { Connection } from './connection.ts'
import type { ServerTime } from './server-time.ts'

/** Rooms in Redis: each call is one script. */
export function redisRooms(connection: Connection, time: ServerTime): RoomStore {
  return {
    create: async (room, state) => (await connection.ask((redis, now) => redis.createRoom(now, room, state))) === 1,

    async load(room) {
      const reply = await connection.ask((redis, now) => redis.loadRoom(now, room))
      if (!reply) return null
      const [version, state, flatEpochs, leases] = reply
      const epochs = epochsFrom(flatEpochs)
      return {
        document: { version: Number(version), epochs, state },
        leases: freshLeases(leases.map((lease) => JSON.parse(lease) as Lease), epochs, time.now()),
      }
    },

    async commit(commit) {
      assertSound(commit)
      const reply = await connection.ask((redis, now) => redis.commitRoom(now, commit))
      if (reply[0] !== 'committed') return { outcome: reply[0] }
      const [outcome, version, at, repeated] = reply
      return { outcome, version, at: at === 0 ? null : at, repeated: repeated === 1 }
    },

    async read(room, session, after, limit) {
      const [head, envelopes] = await connection.ask((redis, now) => redis.readLog(now, room, session, after, limit))
      const entries = envelopes.map((text, index) => ({ at: after + index + 1, envelope: JSON.parse(text) as Envelope }))
      return { entries, head }
    },

    async renew(leases) {
      const byRoom = new Map<RoomId, (Lease & { room: RoomId })[]>()
      for (const lease of leases) byRoom.set(lease.room, [...(byRoom.get(lease.room) ?? []), lease])
      const refused = await Promise.all(
        Array.from(byRoom, async ([room, own]) => {
          const reply = await connection.ask((redis, now) => redis.renewLeases(now, room, own))
          return own.filter((_, index) => reply[index] === 1)
        }),
      )
      return refused.flat()
    },

    async release(room, lease) {
      await connection.ask((redis, now) => redis.releaseLease(now, room, lease))
    },

    async erase(room) {
      await connection.ask((redis, now) => redis.eraseRoom(now, room))
    },
  }
}

/** Redis lists a hash flat: seat, epoch, seat, epoch. */
function epochsFrom(flat: readonly string[]): Record<Seat, number> {
  const epochs: Record<Seat, number> = {}
  for (let index = 0; index < flat.length; index += 2) epochs[flat[index] as Seat] = Number(flat[index + 1])
  return epochs
}
