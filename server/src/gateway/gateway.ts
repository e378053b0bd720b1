/**
 * The socket side of the server: admit, count, parse, dispatch, acknowledge. One guarded event up, one event down;
 * no handler sees a byte that a schema has not let through, and no fault of a handler reaches another connection.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { bucket } from '@fermata/shared/bucket'
import type { RoomId, TherapistId } from '@fermata/shared/ids'
import { type Cancel, type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import { FRAME_BYTES, MESSAGES_AT_ONCE, MESSAGES_PER_SECOND } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import { Server, type Socket } from 'socket.io'
import type { SignInCookie } from '../auth/sign-ins.ts'
import type { Addresses } from '../limits/address.ts'
import type { Attempts } from '../limits/attempts.ts'
import { Crowd } from '../limits/crowd.ts'
import { faultName } from '../log.ts'
import type { Nodes, Word } from '../rooms/nodes/nodes.ts'
import { isOurPage, rightOf, rightStands } from './admission.ts'
import { end, type Right, sayGone, type Wire } from './connection.ts'
import { forgetDoor } from './forget-door.ts'
import { openConnection, type OpeningParts } from './opening.ts'

export interface GatewayParts extends OpeningParts {
  nodes: Nodes
  cookie: SignInCookie
  clock: Clock
  attempts: Attempts
  addresses: Addresses
  /** Our own origin, compared exactly with every handshake. */
  origin: () => string
}

/** How long a process that ends waits for its browsers to go on elsewhere; they go within half a second. */
const MOVE_WITHIN = 1.5 * SECOND
/** How often links are looked at again where another process may have renewed them. */
const ASK_EVERY = 5 * SECOND

/** What we need of the engine below Socket.IO: connections before anything of theirs is parsed. */
interface RawConnection {
  request: IncomingMessage
  on(event: 'packet' | 'close', act: () => void): void
  close(): void
}

export class Gateway {
  readonly #io: Server
  readonly #crowd = new Crowd()
  #stopAsking: Cancel = () => {}
  /** Desks by therapist, so that a room made now rings at those already open. */
  readonly #desks = new Map<TherapistId, Set<(room: RoomId) => void>>()

  constructor(
    private readonly http: HttpServer,
    private readonly parts: GatewayParts,
  ) {
    this.#io = new Server(http, {
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: FRAME_BYTES,
      // A browser that hears no ping for both together takes the connection for dead: after four to seven seconds.
      pingInterval: 3_000,
      pingTimeout: 4_000,
      connectTimeout: 5_000,
      perMessageDeflate: false,
      allowRequest: (request, decide) => decide(null, this.#mayConnect(request)),
    })
    this.#io.engine.on('connection', (connection: RawConnection) => this.#count(connection))
    this.#io.use((socket, next) => void this.#admit(socket, next))
    this.#io.on('connection', (socket) => this.#open(socket))
    parts.nodes.listen({ word: (word) => this.#hear(word), missed: () => void this.#askAgain() })
    if (parts.nodes.company === 'several') this.#askSoon()
  }

  /** A room was made: this therapist's open desks, at every process, listen to it from now on. */
  roomMade(therapist: TherapistId, room: RoomId): void {
    this.#tellAll({ word: 'roomMade', therapist, room })
  }

  /** The link or the room is gone: clients of this room, at every process, are told and cut. */
  doorClosed(room: RoomId): void {
    this.#tellAll({ word: 'doorClosed', room })
  }

  /** A sign-in was ended: every connection that was opened with it, at every process, is cut. */
  signedOut(signIn: string): void {
    this.#tellAll({ word: 'signedOut', signIn })
  }

  /** A sign-in was followed by another of the same browser: its connections, at every process, are opened anew under that. */
  signedInAgain(before: string): void {
    this.#tellAll({ word: 'signedInAgain', before })
  }

  /**
   * Tells every browser to connect again – elsewhere, since nobody is let in here any more – and gives them a moment
   * to do so; then closes what is left.
   */
  async close(): Promise<void> {
    this.parts.rooms.drain()
    this.#stopAsking()
    this.http.close()
    this.#io.emit('down', { type: 'move' })
    await this.#empty(MOVE_WITHIN)
    await this.#io.close()
  }

  /** Resolves when nobody is connected any more, or after `patience` ms. */
  #empty(patience: Millis): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.parts.clock.after(patience, resolve)
      const look = (): void => {
        if (this.#io.sockets.sockets.size > 0) return
        cancel()
        resolve()
      }
      for (const socket of this.#io.sockets.sockets.values()) socket.once('disconnect', () => setImmediate(look))
      look()
    })
  }

