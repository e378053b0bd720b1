import type { Clock } from '@fermata/shared/clock'
import { COMMAND_MEMORY, type Commit, type Committed, type RoomDocument, type RoomStore } from '../port.ts'
import { assertSound, stands } from '../rules.ts'
import type { Engine } from './disk/engine.ts'
import { eraseRoom } from './erase.ts'
import type { LeaseBook } from './leases.ts'
import { append, entriesAfter, forgetLogAt, logHead } from './log.ts'
import type { Tables } from './disk/tables.ts'

/** Rooms in lmdb. Every commit waits for the disk, whether it is `durable` or not. */
export function embeddedRooms(engine: Engine, leases: LeaseBook, clock: Clock): RoomStore {
  return {
    create: (room, state) =>
      engine.write((tables) => {
        if (tables.rooms.get(room) || tables.erased.get(room) !== undefined) return false
        tables.rooms.putSync(room, { version: 1, epochs: {}, state })
        return true
      }),

    load: (room) =>
      engine.read((tables) => {
        const document = tables.rooms.get(room)
        return document ? { document, leases: leases.fresh(room, document.epochs, clock.now()) } : null
      }),

    async commit(commit) {
      assertSound(commit)
      return engine.write((tables) => commitNow(tables, commit, clock))
    },

    read: (room, session, after, limit) =>
      engine.read((tables) => {
        const { head } = logHead(tables, room, session, clock.now())
        return { entries: head > after ? entriesAfter(tables, room, session, after, limit) : [], head }
      }),

    renew: (wanted) =>
      engine.read((tables) =>
        wanted.filter((lease) => {
          const current = tables.rooms.get(lease.room)?.epochs[lease.seat] === lease.epoch
          return !current || !leases.take(lease.room, lease, clock.now())
        }),
      ),

    release: (room, lease) => engine.read(() => leases.release(room, lease)),

    async erase(room) {
      await engine.write((tables) => eraseRoom(tables, room, clock.now()))
      leases.erase(room)
    },
  }
}

function commitNow(tables: Tables, commit: Commit, clock: Clock): Committed {
  const now = clock.now()
  const { room, command } = commit
  const document = tables.rooms.get(room)
  if (!document) return { outcome: 'gone' }
  const answer = tables.answers.get([room, command])
  if (answer && now < answer.until) {
    return { outcome: 'committed', version: answer.version, at: answer.at, repeated: true }
  }
  if (!stands(document, commit.expect)) return { outcome: 'stale' }

  const version = applyChange(tables, commit, document)
  const at = commit.append ? append(tables, room, commit.append.session, commit.append.envelopes, now) : null
  if (commit.forget) forgetLogAt(tables, room, commit.forget.session, commit.forget.at, now)
  const until = now + COMMAND_MEMORY
  tables.answers.putSync([room, command], { version, at, until })
  tables.due.putSync([until, 'answer', room, command], true)
  return { outcome: 'committed', version, at, repeated: false }
}

/** The version after it. */
function applyChange(tables: Tables, { room, change }: Commit, document: RoomDocument): number {
  if (!change) return document.version
  const version = document.version + 1
  tables.rooms.putSync(room, { version, epochs: change.epochs, state: change.state })
  return version
}
