/**
 * Rooms: load → decide → commit → publish. The only writer of session state. Every refusal is a value; a store that
 * does not answer throws `StoreUnavailable`, which the gateway turns into one.
 */
import type { Clock, Millis } from '@fermata/shared/clock'
import type { CommandId, GenerationId, RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { CLIENT, newId } from '@fermata/shared/ids'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { type Command, decide, evolve, type Knock, newRoom, overdue } from '@fermata/shared/session'
import type { Store } from '../store/port.ts'
import { asBefore, type Done, Envelopes, TRIES } from './envelopes.ts'
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

const LAPSE = { by: 'nobody', type: 'lapse' } as const

export interface RoomParts {
  store: Store
  /** Names the stretch of the store's life (`store/identity`). */
  generation: () => GenerationId
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
  /** What they say to each other, sealed. */
  readonly envelopes: Envelopes
  readonly #reading: Reading
  readonly #showing: Showing
  readonly #neighbours: Neighbours

  constructor(private readonly parts: RoomParts) {
    this.notes = new Notes(parts.store)
    this.#reading = new Reading(parts.store.rooms, parts.clock)
    const doorkeeper = new Doorkeeper(parts.clock, (room, knock) => void this.#takeBack(room, knock))
    const hourglass = new Hourglass(parts.clock, (room) => void this.#timeIsUp(room))
    this.#showing = new Showing({ ...parts, doorkeeper, hourglass, reading: this.#reading, load: (room) => this.now(room) })
    this.#neighbours = new Neighbours({ ...parts, showing: this.#showing })
    this.envelopes = new Envelopes(parts.store, this.#reading, this.#neighbours)
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
    const { store, generation: current, presence } = this.parts
    // Asked first: what is read after the store went back must not be taken for what it was before.
    const generation = current()
    const read = await this.#reading.load(room)
    if (read === null) {
      presence.forget(room)
      return null
    }
    const { state, version } = read
    const { head } = await store.rooms.read(room, state.session.id, 0, 0)
    const now = store.now()
    const leases = presence.leases(room, state, read.leases, now)
    return { room, generation, version, state, leases, head, now }
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
      if (!decision.ok) return asBefore(this.parts.store, room, id, decision)
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
}
