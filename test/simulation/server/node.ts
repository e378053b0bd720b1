/**
 * One server process: the product's own connections, rooms and presence behind a gateway without sockets, which does for
 * each connection what `server/src/gateway/gateway.ts` does. It can crash, stall and drain.
 */
import { CLIENT, type DeviceId, type GenerationId, type LinkId, newId, type RoomId, type TherapistId } from '@fermata/shared/ids'
import type { Handshake } from '@fermata/shared/protocol'
import { type Clock, SECOND } from '@fermata/shared/clock'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { openDoor, owns } from '../../../server/src/auth/links.ts'
import { signedIn, signInOf } from '../../../server/src/auth/sign-ins.ts'
import { rightStands } from '../../../server/src/gateway/admission.ts'
import { end, type Right, type Wire } from '../../../server/src/gateway/connection.ts'
import { type OpenConnection, openConnection, type OpeningParts } from '../../../server/src/gateway/opening.ts'
import { type ErasureParts, eraseRoom, finishErasures } from '../../../server/src/erasure/erase.ts'
import type { Log } from '../../../server/src/log.ts'
import { type Given, keepReflection, ownCopies } from '../../../server/src/reflections/keep.ts'
import { Hub } from '../../../server/src/rooms/showing/hub.ts'
import type { Nodes } from '../../../server/src/rooms/nodes/nodes.ts'
import { Presence } from '../../../server/src/rooms/presence/presence.ts'
import { RoomService } from '../../../server/src/rooms/service.ts'
import type { Store } from '../../../server/src/store/port.ts'
import type { Dice } from '../world/dice.ts'
import { OwnTime } from '../world/time.ts'
import type { Weather } from '../world/weather.ts'
import type { Company } from './company.ts'
import { wayTo } from './store-way.ts'

export interface NodeParts {
  world: Clock
  store: Store
  company: Company
  dice: Dice
  weather: Weather
  /** The sign-in that a therapist's device sends along with every request. */
  cookieOf: (device: DeviceId) => string | null
  onFault: (thrown: unknown) => void
}

const MOVE_WITHIN = 1.5 * SECOND
const ASK_EVERY = 5 * SECOND
/** The store of a schedule never goes back. */
const GENERATION = 'AAAAAAAAAAAAAAAAAAAAAA' as GenerationId

export class ServerNode {
  readonly self: string
  readonly time: OwnTime
  readonly rooms: RoomService
  readonly #hub = new Hub()
  readonly #presence: Presence
  readonly #store: Store
  readonly #parts: NodeParts
  readonly #connections = new Map<OpenConnection, Wire>()
  readonly #gateway: OpeningParts
  readonly #nodes: Nodes
  readonly #erasing: ErasureParts
  #isDraining = false

