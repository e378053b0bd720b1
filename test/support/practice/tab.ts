import type { CommandId, DeviceId, RoomId } from '@fermata/shared/ids'
import { Ack, type ClientStanding, Down, type RoomView, type Up } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import { io, type Socket } from 'socket.io-client'
import * as v from 'valibot'
import { fresh } from './therapist.ts'

/** A message without what every message has; `command` may be given, to send the very same again. */
export type Body = Up extends infer One
  ? One extends Up
    ? Omit<One, 'command' | 'room'> & { command?: CommandId; room?: RoomId }
    : never
  : never

/** A connection of one tab, that remembers everything it was told. */
export class Tab {
  /** Everything the server sent on this connection, as it came over the wire. */
  readonly frames: string[] = []
  readonly heard: Down[] = []
  /** Why the connection ended, once it has. */
  readonly closed: Promise<string>
  readonly #looking = new Set<() => void>()

  constructor(
    readonly socket: Socket,
    readonly device: DeviceId,
    /** The room its messages are about. */
    public room: RoomId | null,
    readonly isClient: boolean,
  ) {
    this.closed = new Promise((resolve) => socket.on('disconnect', (reason) => resolve(reason)))
    socket.on('down', (raw: unknown) => {
      this.heard.push(v.parse(Down, raw))
      for (const look of [...this.#looking]) look()
    })
  }

  /** Sends a message and answers what the server acknowledged. */
  async ask(body: Body): Promise<Ack> {
    return this.askRaw({ command: fresh<CommandId>(), room: this.room, ...body })
  }

  async askRaw(raw: unknown): Promise<Ack> {
    return v.parse(Ack, await this.socket.timeout(15_000).emitWithAck('up', raw))
  }

  /** The code of the refusal, or what else came of it. */
  async outcome(body: Body): Promise<Refusal['code'] | Exclude<Ack['outcome'], 'refused'>> {
    return outcomeOf(await this.ask(body))
  }

  /** The first thing told, before or from now on, in which `find` finds something. */
  async until<Found>(find: (message: Down) => Found | undefined, from = 0): Promise<Found> {
    const look = () => this.heard.slice(from).map(find).find((found) => found !== undefined)
    const found = look()
    if (found !== undefined) return found
    return new Promise((resolve) => {
      const again = (): void => {
        const late = look()
        if (late === undefined) return
        this.#looking.delete(again)
        resolve(late)
      }
      this.#looking.add(again)
    })
  }

  /** Waits for a view of this room in which `holds`. */
  view(holds: (view: RoomView) => boolean, from = 0): Promise<RoomView> {
    return this.until((message) => {
      const about = message.type === 'view' && (this.room === null || message.view.room === this.room)
      return about && holds(message.view) ? message.view : undefined
    }, from)
  }

  /** Waits until this client's tab stands there. */
  async standing<Name extends ClientStanding['standing']>(
    name: Name,
    from = 0,
  ): Promise<Extract<ClientStanding, { standing: Name }>> {
    const view = await this.view((one) => one.for === 'client' && one.you.standing === name, from)
    return (view.for === 'client' ? view.you : null) as Extract<ClientStanding, { standing: Name }>
  }

  /** The newest view of this room. */
  get last(): RoomView | null {
    const views = this.heard.flatMap((message) => (message.type === 'view' ? [message.view] : []))
    return views.filter((view) => this.room === null || view.room === this.room).at(-1) ?? null
  }

  close(): void {
    this.socket.disconnect()
  }
}

export const outcomeOf = (ack: Ack) => (ack.outcome === 'refused' ? ack.refusal.code : ack.outcome)

/** Headers of the handshake; our own page's by default. */
export interface Headers {
  cookie?: string
  /** `null`: none is sent. */
  origin?: string | null
  forwardedFor?: string
}

/** Where a tab connects: to our own address, or to one server of several that answer for it. */
export type Address = string | { origin: string; at: string }

let connections = Date.now()
/** For the handshake: later than all before. */
export const nextConnection = (): number => ++connections

/** Opens a connection; rejects with the refusal of the handshake, or with the engine's error. */
export function openTab(address: Address, auth: Record<string, unknown>, headers: Headers = {}): Promise<Tab> {
  const { origin, at } = typeof address === 'string' ? { origin: address, at: address } : address
  const from = headers.origin === undefined ? origin : headers.origin
  const socket = io(at, {
    transports: ['websocket'],
    auth,
    reconnection: false,
    timeout: 2_500,
    forceNew: true,
    extraHeaders: {
      ...(from === null ? {} : { Origin: from }),
      ...(headers.cookie === undefined ? {} : { Cookie: headers.cookie }),
      ...(headers.forwardedFor === undefined ? {} : { 'X-Forwarded-For': headers.forwardedFor }),
    },
  })
  const room = typeof auth['room'] === 'string' ? (auth['room'] as RoomId) : null
  const tab = new Tab(socket, auth['device'] as DeviceId, room, auth['as'] === 'client')
  socket.io.on('open', () => {
    socket.io.engine.on('packet', (packet: { data?: unknown }) => tab.frames.push(String(packet.data)))
  })
  return new Promise((resolve, reject) => {
    socket.on('connect', () => resolve(tab))
    socket.on('connect_error', (problem: Error & { data?: Refusal }) => {
      socket.disconnect()
      reject(Object.assign(new Error(problem.data?.code ?? problem.message), { refusal: problem.data }))
    })
  })
}
