/**
 * Sealed messages from seat to seat, opened by nobody here. A fact is on the disk before it is acknowledged; a hint is
 * passed on and forgotten.
 */
import type { CommandId, RoomId, SessionId } from '@fermata/shared/ids'
import { THERAPIST } from '@fermata/shared/ids'
import type { Delivered, Envelope } from '@fermata/shared/protocol'
import { ok, type Refusal, refuse, type Result } from '@fermata/shared/result'
import { type Actor, mayPost, mayRead } from '@fermata/shared/session'
import type { Store } from '../store/port.ts'
import type { Neighbours } from './nodes/neighbours.ts'
import type { Read, Reading } from './reading.ts'

/** Contested commits: each loser loads and decides again, at most this often. */
export const TRIES = 12
/** Entries per pull. */
const PULL_LIMIT = 200

/** What a command or an envelope did: where a fact stands in the log. */
export interface Done {
  at: number | null
}

/**
 * The answer to what cannot be done now: as the first time, if this very command was done before and its
 * acknowledgement got lost – else the refusal.
 */
export async function asBefore(
  { rooms }: Pick<Store, 'rooms'>, room: RoomId, id: CommandId, refused: { ok: false; refusal: Refusal },
): Promise<Result<Done>> {
  // No room has this version: nothing is written.
  const known = await rooms.commit({ room, command: id, expect: { version: 0 }, durable: false })
  return known.outcome === 'committed' ? ok({ at: known.at }) : refused
}

export class Envelopes {
  constructor(
    private readonly store: Pick<Store, 'rooms'>,
    private readonly reading: Reading,
    private readonly neighbours: Pick<Neighbours, 'deliver'>,
  ) {}

  /** Takes a sealed message for the other seat. A fact's position comes back. */
  post(room: RoomId, actor: Actor, epoch: number, envelope: Envelope, id: CommandId): Promise<Result<Done>> {
    return envelope.class === 'hint'
      ? this.#passOn(room, actor, epoch, envelope)
      : this.#keep(room, actor, epoch, envelope, id)
  }

  /** The log of a session after a position, for whoever sits in it. */
  async pull(
    room: RoomId, actor: Actor, session: SessionId, after: number,
  ): Promise<Result<{ entries: Delivered[]; head: number }>> {
    const read = await this.reading.load(room)
    if (read === null) return refuse({ code: 'noSuchRoom' })
    if (!mayRead(read.state, actor, session)) return refuse({ code: 'notForYourSeat' })
    return ok(await this.store.rooms.read(room, session, after, PULL_LIMIT))
  }

  /** By the room as it was a moment ago, which spares the store; whom that would refuse, by the room as it is. */
  async #passOn(room: RoomId, actor: Actor, epoch: number, envelope: Envelope): Promise<Result<Done>> {
    const recent = await this.reading.recent(room)
    const mayByRecent = recent !== null && mayPost(recent.state, actor, epoch, envelope).ok
    const read = mayByRecent ? recent : await this.reading.load(room)
    if (read === null) return refuse({ code: 'noSuchRoom' })
    const allowed = mayPost(read.state, actor, epoch, envelope)
    if (!allowed.ok) return allowed
    this.#deliver(room, read, { at: null, envelope })
    return ok({ at: null })
  }

  async #keep(room: RoomId, actor: Actor, epoch: number, envelope: Envelope, id: CommandId): Promise<Result<Done>> {
    for (let tries = 0; tries < TRIES; tries++) {
      const read = await this.reading.load(room)
      if (read === null) return refuse({ code: 'noSuchRoom' })
      const allowed = mayPost(read.state, actor, epoch, envelope)
      if (!allowed.ok) return asBefore(this.store, room, id, allowed)
      const committed = await this.store.rooms.commit({
        room,
        command: id,
        expect: { seat: envelope.from, epoch },
        append: { session: envelope.session, envelopes: [envelope] },
        durable: true,
      })
      if (committed.outcome === 'gone') return refuse({ code: 'noSuchRoom' })
      if (committed.outcome === 'stale') continue
      if (!committed.repeated) this.#deliver(room, read, { at: committed.at, envelope })
      return ok({ at: committed.at })
    }
    return refuse({ code: 'unavailable', retryAfterMs: 500 })
  }

  /** Only the tab that holds the other seat is spoken to. */
  #deliver(room: RoomId, { state, leases }: Read, delivered: Delivered): void {
    const as = delivered.envelope.to === THERAPIST ? 'therapist' : 'client'
    const hold = state[as]
    if (!hold.held) return
    const lease = leases.find(({ seat }) => seat === delivered.envelope.to)
    this.neighbours.deliver(room, { as, device: hold.device }, lease, delivered)
  }
}
