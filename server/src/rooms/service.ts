/**
 * Rooms: load → decide → commit → publish. The only writer of session state. Every refusal is a value; a store that
 * does not answer throws `StoreUnavailable`, which the gateway turns into one.
 */
import type { Clock, Millis } from '@fermata/shared/clock'
import type { CommandId, RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { CLIENT, newId, THERAPIST } from '@fermata/shared/ids'
import type { Delivered, Envelope } from '@fermata/shared/protocol'
import { ok, type Refusal, refuse, type Result } from '@fermata/shared/result'
import {
  type Actor, type Command, decide, evolve, type Knock, mayPost, mayRead, newRoom, overdue, type RoomState,
} from '@fermata/shared/session'
import type { Lease, Store } from '../store/port.ts'
import { Doorkeeper } from './presence/doorkeeper.ts'
import { Hourglass } from './hourglass.ts'
import type { Hub, Listener } from './showing/hub.ts'
import { Neighbours } from './nodes/neighbours.ts'
import type { Nodes } from './nodes/nodes.ts'
import { Notes } from './notes.ts'
import { epochsOf, lastHere, waitingPlace } from './presence/places.ts'
import { LEASE_LASTS, type Presence } from './presence/presence.ts'
import { Reading } from './reading.ts'
import { retention } from './retention.ts'
import { Showing } from './showing/showing.ts'
import type { RoomNow } from './showing/view.ts'

/** Contested commits: each loser loads and decides again, at most this often. */
const TRIES = 12
/** Entries per pull. */
const PULL_LIMIT = 200

const LAPSE = { by: 'nobody', type: 'lapse' } as const

/** What a command did: how far the log is now, and whether anything changed. */
export interface Done {
  at: number | null
}

export interface RoomParts {
  store: Store
  hub: Hub
  presence: Presence
  nodes: Nodes
  random: RandomSource
  clock: Clock
  keepSession?: Millis
  /** Told of a fault nobody waits for an answer about; what was to happen is tried again. */
  onFault: (thrown: unknown) => void
}

export class RoomService {
  /** What the two of a room agreed on, sealed. */
  readonly notes: Notes
  readonly #reading: Reading
  readonly #showing: Showing
  readonly #neighbours: Neighbours

  constructor(private readonly parts: RoomParts) {
    this.notes = new Notes(parts.store)
    this.#reading = new Reading(parts.store.rooms)
    const doorkeeper = new Doorkeeper(parts.clock, (room, knock) => void this.#takeBack(room, knock))
    const hourglass = new Hourglass(parts.clock, (room) => void this.#timeIsUp(room))
    this.#showing = new Showing({ ...parts, doorkeeper, hourglass, load: (room) => this.now(room) })
    this.#neighbours = new Neighbours({ ...parts, showing: this.#showing })
  }

  /** Looks after the other processes from now on. */
  start(): void {
    this.#neighbours.start()
  }

  /** This process is about to end: its tabs go on at another, and nobody is shown as away. */
  drain(): void {
    this.#neighbours.stop()
    this.parts.presence.drain()
  }

  /** Makes a room with a planned session; `false` when the id is taken. */
  create(room: RoomId): Promise<boolean> {
    const { store, random } = this.parts
    return store.rooms.create(room, JSON.stringify(newRoom(newId<SessionId>(random))))
  }

  /** The room as it is now; `null` when there is none. */
  async now(room: RoomId): Promise<RoomNow | null> {
    const { store, presence } = this.parts
    const read = await this.#reading.load(room)
    if (read === null) {
      presence.forget(room)
      return null
    }
    const { state, version } = read
    const { head } = await store.rooms.read(room, state.session.id, 0, 0)
    const now = store.now()
    const leases = presence.leases(room, state, read.leases, now)
    return { room, version, state, leases, head, now }
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
      const decision = decide(before.state, command, circumstances)
      const isAlive = decision.ok && decision.value.some(({ event }) => event === 'mediaFlowed')
      // Whoever comes finds done what time had to do – unless they bring word that media flow all the while.
      if (command.type !== 'lapse' && !isAlive && overdue(before.state, circumstances).length > 0) {
        await this.run(room, LAPSE, newId<CommandId>(this.parts.random), 'callerShows')
        continue
      }
      if (!decision.ok) return this.#asBefore(room, id, decision)
      if (decision.value.length === 0) return ok({ at: null })

      const after = decision.value.reduce(evolve, before.state)
      const committed = await this.parts.store.rooms.commit({
        room,
        command: id,
        expect: { version: before.version },
        change: { state: JSON.stringify(after), epochs: epochsOf(after) },
        ...retention(decision.value, after, before.now, this.parts.keepSession),
        durable: true,
      })
      if (committed.outcome === 'gone') return refuse({ code: 'noSuchRoom' })
      if (committed.outcome === 'stale') continue
      this.#showing.changed(room)
      await this.parts.presence.moveAlong(before, after).catch(this.parts.onFault)
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
      const read = await this.#reading.load(room)
      if (read === null) return refuse({ code: 'noSuchRoom' })
      const { state, leases } = read
      const allowed = mayPost(state, actor, epoch, envelope)
      if (!allowed.ok) return this.#asBefore(room, id, allowed)
      if (envelope.class === 'hint') {
        this.#deliver(room, state, leases, { at: null, envelope })
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
      if (!committed.repeated) this.#deliver(room, state, leases, { at: committed.at, envelope })
      return ok({ at: committed.at })
    }
    return refuse({ code: 'unavailable', retryAfterMs: 500 })
  }

  /** The log of a session after a position, for whoever sits in it. */
  async pull(
    room: RoomId, actor: Actor, session: SessionId, after: number,
  ): Promise<Result<{ entries: Delivered[]; head: number }>> {
    const read = await this.#reading.load(room)
    if (read === null) return refuse({ code: 'noSuchRoom' })
    if (!mayRead(read.state, actor, session)) return refuse({ code: 'notForYourSeat' })
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
      this.#showing.changed(room)
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
    // No room has this version: nothing is written.
    const known = await this.parts.store.rooms.commit({ room, command: id, expect: { version: 0 }, durable: false })
    return known.outcome === 'committed' ? ok({ at: known.at }) : refused
  }

  /** The knock of a tab that is gone is taken back for it. */
  async #takeBack(room: RoomId, { device, knock }: Knock): Promise<void> {
    try {
      const now = await this.now(room)
      if (now === null || now.leases.some(({ seat }) => seat === waitingPlace(device))) return
      const command = { by: 'client', device, type: 'withdraw', session: now.state.session.id, knock } as const
      await this.run(room, command, newId<CommandId>(this.parts.random))
    } catch (thrown) {
      this.parts.onFault(thrown)
      // Looking again starts the wait anew.
      this.#showing.later(room, LEASE_LASTS)
    }
  }

  /** What time had to do in this room is done, though nobody asked. */
  async #timeIsUp(room: RoomId): Promise<void> {
    try {
      await this.run(room, LAPSE, newId<CommandId>(this.parts.random), 'callerShows')
    } catch (thrown) {
      this.parts.onFault(thrown)
      this.#showing.later(room, LEASE_LASTS)
    }
    await this.publish(room)
  }

  /** A hint across: only the tab that holds the other seat is spoken to. */
  #deliver(room: RoomId, state: RoomState, leases: readonly Lease[], delivered: Delivered): void {
    const as = delivered.envelope.to === THERAPIST ? 'therapist' : 'client'
    const hold = state[as]
    if (!hold.held) return
    const lease = leases.find(({ seat }) => seat === delivered.envelope.to)
    this.#neighbours.deliver(room, { as, device: hold.device }, lease, delivered)
  }
}