  constructor(parts: NodeParts) {
    const { world, dice, weather, company, onFault } = parts
    this.#parts = parts
    this.time = new OwnTime(world)
    this.self = newId(dice)
    this.#store = wayTo(parts.store, this.time, dice, weather)
    const nodes = company.join(this.self, this.time)
    this.#nodes = nodes
    const base = { store: this.#store, generation: () => GENERATION, hub: this.#hub, nodes, random: dice, clock: this.time, onFault: this.#ifNoOutage }
    this.#presence = new Presence(this.#store, this.time, this.self, {
      onFault: this.#ifNoOutage,
      onLost: (room) => void this.rooms.publish(room),
    })
    this.rooms = new RoomService({ ...base, presence: this.#presence })
    const log: Log = { info: () => undefined, warn: (code, fields) => code === 'handlerFault' && fields?.fault !== 'StoreUnavailable' && onFault(new Error('a handler failed')) }
    this.#gateway = { store: this.#store, hub: this.#hub, rooms: this.rooms, log }
    nodes.listen({
      word: (word) => word.word === 'doorClosed' && this.#closeDoor(word.room),
      missed: () => void this.#askAgain(),
    })
    // No backup is brought back in a schedule: the list beside the store is never needed.
    const list = { add: () => Promise.resolve(), all: () => Promise.resolve([]) }
    this.#erasing = { store: this.#store, notes: this.rooms.notes, random: dice, list }
    // What another process began and did not finish; should the store be away, the next start does it.
    void finishErasures(this.#erasing).catch(() => undefined)
    this.#presence.start()
    this.rooms.start()
    this.#askSoon()
  }

  get takesConnections(): boolean {
    return !this.time.ended && !this.#isDraining
  }

  /** Lets a browser in or not, as the gateway's middleware does; then it is open until `lost`. */
  async admit(shown: Handshake, wire: Wire): Promise<Result<OpenConnection>> {
    try {
      const right = await this.#rightOf(shown)
      if (!right.ok) return right
      const opened = openConnection(this.#gateway, right.value, wire)
      this.#connections.set(opened, wire)
      return ok(opened)
    } catch {
      return refuse({ code: 'unavailable', retryAfterMs: 1_000 })
    }
  }

  /** The connection has gone. */
  lost(connection: OpenConnection): void {
    if (this.#connections.delete(connection)) connection.closed()
  }

  /** A request over HTTP of whoever proves a room's link (`server/src/http/routes`): the door, a reflection, the own copies. */
  async request(room: RoomId, path: string, body: unknown): Promise<Result<unknown>> {
    const { link, auth, ...given } = body as { link: LinkId; auth: string } & Given
    try {
      const bundle = await openDoor(this.#store, room, link, auth)
      if (bundle === null) return refuse({ code: 'noSuchRoom' })
      if (path.endsWith('/door')) return ok({ bundle })
      return path.endsWith('/own') ? ok({ copies: await ownCopies(this.#store, room, CLIENT) }) : await keepReflection(this.#store, room, given)
    } catch {
      return refuse({ code: 'unavailable', retryAfterMs: 1_000 })
    }
  }

  /** Erases a room, as its therapist asked. `false`: it may be half erased. */
  async erase(therapist: TherapistId, room: RoomId): Promise<boolean> {
    try {
      if (await owns(this.#store, therapist, room)) await eraseRoom(this.#erasing, therapist, room)
    } catch {
      return false
    }
    this.#closeDoor(room)
    this.#nodes.tell('others', { word: 'doorClosed', room })
    return true
  }

  /** SIGKILL. */
  crash(): void {
    this.time.end()
    this.#parts.company.leave(this.self)
    for (const wire of this.#connections.values()) wire.fail()
    this.#connections.clear()
  }

  /** SIGTERM: tells everybody to go elsewhere, waits a moment, ends. */
  drain(then: () => void): void {
    this.#isDraining = true
    this.rooms.drain()
    this.#presence.stop()
    for (const wire of this.#connections.values()) wire.tell({ type: 'move' })
    this.time.after(MOVE_WITHIN, () => {
      this.crash()
      then()
    })
  }

  async #rightOf(shown: Handshake): Promise<Result<Right>> {
    if (shown.as === 'therapist') {
      const token = this.#parts.cookieOf(shown.device)
      const therapist = token === null ? null : await signedIn(this.#store, token)
      if (token === null || therapist === null) return refuse({ code: 'signedOut' })
      return ok({ as: 'therapist', device: shown.device, nth: shown.nth, therapist, signIn: signInOf(token) })
    }
    const bundle = await openDoor(this.#store, shown.room, shown.link, shown.auth)
    return bundle === null ? refuse({ code: 'noSuchRoom' }) : ok({ as: 'client', device: shown.device, nth: shown.nth, room: shown.room, link: shown.link })
  }

  async #askAgain(): Promise<void> {
    for (const [{ right }, wire] of this.#connections) if (!(await rightStands(this.#store, right).catch(() => true))) end(right, wire)
  }

  #askSoon(): void {
    this.time.after(ASK_EVERY, () => void this.#askAgain().then(() => this.#askSoon()))
  }

  #closeDoor(room: RoomId): void {
    for (const [{ right }, wire] of this.#connections) if (right.as === 'client' && right.room === room) end(right, wire)
  }

  /** An outage is expected and said to nobody; anything else is a fault of ours. */
  readonly #ifNoOutage = (thrown: unknown): void => {
    if (!(thrown instanceof Error && thrown.name === 'StoreUnavailable')) this.#parts.onFault(thrown)
  }
}

