/**
 * A room's notes in the store: one sealed box, on the disk before it is answered. The server compares revisions and
 * bytes, and reads nothing.
 */
import type { RoomId } from '@fermata/shared/ids'
import type { StoredNotes } from '@fermata/shared/protocol'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { type Actor, mayUseNotes, type RoomState } from '@fermata/shared/session'
import type { Store } from '../store/port.ts'

/** One record of the room's own partition, gone with the room. */
const PLACE = { shelf: 'notes', key: 'box' } as const

export class Notes {
  constructor(private readonly store: Store) {}

  /** The box as it is; `null` where none was ever written. */
  async read(room: RoomId, actor: Actor): Promise<Result<{ notes: StoredNotes | null }>> {
    const allowed = await this.#mayUse(room, actor)
    return allowed.ok ? ok({ notes: await this.#stored(room) }) : allowed
  }

  /** Puts the next revision in its place. The same one again, with the same bytes, is taken as written before. */
  async write(room: RoomId, actor: Actor, given: StoredNotes): Promise<Result<{ at: null }>> {
    const allowed = await this.#mayUse(room, actor)
    if (!allowed.ok) return allowed
    const change = { ...PLACE, expect: given.rev - 1, value: given.box }
    if (await this.store.records.write(room, [change])) return ok({ at: null })
    const stored = await this.#stored(room)
    return stored?.rev === given.rev && stored.box === given.box ? ok({ at: null }) : refuse({ code: 'superseded' })
  }

  /** Removes the room's notes. */
  async erase(room: RoomId): Promise<void> {
    if ((await this.#stored(room)) === null) return
    await this.store.records.write(room, [{ ...PLACE, expect: 'any', value: null }])
  }

  async #stored(room: RoomId): Promise<StoredNotes | null> {
    const entry = await this.store.records.get(room, PLACE.shelf, PLACE.key)
    return entry && { rev: entry.rev, box: entry.value }
  }

  async #mayUse(room: RoomId, actor: Actor): Promise<Result<null>> {
    const loaded = await this.store.rooms.load(room)
    if (loaded === null) return refuse({ code: 'noSuchRoom' })
    return mayUseNotes(JSON.parse(loaded.document.state) as RoomState, actor) ? ok(null) : refuse({ code: 'notForYourSeat' })
  }
}
