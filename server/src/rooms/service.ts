/**
 * Rooms: load → decide → commit → publish. The only writer of session state. Every refusal is a value; a store that
 * does not answer throws `StoreUnavailable`, which the gateway turns into one.
 */
import { HOUR } from '@fermata/shared/clock'
import { type CommandId, CLIENT, newId, type RandomSource, type RoomId, type SessionId, THERAPIST } from '@fermata/shared/ids'
import type { Delivered, Envelope } from '@fermata/shared/protocol'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { type Actor, type Command, decide, evolve, mayPost, newRoom, type RoomState } from '@fermata/shared/session'
import type { Store } from '../store/port.ts'
import type { Hub, Listener } from './hub.ts'
import type { Presence } from './presence.ts'
import { clientView, type RoomNow, therapistView } from './view.ts'

/** How long sealed messages of an ended session stay (retention class "session", DESIGN §5). */
const KEEP_ENDED_SESSION = 2 * HOUR
/** Contested commits: each loser loads and decides again, at most this often. */
const TRIES = 12
/** Entries per pull. */
const PULL_LIMIT = 200

/** What a command did: how far the log is now, and whether anything changed. */
export interface Done {
  at: number | null
}

export class RoomService {
  constructor(
    private readonly store: Store,
    private readonly hub: Hub,
    private readonly presence: Presence,
    private readonly random: RandomSource,
  ) {}

  /** Makes a room with a planned session; `false` when the id is taken. */
  create(room: RoomId): Promise<boolean> {
    return this.store.rooms.create(room, JSON.stringify(newRoom(newId<SessionId>(this.random))))
  }

  /** The room as it is now; `null` when there is none. */
  async now(room: RoomId): Promise<RoomNow | null> {
    const loaded = await this.store.rooms.load(room)
    if (loaded === null) return null
    const state = JSON.parse(loaded.document.state) as RoomState
    const { head } = await this.store.rooms.read(room, state.session.id, 0, 0)
    return { room, version: loaded.document.version, state, leases: loaded.leases, head, now: this.store.now() }
  }

  /** Decides a command on the newest state and commits what follows. */
  async run(room: RoomId, command: Command, id: CommandId): Promise<Result<Done>> {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await this.now(room)
      if (before === null) return refuse({ code: 'noSuchRoom' })
      const decision = decide(before.state, command, {
        now: before.now,
        nextSession: newId<SessionId>(this.random),
        clientLastSeen: before.leases.find((l) => l.seat === CLIENT)?.until ?? null,
      })
      if (!decision.ok) return decision
      if (decision.value.length === 0) return ok({ at: null })

      const after = decision.value.reduce(evolve, before.state)
      const ends = after.session.phase === 'finished' && before.state.session.phase !== 'finished'
      const committed = await this.store.rooms.commit({
        room,
        command: id,
        expect: { version: before.version },
        change: {
          state: JSON.stringify(after),
          epochs: { [THERAPIST]: after.therapist.epoch, [CLIENT]: after.client.epoch },
        },
        ...(ends ? { forget: { session: after.session.id, at: before.now + KEEP_ENDED_SESSION } } : {}),
        durable: true,
      })
      if (committed.outcome === 'gone') return refuse({ code: 'noSuchRoom' })
      if (committed.outcome === 'stale') continue
      await this.publish(room)
      return ok({ at: null })
    }
    return refuse({ code: 'unavailable', retryAfterMs: 500 })
  }

  /**
   * Takes a sealed message for the other seat. A fact is on disk before this answers; a hint is passed on and
   * forgotten. The position comes back for a fact.
   */
  async post(room: RoomId, actor: Actor, epoch: number, envelope: Envelope, id: CommandId): Promise<Result<Done>> {
    for (let tries = 0; tries < TRIES; tries++) {
      const loaded = await this.store.rooms.load(room)
      if (loaded === null) return refuse({ code: 'noSuchRoom' })
      const state = JSON.parse(loaded.document.state) as RoomState
      const allowed = mayPost(state, actor, epoch, envelope)
      if (!allowed.ok) return allowed
      if (envelope.class === 'hint') {
        this.#deliver(room, state, { at: null, envelope })
        return ok({ at: null })
      }
      const committed = await this.store.rooms.commit({
        room,
        command: id,
        expect: { seat: envelope.from, epoch },
        append: { session: envelope.session, envelopes: [envelope] },
        durable: true,
      })
      if (committed.outcome === 'gone') return refuse({ code: 'noSuchRoom' })
      if (committed.outcome === 'stale') continue
      if (!committed.repeated) this.#deliver(room, state, { at: committed.at, envelope })
      return ok({ at: committed.at })
    }
    return refuse({ code: 'unavailable', retryAfterMs: 500 })
  }

  /** The log of a session after a position, for whoever sits in it. */
  async pull(
    room: RoomId,
    actor: Actor,
    session: SessionId,
    after: number,
  ): Promise<Result<{ entries: Delivered[]; head: number }>> {
    const loaded = await this.store.rooms.load(room)
    if (loaded === null) return refuse({ code: 'noSuchRoom' })
    const state = JSON.parse(loaded.document.state) as RoomState
    if (!mayRead(state, actor, session)) return refuse({ code: 'notForYourSeat' })
    return ok(await this.store.rooms.read(room, session, after, PULL_LIMIT))
  }

  /** Shows everybody who listens here the room as it is now, and takes leases for those who sit in it. */
  async publish(room: RoomId): Promise<void> {
    const listeners = this.hub.in(room)
    if (listeners.length === 0) return
    const now = await this.now(room)
    if (now === null) return
    const settled = { ...now, leases: await this.presence.settle(now, listeners) }
    for (const listener of listeners) listener.tell({ type: 'view', view: viewFor(settled, listener) })
  }

  /** A listener has gone; the others see its seat as away. */
  async left(room: RoomId, listener: Listener): Promise<void> {
    this.hub.remove(room, listener)
    await this.presence.drop(room, listener, this.hub.in(room))
    await this.publish(room)
  }

  /** A hint across: only the tab that holds the other seat is spoken to. */
  #deliver(room: RoomId, state: RoomState, delivered: Delivered): void {
    const to = delivered.envelope.to === THERAPIST ? 'therapist' : 'client'
    const hold = state[to]
    if (!hold.held) return
    for (const listener of this.hub.in(room)) {
      if (listener.present && listener.as === to && listener.device === hold.device) listener.tell({ type: 'envelope', room, delivered })
    }
  }
}

/** The view for one pair of eyes. */
function viewFor(now: RoomNow, listener: Listener) {
  return listener.as === 'therapist' ? therapistView(now) : clientView(now, listener.present ? listener.device : null)
}

/** The holder of a seat reads the log of the session that is, or just was. */
function mayRead({ session, therapist, client }: RoomState, actor: Actor, of: SessionId): boolean {
  if (session.id !== of) return false
  if (actor.seat === 'therapist') return therapist.held && therapist.device === actor.device
  if (session.phase === 'finished') return session.client === actor.device
  return session.phase === 'inProgress' && client.held && client.device === actor.device
}
