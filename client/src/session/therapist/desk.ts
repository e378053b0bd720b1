/**
 * The therapist's desk: hears every room of theirs, prepares an answer for whoever knocks, and lets them in at a tap.
 * One line to the server for all rooms; the room that this page shows is `place`.
 */
import type { RandomSource, RoomId } from '@fermata/shared/ids'
import { type Clock, SECOND } from '@fermata/shared/clock'
import { type Delivered, type Down, type PauseWord, PROTOCOL_VERSION, type Signal, type TherapistView } from '@fermata/shared/protocol'
import { pauseWord } from '@fermata/shared/pair'
import type { Refusal } from '@fermata/shared/result'
import type { Eyes } from '../../check-in/cues.ts'
import type { TabKeep } from '../../lib/keep.ts'
import { memo, type Observable, observable } from '../../lib/observable.ts'
import { Scope } from '../../lib/scope.ts'
import { keepPsks } from '../../reflection/keep-psk.ts'
import type { LinkOptions, MediaLink, OpenLink } from '../../media/port.ts'
import type { OpenSignalling, Signalling } from '../../signalling/port.ts'
import { Asking, type CommandBody } from '../asking.ts'
import type { OwnMedia } from '../call.ts'
import { risingEpoch } from '../epoch.ts'
import { ServerTime } from '../server-time.ts'
import { SignalQueue } from '../signal-queue.ts'
import { deviceOf } from '../tab.ts'
import type { OpenAccount } from './account.ts'
import type { Visitor } from './doorbell.ts'
import type { KeptSecret } from './kept-secret.ts'
import { type Meeting, openMeeting, sealYes } from './meeting.ts'
import type { RoomRecord } from './records.ts'
import { Visitors } from './visitors.ts'

export interface DeskParts {
  account: OpenAccount
  openSignalling: OpenSignalling
  openLink: OpenLink
  media: OwnMedia & { turnAllOff(): void; turnWishedOn(): void }
  eyes: Eyes
  tab: TabKeep
  clock: Clock
  random: RandomSource
  /** Shows a room's address, or the desk's (`null`), in the address bar. */
  goTo: (room: RoomId | null) => void
}

/** How long a tap waits for an answer before it says that there is none. */
const PATIENCE = 10 * SECOND
/** The end is kept trying for long: the store may be away, and the session must not stay open. */
const PATIENCE_AT_END = 120 * SECOND
const SAY_ENDED_WITHIN = 1 * SECOND

type MeetingState =
  | { meeting: 'none' }
  | { meeting: 'opening' }
  | { meeting: 'unreadable'; grant: string }
  | { meeting: 'open'; now: Meeting }

export class Desk {
  readonly signalling: Signalling
  readonly time: ServerTime
  readonly views: Observable<ReadonlyMap<RoomId, TherapistView>>
  /** Everybody at a door whose knock could be opened, first come first. */
  readonly visitors: Observable<readonly Visitor[]>
  readonly place: Observable<RoomId | null>
  readonly meeting: Observable<MeetingState>
  readonly problem: Observable<Refusal | null>
  readonly device
  readonly #parts: DeskParts
  readonly #scope = new Scope()
  readonly #views = observable<ReadonlyMap<RoomId, TherapistView>>(new Map())
  readonly #visitors: Visitors
  readonly #place = observable<RoomId | null>(null)
  readonly #meeting = observable<MeetingState>({ meeting: 'none' })
  readonly #problem = observable<Refusal | null>(null)
  /** The room in which the server takes this tab for the holder of the seat, on this connection. */
  readonly #entered = observable<RoomId | null>(null)
  readonly #reachable = memo(this.#entered, (room) => room !== null)
  readonly #asking: Asking
  /** Links released at a tap: their session closes them. */
  readonly #released = new WeakSet<MediaLink>()
  /** The answer released at a tap, until its session is open. */
  #yes: { grant: string; link: MediaLink; signals: SignalQueue; secrets: KeptSecret } | null = null

