/** The store that the rest of the server gets: each call of it goes by `Watched`. */
import type { GenerationId } from '@fermata/shared/ids'
import type { RecordStore, RoomStore, Store } from '../port.ts'
import type { Watched } from './watched.ts'

/** A store of which it is known which one it is. */
export interface IdentifiedStore extends Store {
  /** Another one whenever something that was acknowledged may be missing. */
  generation(): GenerationId
}

export function guarded(store: Store, watched: Watched): IdentifiedStore {
  return {
    rooms: guardedRooms(watched),
    records: guardedRecords(watched),
    compact: () => store.compact(),
    now: () => store.now(),
    generation: () => watched.generation(),
    healthy: async () => watched.isOurs && (await store.healthy()),
    close() {
      watched.close()
      return store.close()
    },
  }
}

const always = (): boolean => true

function guardedRooms(watched: Watched): RoomStore {
  const { beats } = watched
  return {
    create: (room, state) => watched.call(({ rooms }) => rooms.create(room, state), always),
    async load(room) {
      const expected = beats.version(room)
      const loaded = await watched.call(({ rooms }) => rooms.load(room), (answer) => answer === null)
      if (loaded !== null && loaded.document.version < expected) await watched.wentBack()
      return loaded
    },
    async commit(commit) {
      const committed = await watched.call(({ rooms }) => rooms.commit(commit), ({ outcome }) => outcome === 'gone')
      if (committed.outcome === 'committed' && commit.durable) beats.committed(commit.room, committed.version)
      return committed
    },
    read: (room, session, after, limit) => watched.call(({ rooms }) => rooms.read(room, session, after, limit)),
    renew: (leases) => watched.call(({ rooms }) => rooms.renew(leases), (refused) => refused.length > 0),
    release: (room, lease) => watched.call(({ rooms }) => rooms.release(room, lease)),
    erase: (room) => watched.call(({ rooms }) => rooms.erase(room), always),
  }
}

function guardedRecords(watched: Watched): RecordStore {
  return {
    get: (owner, shelf, key) => watched.call(({ records }) => records.get(owner, shelf, key), (entry) => entry === null),
    list: (owner, shelf) => watched.call(({ records }) => records.list(owner, shelf), (entries) => entries.length === 0),
    write: (owner, changes) => watched.call(({ records }) => records.write(owner, changes), always),
  }
}
