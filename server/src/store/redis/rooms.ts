import type { RoomId, Seat } from '@fermata/shared/ids'
import type { Envelope } from '@fermata/shared/protocol'
import type { Lease, RoomStore } from '../port.ts'
import { assertSound, freshLeases } from '../rules.ts'
import type { Connection } from './connection.ts'
import type { Replicas } from './replicas.ts'
import { roomBase } from './scripts/prelude.ts'
import type { ServerTime } from './server-time.ts'

/** Rooms whose leases are renewed at once: a server with thousands of rooms must not fill the connection by itself. */
const RENEWED_AT_ONCE = 200

/** Rooms in Redis: each call is one script, and what is durable waits for replicas where there are some. */
export function redisRooms(
  connection: Connection, time: ServerTime, replicas: Replicas,
): RoomStore {
  const renewRoom = async (room: RoomId, own: readonly (Lease & { room: RoomId })[]) => {
    const reply = await connection.ask((redis, now) => redis.renewLeases(now, room, own))
    return own.filter((_, index) => reply[index] === 1)
  }
  return {
    async create(room, state) {
      const made = connection.ask((redis, now) => redis.createRoom(now, room, state))
      return (await replicas.after(roomBase(room), made)) === 1
    },

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
      const asked = connection.ask((redis, now) => redis.commitRoom(now, commit))
      // A repeated one waits, too: the first time may have ended before a replica had it.
      const reply = await (commit.durable ? replicas.after(roomBase(commit.room), asked) : asked)
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
      const rooms = [...byRoom]
      const refused: (Lease & { room: RoomId })[] = []
      for (let from = 0; from < rooms.length; from += RENEWED_AT_ONCE) {
        const some = rooms.slice(from, from + RENEWED_AT_ONCE)
        refused.push(...(await Promise.all(some.map(([room, own]) => renewRoom(room, own)))).flat())
      }
      return refused
    },

    async release(room, lease) {
      await connection.ask((redis, now) => redis.releaseLease(now, room, lease))
    },

    async erase(room) {
      const erased = connection.ask((redis, now) => redis.eraseRoom(now, room))
      await replicas.after(roomBase(room), erased)
    },
  }
}

/** Redis lists a hash flat: seat, epoch, seat, epoch. */
function epochsFrom(flat: readonly string[]): Record<Seat, number> {
  const epochs: Record<Seat, number> = {}
  for (let index = 0; index < flat.length; index += 2) epochs[flat[index] as Seat] = Number(flat[index + 1])
  return epochs
}
