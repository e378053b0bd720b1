/**
 * The therapist's desk: hears every room of theirs, prepares an answer for whoever knocks, and lets them in at a tap.
 * Behind it one line to the server for all rooms, and the session of the room that this page shows (`place`).
 */
import { SECOND } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import type { Signal, TherapistView } from '@fermata/shared/protocol'
import { comesTrue } from '../../lib/comes-true.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import { Scope } from '../../lib/scope.ts'
import type { MediaLink, OpenLink } from '../../media/port.ts'
import { notesOutside } from '../../notes/outside.ts'
import type { RoomNotes } from '../../notes/room-notes.ts'
import type { OpenSignalling, Signalling } from '../../signalling/port.ts'
import { risingEpoch } from '../call/epoch.ts'
import type { Reopening } from '../reopening.ts'
import type { Problem } from '../newest-view.ts'
import type { ServerTime } from '../server-time.ts'
import { type Admission, Admitting, type AdmittingParts, isRefused } from './door/admitting.ts'
import { Answering } from './door/answering.ts'
import type { Visitor } from './door/doorbell.ts'
import { Line } from './line.ts'
import { type Elsewhere, liveRoomBeside, type Parting } from './live-room.ts'
import type { RoomRecord } from './records.ts'
import { Sitting, type SittingParts } from './sitting.ts'
import { Visitors } from './door/visitors.ts'

export interface DeskParts extends Omit<SittingParts, 'line' | 'openLink' | 'place'> {
  openSignalling: OpenSignalling
  openLink: OpenLink
  /** Shows a room's address, or the desk's (`null`), in the address bar. */
  goTo: (room: RoomId | null) => void
}

/** The view of a session that was just admitted comes with the server's yes, or a moment after. */
const SHOWN_WITHIN = 1 * SECOND

export class Desk {
  readonly signalling: Signalling
  readonly time: ServerTime
  readonly device
  readonly views: Observable<ReadonlyMap<RoomId, TherapistView>>
  /** Everybody at a door whose knock could be opened, first come first. */
  readonly visitors: Observable<readonly Visitor[]>
  /** What is answered to those who wait, other than Admit. */
  readonly answering: Answering
  readonly place: Observable<RoomId | null>
  readonly meeting: Sitting['meeting']
  readonly uncommitted: Sitting['uncommitted']
  readonly reopening: Reopening
  /** Why the last tap came to nothing; `null` when all is well. */
  readonly problem: Observable<Problem | null>
  /** A tap on a second room, while this therapist is in session in another. */
  readonly elsewhere: Observable<Elsewhere | null>
  /** A tap on Admit that is under way. */
  readonly admitting: Observable<Admission | null>
  readonly #parts: DeskParts
  readonly #scope = new Scope()
  readonly #line: Line
  readonly #sitting: Sitting
  readonly #visitors: Visitors
  readonly #admission: Admitting
  readonly #place = observable<RoomId | null>(null)
  readonly #elsewhere = observable<Elsewhere | null>(null)
  /** Links released at a tap: their session closes them. */
  readonly #released = new WeakSet<MediaLink>()

