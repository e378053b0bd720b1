/**
 * Rooms: load → decide → commit → publish. The only writer of session state. Every refusal is a value; a store that
 * does not answer throws `StoreUnavailable`, which the gateway turns into one.
 */
import { type Clock, HOUR, type Millis } from '@fermata/shared/clock'
import type { CommandId, RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { CLIENT, newId, THERAPIST } from '@fermata/shared/ids'
import type { Delivered, Envelope } from '@fermata/shared/protocol'
import { ok, type Refusal, refuse, type Result } from '@fermata/shared/result'
import { type Actor, type Command, decide, evolve, isForgotten, type Knock, mayPost, newRoom, type RoomState } from '@fermata/shared/session'
import type { Store } from '../store/port.ts'
import { Doorkeeper } from './doorkeeper.ts'
import type { Hub, Listener } from './hub.ts'
import { LEASE_LASTS, type Presence } from './presence.ts'
import { Showing } from './showing.ts'
import type { RoomNow } from './view.ts'

/** How long sealed messages of an ended session stay (docs/security.md, Ended sessions). */
const KEEP_ENDED_SESSION = 2 * HOUR
/** Contested commits: each loser loads and decides again, at most this often. */
const TRIES = 12
/** Entries per pull. */
const PULL_LIMIT = 200

/** What a command did: how far the log is now, and whether anything changed. */
export interface Done {
  at: number | null
}

export interface RoomParts {
  store: Store
  hub: Hub
  presence: Presence
  random: RandomSource
  clock: Clock
  /** Told of a fault nobody waits for an answer about; what was to happen is tried again. */
  onFault: (thrown: unknown) => void
}

export class RoomService {
  readonly #showing: Showing

  constructor(private readonly parts: RoomParts) {
    const doorkeeper = new Doorkeeper(parts.clock, (room, knock) => void this.#takeBack(room, knock))
    this.#showing = new Showing({ ...parts, doorkeeper, load: (room) => this.now(room) })
  }

  /** Makes a room with a planned session; `false` when the id is taken. */
  create(room: RoomId): Promise<boolean> {
    const { store, random } = this.parts
    return store.rooms.create(room, JSON.stringify(newRoom(newId<SessionId>(random))))
  }

  /** The room as it is now; `null` when there is none. */
  async now(room: RoomId): Promise<RoomNow | null> {
    const { store, presence } = this.parts
    const loaded = await store.rooms.load(room)
    if (loaded === null) {
      presence.forget(room)
      return null
    }
    const state = JSON.parse(loaded.document.state) as RoomState
    const { head } = await store.rooms.read(room, state.session.id, 0, 0)
    const now = store.now()
    const leases = presence.leases(room, state, loaded.leases, now)
    return { room, version: loaded.document.version, state, leases, head, now }
  }

  /**
   * Decides a command on the newest state, commits what follows, and shows it – unless the caller does, who has
   * something more to change before anybody looks.
   */
  async run(
    room: RoomId,
    command: Command,
    id: CommandId,
    show: 'show' | 'callerShows' = 'show',
  ): Promise<Result<Done>> {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await this.now(room)
      if (before === null) return refuse({ code: 'noSuchRoom' })
      const circumstances = {
        now: before.now,
        nextSession: newId<SessionId>(this.parts.random),
        clientLastSeen: before.leases.find((l) => l.seat === CLIENT)?.until ?? null,
        lastHere: lastHere(before),
      }
      // Whoever comes to a forgotten session finds it over.
      if (command.type !== 'lapse' && isForgotten(before.state, circumstances)) {
        await this.run(room, { by: 'nobody', type: 'lapse' }, newId<CommandId>(this.parts.random), 'callerShows')
        continue
      }
      const decision = decide(before.state, command, circumstances)
      if (!decision.ok) return this.#asBefore(room, id, decision)
      if (decision.value.length === 0) return ok({ at: null })

      const after = decision.value.reduce(evolve, before.state)
      const ends = after.session.phase === 'finished' && before.state.session.phase !== 'finished'
      const committed = await this.parts.store.rooms.commit({
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
      if (show === 'show') await this.publish(room)
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
      const loaded = await this.parts.store.rooms.load(room)
      if (loaded === null) return refuse({ code: 'noSuchRoom' })
      const state = JSON.parse(loaded.document.state) as RoomState
      const allowed = mayPost(state, actor, epoch, envelope)
      if (!allowed.ok) return this.#asBefore(room, id, allowed)
      if (envelope.class === 'hint') {
        this.#deliver(room, state, { at: null, envelope })
        return ok({ at: null })
      }
      const committed = await this.parts.store.rooms.commit({
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
    const loaded = await this.parts.store.rooms.load(room)
    if (loaded === null) return refuse({ code: 'noSuchRoom' })
    const state = JSON.parse(loaded.document.state) as RoomState
    if (!mayRead(state, actor, session)) return refuse({ code: 'notForYourSeat' })
    return ok(await this.parts.store.rooms.read(room, session, after, PULL_LIMIT))
  }

  /** Shows everybody who listens here what is new to them – `asking` in any case – and takes leases for who sits. */
  publish(room: RoomId, asking?: Listener): Promise<void> {
    return this.#showing.publish(room, asking)
  }

  /** A listener has gone; the others see its seat as away. Never throws. */
  async left(room: RoomId, listener: Listener): Promise<void> {
    const { hub, presence, onFault } = this.parts
    hub.remove(room, listener)
    try {
      await presence.drop(room, listener, hub.in(room))
    } catch (thrown) {
      onFault(thrown)
      // The lease ends by itself.
      this.#showing.later(room, LEASE_LASTS)
    }
    await this.publish(room)
  }

  /**
   * The answer to a command that cannot be done now: as the first time, if this very command was done before and its
   * acknowledgement got lost – else the refusal.
   */
  async #asBefore(room: RoomId, id: CommandId, refused: { ok: false; refusal: Refusal }): Promise<Result<Done>> {
    // No room has this version: nothing is written, a known command is answered.
    const known = await this.parts.store.rooms.commit({ room, command: id, expect: { version: 0 }, durable: false })
    return known.outcome === 'committed' ? ok({ at: known.at }) : refused
  }

  /** The knock of a tab that is gone is taken back for it. */
  async #takeBack(room: RoomId, { device, knock }: Knock): Promise<void> {
    try {
      const now = await this.now(room)
      if (now === null) return
      const command = { by: 'client', device, type: 'withdraw', session: now.state.session.id, knock } as const
      await this.run(room, command, newId<CommandId>(this.parts.random))
    } catch (thrown) {
      this.parts.onFault(thrown)
      // Looking again starts the wait anew.
      this.#showing.later(room, LEASE_LASTS)
    }
  }

  /** A hint across: only the tab that holds the other seat is spoken to. */
  #deliver(room: RoomId, state: RoomState, delivered: Delivered): void {
    const to = delivered.envelope.to === THERAPIST ? 'therapist' : 'client'
    const hold = state[to]
    if (!hold.held) return
    for (const listener of this.parts.hub.in(room)) {
      const holds = listener.present && listener.as === to && listener.device === hold.device
      if (holds) listener.tell({ type: 'envelope', room, delivered })
    }
  }
}

/** When a device of either seat was last connected; `null` while none is known. */
function lastHere({ leases }: RoomNow): Millis | null {
  return leases.length === 0 ? null : Math.max(...leases.map(({ until }) => until))
}

/** The holder of a seat reads the log of the session that is, or just was. */
function mayRead({ session, therapist, client }: RoomState, actor: Actor, of: SessionId): boolean {
  if (session.id !== of) return false
  if (actor.seat === 'therapist') return therapist.held && therapist.device === actor.device
  if (session.phase === 'finished') return session.client === actor.device
  return session.phase === 'inProgress' && client.held && client.device === actor.device
}
