/**
 * The socket side of the server: admit, count, parse, dispatch, acknowledge. One guarded event up, one event down;
 * no handler sees a byte that a schema has not let through, and no fault of a handler reaches another connection.
 */
import type { Server as HttpServer } from 'node:http'
import type { Clock } from '@fermata/shared/clock'
import type { RoomId, TherapistId } from '@fermata/shared/ids'
import { type Ack, FRAME_BYTES, Up } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import { Server, type Socket } from 'socket.io'
import * as v from 'valibot'
import { roomsOf } from '../auth/links.ts'
import type { SignInCookie } from '../auth/sign-ins.ts'
import { faultName, type Log } from '../log.ts'
import type { Hub } from '../rooms/hub.ts'
import type { RoomService } from '../rooms/service.ts'
import { StoreUnavailable, type Store } from '../store/port.ts'
import { isOurPage, rightOf } from './admission.ts'
import { bucket } from './bucket.ts'
import { Place, type Right } from './connection.ts'
import { dispatch } from './handlers.ts'

export interface GatewayParts {
  store: Store
  rooms: RoomService
  hub: Hub
  cookie: SignInCookie
  clock: Clock
  log: Log
  /** Our own origin, compared exactly with every handshake. */
  origin: () => string
}

const parseUp = v.safeParser(Up)
/** Rooms of one connection: a client has one, a therapist all of theirs. */
type Places = Map<RoomId, Place>

export class Gateway {
  readonly #io: Server
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
      // facts/webrtc §3: with these a browser notices a dead connection within six seconds.
      pingInterval: 5_000,
      pingTimeout: 4_000,
      connectTimeout: 5_000,
      perMessageDeflate: false,
      allowRequest: (request, decide) => decide(null, isOurPage(request, parts.origin())),
    })
    this.#io.engine.on('connection', (connection: { on(event: 'packet', heard: () => void): void; close(): void }) => {
      const mayTake = bucket(parts.clock)
      connection.on('packet', () => {
        if (mayTake()) return
        parts.log.warn('flooded')
        connection.close()
      })
    })
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
      if (listener.as !== 'client') continue
      listener.tell({ type: 'gone', room })
      listener.cut()
    }
  }

  /** Tells every browser to connect again, then closes. */
  async close(): Promise<void> {
    this.#io.emit('down', { type: 'move' })
    await this.#io.close()
  }

  async #admit(socket: Socket, next: (problem?: Error) => void): Promise<void> {
    const { store, cookie, log } = this.parts
    try {
      const right = await rightOf(store, cookie, socket.request.headers.cookie, socket.handshake.auth)
      if (right.ok) {
        socket.data = right.value
        next()
      } else next(refusalError(right.refusal))
    } catch (thrown) {
      log.warn('handlerFault', { at: 'handshake', fault: faultName(thrown) })
      next(refusalError({ code: 'unavailable', retryAfterMs: 1_000 }))
    }
  }

  async #open(socket: Socket): Promise<void> {
    const { store, hub, rooms, log } = this.parts
    const right = socket.data as Right
    const places: Places = new Map()
    const wire = {
      tell: (message: unknown) => void socket.emit('down', message),
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

    socket.on('up', (raw: unknown, acknowledge: unknown) => void this.#hear(places, raw, acknowledge))
    socket.on('disconnect', () => {
      if (right.as === 'therapist') this.#desks.get(right.therapist)?.delete(listen)
      for (const place of places.values()) {
        rooms.left(place.room, place).catch((thrown) => log.warn('handlerFault', { at: 'left', fault: faultName(thrown) }))
      }
    })

    if (right.as === 'client') return listen(right.room)
    const desks = this.#desks.get(right.therapist) ?? new Set()
    this.#desks.set(right.therapist, desks.add(listen))
    try {
      for (const { room } of await roomsOf(store, right.therapist)) {
        listen(room)
        await rooms.publish(room)
      }
    } catch (thrown) {
      log.warn('handlerFault', { at: 'desk', fault: faultName(thrown) })
      // Without its rooms a desk would be deaf; connecting again is the way out.
      socket.conn.close()
    }
  }

  async #hear(places: Places, raw: unknown, acknowledge: unknown): Promise<void> {
    const answer = typeof acknowledge === 'function' ? (acknowledge as (ack: Ack) => void) : () => {}
    const refused = (refusal: Refusal): void => answer({ outcome: 'refused', now: this.parts.store.now(), refusal })

    const parsed = parseUp(raw)
    if (!parsed.success) return refused({ code: 'malformed' })
    const message = parsed.output
    const place = places.get(message.room)
    if (place === undefined) return refused({ code: 'noSuchRoom' })
    try {
      const result = await dispatch(this.parts.rooms, place, message)
      const now = this.parts.store.now()
      if (!result.ok) refused(result.refusal)
      else if ('entries' in result.value) answer({ outcome: 'log', now, ...result.value })
      else answer({ outcome: 'committed', now, ...result.value })
    } catch (thrown) {
      const code = thrown instanceof StoreUnavailable ? 'storeUnavailable' : 'handlerFault'
      this.parts.log.warn(code, { at: message.type, fault: faultName(thrown) })
      refused({ code: 'unavailable', retryAfterMs: 1_000 })
    }
  }
}

/** Socket.IO passes `data` of a middleware's error on to the browser. */
function refusalError(refusal: Refusal): Error {
  return Object.assign(new Error('refused'), { data: refusal })
}