  constructor(parts: DeskParts, place: RoomId | null) {
    this.#parts = parts
    this.#place.set(place)
    this.place = this.#place
    this.elsewhere = this.#elsewhere
    const line = new Line({
      ...parts,
      onView: (view) => {
        void this.#visitors.meet(view)
        void this.#sitting.follow(view.room)
      },
      onEnvelope: (room, delivered) => this.#sitting.receive(room, delivered),
    })
    this.#line = line
    ;({ signalling: this.signalling, time: this.time, device: this.device, views: this.views, problem: this.problem } = line)
    const openLink = (signal: (signal: Signal) => void): Promise<MediaLink> =>
      parts.openLink({ role: 'answerer', clock: parts.clock, reachable: line.seated, signal, ...risingEpoch(parts.tab) })
    this.#sitting = new Sitting({ ...parts, line, openLink, place: this.#place })
    ;({ meeting: this.meeting, uncommitted: this.uncommitted, reopening: this.reopening } = this.#sitting)
    this.#visitors = new Visitors({
      keys: parts.account.keys,
      recordOf: (room) => this.#recordOf(room),
      openLink,
      isInUse: (link) => this.#released.has(link),
    })
    this.visitors = this.#visitors.list
    this.answering = new Answering({ line, clock: parts.clock, visitors: this.visitors })
    this.#admission = new Admitting({
      ...parts, vault: parts.account.vault, asking: line.asking, visitors: this.visitors,
      wordsFor: (visitor) => this.#wordsFor(visitor),
      released: ({ grant, visitor: { prepared }, secrets }) => {
        this.#released.add(prepared.link)
        this.#sitting.expect({ grant, link: prepared.link, signals: prepared.signals, secrets })
      },
      isTaken: (room, grant) => line.isTaken(room, grant),
      taken: (yes) => this.#sitting.letIn(yes),
    })
    this.admitting = this.#admission.state
    const takeSeat = (): void => {
      const here = this.#place.get()
      if (line.signalling.connection.get() === 'open' && here !== null) void this.#takeSeat(here)
    }
    this.#scope.onClose(line.signalling.connection.watch(takeSeat))
    takeSeat()
  }

  /** Goes into a room: takes the therapist's seat there. */
  enter(room: RoomId): void {
    if (this.#isElsewhere(room, () => this.enter(room))) return
    this.#goTo(room)
    void this.#takeSeat(room).then(() => this.#sitting.follow(room))
  }

  #takeSeat(room: RoomId): Promise<void> {
    return this.#line.takeSeat(room, this.#sitting.media(room), () => this.#place.get() === room)
  }

  /** Back to the desk; a session that is going on stays, and the client sees that the therapist left. */
  async leave(): Promise<void> {
    const view = this.#line.view(this.#place.get())
    this.#parts.media.turnAllOff()
    this.#sitting.leave()
    this.#goTo(null)
    if (view === undefined) return
    this.reopening.ask(view.session.session, 'no')
    await this.#line.ask(view.room, { type: 'leave', session: view.session.session })
  }

  /** Leaves or ends the session in the other room, and goes on with what was tapped. */
  async partFrom({ room, next }: Elsewhere, parting: Parting): Promise<void> {
    const session = this.#line.view(room)?.session.session
    this.stay()
    if (session === undefined) return
    // Only whoever sits there can do either; another device of this therapist's is told that it was displaced.
    if ((await this.#line.ask(room, { type: 'enter', media: 'none' })) !== null) return
    if ((await this.#line.ask(room, { type: parting, session })) !== null) return
    await this.#line.shown(room, (view) => view.session.phase !== 'inProgress' || view.holder === null)
    next()
  }

  /** The tap on a second room is taken back. */
  stay(): void {
    this.#elsewhere.set(null)
  }

  /** The therapist's tap: the grant. Everything was prepared; only now does anything leave. */
  async admit(visitor: Visitor): Promise<void> {
    const { room } = visitor
    // A second tap, before the page shows what the first one did: one yes was said, and it goes on.
    if (this.#released.has(visitor.prepared.link)) return
    if (this.#isElsewhere(room, () => void this.admit(visitor))) return
    const { account, media, clock } = this.#parts
    media.turnWishedOn()
    const outcome = await this.#admission.admit(visitor)
    this.#line.tell(isRefused(outcome) ? outcome : null)
    if (isRefused(outcome) || outcome === 'stopped') {
      this.#sitting.expect(null)
      if (this.#place.get() === null) media.turnAllOff()
      // What was released cannot be released again.
      return this.#prepareAgain([visitor])
    }
    if (outcome === null) this.#line.entered(room)
    // The desk stays until the session is there: an empty room in between would be drawn for nothing.
    await comesTrue(this.views, (views) => views.get(room)?.session.phase === 'inProgress', clock, SHOWN_WITHIN)
    if (this.#place.get() !== room) {
      this.#sitting.leave()
      this.#goTo(room)
    }
    // A connection that the yes was not answered on, or that was made since, knows of no seat.
    if (!this.#line.sitsIn(room)) void this.#takeSeat(room)
    void this.#sitting.follow(room)
    void account.records.changeRoom(room, (now) => ({ ...now, lastMet: this.time.now() }))
  }

  async turnAway(visitor: Visitor): Promise<void> {
    this.#admission.stop()
    await this.answering.notToday(visitor)
  }

  /** What may be shown of this device's network has changed: the answers to those who wait are prepared anew. */
  prepareAnew(): void {
    this.#prepareAgain(this.visitors.get())
  }

  finish(): Promise<void> {
    return this.#sitting.finish()
  }

  finishUnread(): Promise<void> {
    return this.#sitting.finishUnread()
  }

  reopen(): Promise<void> {
    return this.#sitting.reopen()
  }

  /** Why something that the therapist asked for from here came to nothing; `null`: it was read. */
  tell(problem: Problem | null): void {
    this.#line.tell(problem)
  }

  /** The notes of a room while nobody was let in; whoever asks closes them. `null`: this vault has no key to them. */
  async notesOf(room: RoomId): Promise<RoomNotes | null> {
    const record = this.#recordOf(room)
    return record ? notesOutside(room, record.keepKey, { ...this.#parts, signalling: this.signalling, now: () => this.time.now() }) : null
  }

  close(): void {
    this.#sitting.close()
    this.#scope.close()
    this.#line.close()
  }

  #goTo(room: RoomId | null): void {
    this.#place.set(room)
    this.#parts.goTo(room)
  }

  /** Whether this therapist is in session in another room: they are asked first, and `next` waits. */
  #isElsewhere(room: RoomId, next: () => void): boolean {
    const live = liveRoomBeside(this.views.get(), room)
    if (live === null) return false
    if (live.company) this.#elsewhere.set({ room: live.room, next })
    // Nobody is there who would miss them.
    else void this.partFrom({ room: live.room, next }, 'leave')
    return true
  }

  #prepareAgain(visitors: readonly Visitor[]): void {
    this.#visitors.forget(visitors)
    for (const view of this.views.get().values()) void this.#visitors.meet(view)
  }

  #wordsFor({ room }: Visitor): ReturnType<AdmittingParts['wordsFor']> {
    const record = this.#recordOf(room)
    return record === undefined ? null : { therapistName: record.doorName, ...this.#sitting.wordsIn(room), keepKey: record.keepKey, minutes: record.minutes }
  }

  #recordOf(room: RoomId): RoomRecord | undefined {
    return this.#parts.account.records.opened.get()?.rooms.find(({ content }) => content.room === room)?.content
  }
}