  constructor(parts: DeskParts, place: RoomId | null) {
    this.#parts = parts
    this.views = this.#views
    this.#visitors = new Visitors({
      keys: parts.account.keys,
      recordOf: (room) => this.#recordOf(room),
      openLink: (signal) => this.#openLink(signal),
      isInUse: (link) => this.#released.has(link),
    })
    this.visitors = this.#visitors.list
    this.place = this.#place
    this.meeting = this.#meeting
    this.problem = this.#problem
    this.#place.set(place)
    this.time = new ServerTime(parts.clock)
    this.device = deviceOf(parts.tab, parts.random)
    this.signalling = parts.openSignalling({ as: 'therapist', v: PROTOCOL_VERSION, device: this.device })
    this.#asking = new Asking(this.signalling, parts.clock, parts.random, this.time)
    this.#scope.onClose(this.signalling.onDown((message) => this.#hear(message)))
    const follow = (): void => {
      this.#entered.set(null)
      const here = this.#place.get()
      if (this.signalling.connection.get() === 'open' && here !== null) void this.#takeSeat(here)
    }
    this.#scope.onClose(this.signalling.connection.watch(follow))
    follow()
  }

  /** Goes into a room: takes the therapist's seat there. */
  enter(room: RoomId): void {
    this.#place.set(room)
    this.#parts.goTo(room)
    void this.#takeSeat(room).then(() => this.#follow(room))
  }

  /** Back to the desk; a session that is going on stays, and the client sees that the therapist left. */
  async leave(): Promise<void> {
    const room = this.#place.get()
    if (room === null) return
    const view = this.#views.get().get(room)
    this.#parts.media.turnAllOff()
    this.#closeMeeting()
    this.#place.set(null)
    this.#parts.goTo(null)
    if (view !== undefined) await this.#ask(room, { type: 'leave', session: view.session.session })
  }

  /** Tells the server that a desk has painted this knock. */
  async painted({ room, session, knock }: Visitor): Promise<void> {
    await this.#asking.ask(room, { type: 'notice', session, knock }, PATIENCE)
  }

  /** The therapist's tap: the grant. Everything was prepared; only now does anything leave. */
  async admit(visitor: Visitor): Promise<void> {
    const { account, media } = this.#parts
    const record = this.#recordOf(visitor.room)
    if (record === undefined) return
    media.turnWishedOn()
    const yes = await sealYes(visitor, { ...this.#parts, vault: account.vault }, {
      therapistName: record.doorName, pause: this.#pauseOf(visitor), keepKey: record.keepKey,
    })
    if (yes === null) {
      if (this.#place.get() === null) media.turnAllOff()
      return this.#problem.set({ code: this.visitors.get().includes(visitor) ? 'malformed' : 'knockGone' })
    }
    const { grant, box, kept, secrets } = yes
    this.#released.add(visitor.prepared.link)
    this.#yes = { grant, link: visitor.prepared.link, signals: visitor.prepared.signals, secrets }
    const before = this.#place.get()
    this.#place.set(visitor.room)
    const refusal = await this.#ask(visitor.room, {
      type: 'admit', session: visitor.session, knock: visitor.knock, grant, box, kept,
    })
    if (refusal !== null) {
      visitor.prepared.link.close()
      this.#yes = null
      this.#place.set(before)
      if (before === null) media.turnAllOff()
      return
    }
    this.#entered.set(visitor.room)
    if (before !== visitor.room) this.#parts.goTo(visitor.room)
    void account.records.changeRoom(visitor.room, (now) => ({ ...now, lastMet: this.time.now() }))
  }

  async turnAway({ room, session, knock }: Visitor): Promise<void> {
    await this.#ask(room, { type: 'turnAway', session, knock })
  }

  /** Ends the session: said first, so that the client has the therapist's own word, then closed at the server. */
  async finish(): Promise<void> {
    const now = this.#meeting.get()
    if (now.meeting !== 'open') return
    const { room, session, call } = now.now
    this.#parts.media.turnAllOff()
    await call.correspondence.say({ k: 'ended' })
    await call.correspondence.drained(SAY_ENDED_WITHIN)
    await this.#asking.ask(room, { type: 'finish', session }, PATIENCE_AT_END)
  }

  close(): void {
    this.#closeMeeting()
    this.#scope.close()
    this.signalling.close()
  }

  #hear(message: Down): void {
    if (message.type === 'envelope') this.#receive(message.room, message.delivered)
    if (message.type !== 'view' || message.view.for !== 'therapist') return
    const { view } = message
    const before = this.#views.get().get(view.room)
    if (before !== undefined && view.version < before.version) return
    this.time.observe(view.now)
    this.#views.set(new Map(this.#views.get()).set(view.room, view))
    void this.#visitors.meet(view)
    void this.#follow(view.room)
  }

  #receive(room: RoomId, delivered: Delivered): void {
    const now = this.#meeting.get()
    if (now.meeting === 'open' && now.now.room === room) now.now.call.receive(delivered)
  }

  /** Opens or closes the session of the room this page shows, as its view says. */
  async #follow(room: RoomId): Promise<void> {
    if (room !== this.#place.get()) return
    const view = this.#views.get().get(room)
    if (view === undefined) return
    const { session } = view
    const mine = view.holder?.device === this.device
    const open = this.#meeting.get()
    if (session.phase !== 'inProgress' || (view.holder !== null && !mine)) {
      if (open.meeting !== 'none') this.#closeMeeting()
      // Displaced, or over: a server's word may always narrow what is captured and sent.
      if (session.phase === 'finished' || (view.holder !== null && !mine)) this.#parts.media.turnAllOff()
      return
    }
    const current = session.grants.at(-1)?.grant
    if (open.meeting === 'open' && open.now.grant === current) return open.now.call.correspondence.reaches(view.head)
    if (!mine || current === undefined || open.meeting === 'opening') return
    if (open.meeting === 'unreadable' && open.grant === current) return
    this.#closeMeeting()
    this.#meeting.set({ meeting: 'opening' })
    const fresh = this.#yes?.grant === current ? this.#yes : null
    this.#yes = null
    if (fresh === null) this.#parts.media.turnWishedOn()
    const signals = fresh?.signals ?? new SignalQueue()
    const meeting = await openMeeting(room, session, view.head, fresh, () => this.#openLink(signals.put), {
      ...this.#parts, vault: this.#parts.account.vault, epoch: () => this.#epoch(room), ready: this.#reachable, signalling: this.signalling, time: this.time,
    })
    this.#meeting.set(meeting === null ? { meeting: 'unreadable', grant: current } : { meeting: 'open', now: meeting })
    if (meeting !== null) signals.connect((signal) => meeting.call.signal(signal))
    if (meeting !== null) void keepPsks(this.#parts, room, session)
    // The view may have moved on while this was being opened.
    void this.#follow(room)
  }

  #openLink(signal: (signal: Signal) => void): Promise<MediaLink> {
    const { openLink, clock, tab } = this.#parts
    const options: LinkOptions = {
      role: 'answerer', iceServers: [], relayOnly: false, clock, reachable: this.#reachable, signal, ...risingEpoch(tab),
    }
    return openLink(options)
  }

  /** The pause goes with the client to another device. */
  #pauseOf({ room }: Visitor): PauseWord | null {
    const now = this.#meeting.get()
    const word = now.meeting === 'open' && now.now.room === room ? pauseWord(now.now.call.correspondence.journal.get()) : null
    return word && { n: word.n, on: word.on, keep: word.keep }
  }

  #recordOf(room: RoomId): RoomRecord | undefined {
    return this.#parts.account.records.opened.get()?.rooms.find(({ content }) => content.room === room)?.content
  }

  #epoch(room: RoomId): number | null {
    const holder = this.#views.get().get(room)?.holder
    return holder?.device === this.device ? holder.epoch : null
  }

  #closeMeeting(): void {
    const now = this.#meeting.get()
    if (now.meeting === 'open') now.now.call.close()
    this.#meeting.set({ meeting: 'none' })
  }

  async #takeSeat(room: RoomId): Promise<void> {
    if ((await this.#ask(room, { type: 'enter' })) === null) this.#entered.set(room)
  }

  async #ask(room: RoomId, body: CommandBody): Promise<Refusal | null> {
    const asked = await this.#asking.ask(room, body, PATIENCE)
    this.#problem.set(asked.ok ? null : asked.refusal)
    return asked.ok ? null : asked.refusal
  }
}

