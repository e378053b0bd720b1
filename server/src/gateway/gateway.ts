/**
 * The socket side of the server: admit, count, parse, dispatch, acknowledge. One guarded event up, one event down;
 * no handler sees a byte that a schema has not let through, and no fault of a handler reaches another connection.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { RoomId, TherapistId } from '@fermata/shared/ids'
import type { Clock } from '@fermata/shared/clock'
import { FRAME_BYTES } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import { Server, type Socket } from 'socket.io'
import { linkStands, roomsOf } from '../auth/links.ts'
import type { SignInCookie } from '../auth/sign-ins.ts'
import { addressOf } from '../limits/address.ts'
import type { Attempts } from '../limits/attempts.ts'
import { bucket } from '../limits/bucket.ts'
import { Crowd } from '../limits/crowd.ts'
import { faultName } from '../log.ts'
import type { Hub } from '../rooms/hub.ts'
import type { Store } from '../store/port.ts'
import { isOurPage, rightOf } from './admission.ts'
import { Place, type Right, type Wire } from './connection.ts'
import { hear, type HearingParts } from './hearing.ts'

export interface GatewayParts extends HearingParts {
  store: Store
  hub: Hub
  cookie: SignInCookie
  clock: Clock
  attempts: Attempts
  /** Our own origin, compared exactly with every handshake. */
  origin: () => string
}

/** What we need of the engine below Socket.IO: connections before anything of theirs is parsed. */
interface RawConnection {
  request: IncomingMessage
  on(event: 'packet' | 'close', act: () => void): void
  close(): void
}

export class Gateway {
  readonly #io: Server
  readonly #crowd = new Crowd()
  /** Desks by therapist, so that a room made now rings at those already open. */
  readonly #desks = new Map<TherapistId, Set<(room: RoomId) => void>>()

  constructor(
    http: HttpServer,
    private readonly parts: GatewayParts,
  ) {
    this.#io = new Server(http, {
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: FRAME_BYTES,
      // Measured: with these a browser notices a dead connection after 4.6–6.2 s.
      pingInterval: 5_000,
      pingTimeout: 4_000,
      connectTimeout: 5_000,
      perMessageDeflate: false,
      allowRequest: (request, decide) => decide(null, this.#mayConnect(request)),
    })
    this.#io.engine.on('connection', (connection: RawConnection) => this.#count(connection))
    this.#io.use((socket, next) => void this.#admit(socket, next))
    this.#io.on('connection', (socket) => void this.#open(socket))
  }

  /** A room was made: this therapist's open desks listen to it from now on. */
  roomMade(therapist: TherapistId, room: RoomId): void {
    for (const listen of this.#desks.get(therapist) ?? []) listen(room)
  }

  /** The link or the room is gone: clients of this room are told and cut. */
  doorClosed(room: RoomId): void {
    for (const listener of this.parts.hub.in(room)) {
      if (listener.as === 'client') sayGone(room, listener)
    }
  }

  /** Tells every browser to connect again, then closes. */
  async close(): Promise<void> {
    this.#io.emit('down', { type: 'move' })
    await this.#io.close()
  }

  #mayConnect(request: IncomingMessage): boolean {
    const origin = this.parts.origin()
    return isOurPage(request, origin) && this.#crowd.mayEnter(addressOf(request, origin))
  }

  /** Counts connections by address, and what each sends: before a byte of it is parsed. */
  #count(connection: RawConnection): void {
    const leave = this.#crowd.enter(addressOf(connection.request, this.parts.origin()))
    const mayTake = bucket(this.parts.clock)
    connection.on('close', leave)
    connection.on('packet', () => {
      if (mayTake()) return
      this.parts.log.warn('flooded')
      connection.close()
    })
  }

  async #admit(socket: Socket, next: (problem?: Error) => void): Promise<void> {
    const { store, cookie, log, attempts, origin } = this.parts
    const address = addressOf(socket.request, origin())
    // Said as "later", so that a page whose neighbour is guessing comes in as soon as it may.
    const wait = attempts.wait(address)
    if (wait > 0) return next(refusalError({ code: 'unavailable', retryAfterMs: wait }))
    try {
      const right = await rightOf(store, cookie, socket.request.headers.cookie, socket.handshake.auth)
      if (right.ok) {
        socket.data = right.value
        return next()
      }
      if (right.refusal.code === 'noSuchRoom') attempts.wrong(address)
      next(refusalError(right.refusal))
    } catch (thrown) {
      log.warn('handlerFault', { at: 'handshake', fault: faultName(thrown) })
      next(refusalError({ code: 'unavailable', retryAfterMs: 1_000 }))
    }
  }

  async #open(socket: Socket): Promise<void> {
    const { hub, rooms } = this.parts
    const right = socket.data as Right
    const places = new Map<RoomId, Place>()
    const wire: Wire = {
      tell: (message) => void socket.emit('down', message),
      cut: () => void socket.disconnect(true),
    }
    // The same tab may connect again before its old connection is seen to be dead.
    const cutOlder = (place: Place): void => {
      for (const other of hub.in(place.room)) {
        if (other !== place && other.present && other.device === place.device && other.as === place.as) other.cut()
      }
    }
    const listen = (room: RoomId): void => {
      if (places.has(room) || !socket.connected) return
      const place = new Place(room, right, wire, cutOlder)
      places.set(room, place)
      hub.add(room, place)
    }

    socket.on('up', (raw: unknown, acknowledge: unknown) => void hear(this.parts, places, raw, acknowledge))
    socket.on('disconnect', () => {
      if (right.as === 'therapist') this.#closeDesk(right.therapist, listen)
      for (const place of places.values()) void rooms.left(place.room, place)
    })
    try {
      if (right.as === 'therapist') return await this.#openDesk(right, listen)
      listen(right.room)
      // Renewed between the handshake and now: whoever renewed it did not see us listen yet.
      if (!(await linkStands(this.parts.store, right.room, right.link))) sayGone(right.room, wire)
    } catch (thrown) {
      this.parts.log.warn('handlerFault', { at: right.as, fault: faultName(thrown) })
      // Not knowing its rooms, or whether its link still stands, it must not stay; connecting again is the way out.
      socket.conn.close()
    }
  }

  async #openDesk({ therapist }: Right & { as: 'therapist' }, listen: (room: RoomId) => void): Promise<void> {
    const { store, rooms } = this.parts
    this.#desks.set(therapist, (this.#desks.get(therapist) ?? new Set()).add(listen))
    for (const { room } of await roomsOf(store, therapist)) {
      listen(room)
      await rooms.publish(room)
    }
  }

  #closeDesk(therapist: TherapistId, listen: (room: RoomId) => void): void {
    const desks = this.#desks.get(therapist)
    desks?.delete(listen)
    if (desks?.size === 0) this.#desks.delete(therapist)
  }
}

function sayGone(room: RoomId, wire: Wire): void {
  wire.tell({ type: 'gone', room })
  wire.cut()
}

/** Socket.IO passes `data` of a middleware's error on to the browser. */
function refusalError(refusal: Refusal): Error {
  return Object.assign(new Error('refused'), { data: refusal })
}