  /** Whether those connected may still be, in case another process's word did not arrive. */
  async #askAgain(): Promise<void> {
    for (const socket of this.#io.sockets.sockets.values()) {
      const right = socket.data as Right
      // A store that does not answer is asked again at the next turn.
      if (await rightStands(this.parts.store, right).catch(() => true)) continue
      // A therapist's browser may have another sign-in by now: it connects again, and is let in or signed out.
      if (right.as === 'therapist') wireOf(socket).fail()
      else end(right, wireOf(socket))
    }
  }

  #askSoon(): void {
    this.#stopAsking = this.parts.clock.after(ASK_EVERY, () => void this.#askAgain().then(() => this.#askSoon()))
  }

  #tellAll(word: Word): void {
    this.#hear(word)
    this.parts.nodes.tell('others', word)
  }

  #hear(word: Word): void {
    if (word.word === 'roomMade') for (const listen of this.#desks.get(word.therapist) ?? []) listen(word.room)
    if (word.word === 'signedOut') this.#under(word.signIn, (socket, right) => end(right, wireOf(socket)))
    if (word.word === 'signedInAgain') this.#under(word.before, (socket) => wireOf(socket).fail())
    if (word.word !== 'doorClosed') return
    for (const listener of this.parts.hub.in(word.room)) if (listener.as === 'client') sayGone(word.room, listener)
  }

  /** Every connection that was opened with this sign-in. */
  #under(signIn: string, act: (socket: Socket, right: Right) => void): void {
    for (const socket of this.#io.sockets.sockets.values()) {
      const right = socket.data as Right
      if (right.as === 'therapist' && right.signIn === signIn) act(socket, right)
    }
  }

  #mayConnect(request: IncomingMessage): boolean {
    const { origin, addresses } = this.parts
    return isOurPage(request, origin()) && this.#crowd.mayEnter(addresses.of(request))
  }

  /** Counts connections by address, and what each sends: before a byte of it is parsed. */
  #count(connection: RawConnection): void {
    const leave = this.#crowd.enter(this.parts.addresses.of(connection.request))
    const mayTake = bucket(this.parts.clock, MESSAGES_PER_SECOND, MESSAGES_AT_ONCE)
    connection.on('close', leave)
    connection.on('packet', () => {
      if (mayTake()) return
      this.parts.log.warn('flooded')
      connection.close()
    })
  }

  async #admit(socket: Socket, next: (problem?: Error) => void): Promise<void> {
    const { store, cookie, log } = this.parts
    try {
      const right = await rightOf(store, cookie, socket.request.headers.cookie, socket.handshake.auth)
      if (right.ok) {
        socket.data = right.value
        return next()
      }
      next(refusalError(right.refusal.code === 'noSuchRoom' ? this.#judged(right.refusal, socket.request) : right.refusal))
    } catch (thrown) {
      log.warn('handlerFault', { at: 'handshake', fault: faultName(thrown) })
      next(refusalError({ code: 'unavailable', retryAfterMs: 1_000 }))
    }
  }

  /** A wrong link that has to wait is told "later", so that its page goes on asking, and hears in the end that it is wrong. */
  #judged(wrong: Refusal, request: IncomingMessage): Refusal {
    const { attempts, addresses, log } = this.parts
    const wait = attempts.judge(addresses.of(request))
    if (wait > 0) return { code: 'unavailable', retryAfterMs: wait }
    log.warn('wrongSecret', { at: 'handshake' })
    return wrong
  }

  #open(socket: Socket): void {
    const right = socket.data as Right
    forgetDoor(socket)
    const opened = openConnection(this.parts, right, wireOf(socket))
    if (right.as === 'therapist') this.#openDesk(right.therapist, opened.listen)
    socket.on('up', opened.hear)
    socket.on('disconnect', () => {
      if (right.as === 'therapist') this.#closeDesk(right.therapist, opened.listen)
      opened.closed()
    })
  }

  #openDesk(therapist: TherapistId, listen: (room: RoomId) => void): void {
    this.#desks.set(therapist, (this.#desks.get(therapist) ?? new Set()).add(listen))
  }

  #closeDesk(therapist: TherapistId, listen: (room: RoomId) => void): void {
    const desks = this.#desks.get(therapist)
    desks?.delete(listen)
    if (desks?.size === 0) this.#desks.delete(therapist)
  }
}

const wireOf = (socket: Socket): Wire => ({
  tell: (message) => void socket.emit('down', message),
  cut: () => void socket.disconnect(true),
  fail: () => socket.conn.close(),
})

/** Socket.IO passes `data` of a middleware's error on to the browser. */
function refusalError(refusal: Refusal): Error {
  return Object.assign(new Error('refused'), { data: refusal })
}
