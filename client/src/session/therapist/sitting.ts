/**
 * The session that this page sits in: opened and closed as the view of its room says, ended by the therapist's own tap.
 * A server's word may always narrow what is captured and sent – over, displaced – and never opens what was ended here.
 */
import { type Clock, SECOND } from '@fermata/shared/clock'
import type { RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { mayGiveAway, todayOf } from '@fermata/shared/agreed'
import type { Delivered, Signal, TherapistView } from '@fermata/shared/protocol'
import { pauseWord } from '@fermata/shared/pair'
import type { Eyes } from '../../check-in/cues.ts'
import type { TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import type { MediaLink } from '../../media/port.ts'
import { PskKeeping } from '../../reflection/therapist/keep-psk.ts'
import type { Call, OwnMedia } from '../call/call.ts'
import { Reopening, sayReopened } from '../reopening.ts'
import { nudgeInSilence } from '../call/nudging.ts'
import { mediaWord, sayFlowing } from '../call/say-flowing.ts'
import { SignalQueue } from '../call/signal-queue.ts'
import type { OpenAccount } from './account.ts'
import { type Line, PATIENCE } from './line.ts'
import { type GrantWords, type Meeting, openMeeting } from './meeting.ts'
import type { Admitted } from './door/admitting.ts'
import { Released, type ReleasedYes } from './door/released.ts'

export type MeetingState =
  | { meeting: 'none' }
  | { meeting: 'opening' }
  | { meeting: 'unreadable'; grant: string }
  | { meeting: 'open'; now: Meeting }

export interface SittingParts {
  account: OpenAccount
  media: OwnMedia & { turnAllOff(): void; turnWishedOn(): void }
  eyes: Eyes
  tab: TabKeep
  clock: Clock
  random: RandomSource
  line: Line
  openLink: (signal: (signal: Signal) => void) => Promise<MediaLink>
  /** The room that this page shows. */
  place: Observable<RoomId | null>
}

/** The end is kept trying for as long as the page is open: the store may be away, and the session must not stay open. */
const PATIENCE_AT_END = 24 * 60 * 60 * SECOND
const SAY_ENDED_WITHIN = 1 * SECOND

export class Sitting {
  readonly meeting: Observable<MeetingState>
  readonly reopening: Reopening
  /** The session that was ended here while the server could not be told yet. */
  readonly uncommitted: Observable<SessionId | null>
  readonly #parts: SittingParts
  readonly #meeting = observable<MeetingState>({ meeting: 'none' })
  readonly #uncommitted = observable<SessionId | null>(null)
  readonly #released: Released
  readonly #psks: PskKeeping
  /** *End* was tapped, and the word is being said. */
  #ending: SessionId | null = null
  /** Stops saying that the session goes on. */
  #saidReopened: () => void = () => {}
  #closed = false

  constructor(parts: SittingParts) {
    this.#parts = parts
    this.meeting = this.#meeting
    this.uncommitted = this.#uncommitted
    this.reopening = new Reopening(parts.tab)
    this.#released = new Released(parts.media.tracks)
    this.#psks = new PskKeeping(parts)
  }

  /** The session of this grant is opened with what was prepared; `null`: it came to nothing. */
  expect(yes: ReleasedYes | null): void {
    this.#released.expect(yes)
  }

  /** Somebody was let in: their session may be over before it is shown. */
  letIn({ grant, visitor: { room, session }, secrets }: Admitted): void {
    this.#psks.letIn(room, { session, admittedAt: this.#parts.line.time.now(), grant, secret: secrets.secret })
  }

  /** Whether media of this room flow, for the server's record of the seat. */
  media(room: RoomId): 'flowing' | 'none' {
    return mediaWord(this.#in(room)?.call)
  }

  receive(room: RoomId, delivered: Delivered): void {
    this.#in(room)?.call.receive(delivered)
  }

  /** What goes with the client to another device: the pause, and whether a call could give them away. */
  wordsIn(room: RoomId): Pick<GrantWords, 'pause' | 'cutOff'> {
    const meeting = this.#in(room)
    if (meeting === null) return { pause: null, cutOff: 'asPlanned' }
    const journal = meeting.call.correspondence.journal.get()
    const word = pauseWord(journal)
    return {
      pause: word && { n: word.n, on: word.on, keep: word.keep },
      cutOff: mayGiveAway(todayOf(journal, meeting.cards)) ? 'wait' : 'asPlanned',
    }
  }

  /** Opens or closes the session of the room this page shows, as its view says. */
  async follow(room: RoomId): Promise<void> {
    const { line, media, place } = this.#parts
    const view = line.view(room)
    if (view !== undefined) this.#psks.see(view)
    if (room !== place.get() || view === undefined) return
    const { session } = view
    const mine = view.holder?.device === line.device
    const isElsewhere = view.holder !== null && !mine
    if (session.phase === 'finished') this.reopening.isOver(session.session, null)
    if (session.session === this.#ending && session.phase === 'inProgress' && !isElsewhere) return
    // Over here: no word of the server opens the room again, only the therapist's own tap.
    const isOver = this.reopening.of(session.session)?.asked === 'no'
    if (session.phase !== 'inProgress' || isOver || isElsewhere) {
      // It lapsed: what the client let be kept of it is taken down all the same.
      const open = this.#meeting.get()
      if (session.phase === 'finished' && open.meeting === 'open' && open.now.session === session.session) open.now.takeDown()
      if (open.meeting !== 'none') this.leave()
      if (session.phase === 'finished' || isOver || isElsewhere) media.turnAllOff()
      if (session.phase === 'inProgress' && isOver && mine) void this.#commitEnd(room, session.session)
      return
    }
    if (mine) await this.#open(view, session)
  }

  /** Ends the session: said first, so that the client has the therapist's own word, then closed at the server. */
  async finish(): Promise<void> {
    const now = this.#meeting.get()
    if (now.meeting !== 'open') return
    const { room, session, call, takeDown } = now.now
    this.#parts.media.turnAllOff()
    this.#saidReopened()
    this.#ending = session
    // Kept before it is said: a page that goes now ends it when it is back.
    this.reopening.isOver(session, call.correspondence.journal.get())
    await this.#sayEnded(call)
    takeDown()
    this.#ending = null
    // Over here at once; whoever heard the sealed word is over as well, and the server learns it when it can.
    void this.follow(room)
  }

  /** Says it while it can be heard at once, and no longer. */
  async #sayEnded({ correspondence }: Call): Promise<void> {
    const late = new Promise<void>((resolve) => void this.#parts.clock.after(SAY_ENDED_WITHIN, resolve))
    await Promise.race([correspondence.say({ k: 'ended' }).then(() => correspondence.drained(SAY_ENDED_WITHIN)), late])
  }

  /** Ends a session that this vault cannot read: nothing can be said in it first. */
  async finishUnread(): Promise<void> {
    const view = this.#view()
    if (view !== undefined) await this.#parts.line.ask(view.room, { type: 'finish', session: view.session.session })
  }

  /** Asks to go on with the session of this room that just ended; it does once the client has asked too. */
  async reopen(): Promise<void> {
    const view = this.#view()
    if (view?.session.phase !== 'finished') return
    const { session } = view.session
    this.reopening.ask(session, 'yes')
    if ((await this.#parts.line.ask(view.room, { type: 'reopen', session })) !== null) this.reopening.ask(session, 'no')
  }

  /** This page no longer sits in a session. */
  leave(): void {
    const now = this.#meeting.get()
    if (now.meeting === 'open') now.now.call.close()
    this.#meeting.set({ meeting: 'none' })
  }

  close(): void {
    this.#closed = true
    this.leave()
  }

  async #open(view: TherapistView, session: Extract<TherapistView['session'], { phase: 'inProgress' }>): Promise<void> {
    const { line, media, account, openLink } = this.#parts
    const { room } = view
    const [open, current] = [this.#meeting.get(), session.grants.at(-1)?.grant]
    // Another device of theirs may have sat here meanwhile, and the client is held to what that one vouched for.
    const isSame = open.meeting === 'open' && open.now.grant === current && open.now.epoch === line.epoch(room)
    if (isSame) return open.now.call.correspondence.reaches(view.head)
    if (current === undefined || open.meeting === 'opening') return
    if (open.meeting === 'unreadable' && open.grant === current) return
    this.leave()
    this.#meeting.set({ meeting: 'opening' })
    const fresh = this.#released.take(current)
    if (fresh === null) media.turnWishedOn()
    const signals = fresh?.signals ?? new SignalQueue()
    const meeting = await openMeeting(room, session, view.head, fresh, () => openLink(signals.put), {
      ...this.#parts, vault: account.vault, keepKey: (of) => account.records.room(of)?.keepKey ?? null, epoch: () => line.epoch(room), ready: line.seated, signalling: line.signalling, time: line.time,
    })
    this.#meeting.set(meeting === null ? { meeting: 'unreadable', grant: current } : { meeting: 'open', now: meeting })
    this.#released.opened()
    if (meeting !== null) this.#begin(meeting, signals)
    // The view may have moved on while this was being opened.
    void this.follow(room)
  }

  /** The end that another device of theirs has said, and could not tell the server, is the end here as well. */
  #heedEnd(room: RoomId, session: SessionId, call: Call): void {
    const heed = (): void => {
      if (!call.pair.get().ended || this.#in(room)?.call !== call) return
      this.reopening.isOver(session, call.correspondence.journal.get())
      void this.follow(room)
    }
    // Only the whole log tells whether it was taken back.
    void call.correspondence.read().then(() => {
      call.onClose(call.pair.watch(heed))
      heed()
    })
  }

  #begin({ room, session, call }: Meeting, signals: SignalQueue): void {
    const { line, clock } = this.#parts
    signals.connect((signal) => call.signal(signal))
    nudgeInSilence(call, line.signalling, clock)
    sayFlowing(call, clock, () => void line.asking.ask(room, { type: 'flowing', session }, PATIENCE))
    if (this.reopening.of(session) === null) return this.#heedEnd(room, session, call)
    this.reopening.goesOn(session)
    this.#saidReopened = sayReopened(call)
    call.onClose(this.#saidReopened)
  }

  /** Over here, and the server does not know yet: asked until it does, also after a reload. */
  async #commitEnd(room: RoomId, session: SessionId): Promise<void> {
    if (this.#uncommitted.get() === session) return
    this.#uncommitted.set(session)
    const isMeant = (): boolean => !this.#closed && this.reopening.of(session)?.asked === 'no'
    await this.#parts.line.asking.ask(room, { type: 'finish', session }, PATIENCE_AT_END, isMeant)
    if (this.#uncommitted.get() === session) this.#uncommitted.set(null)
  }

  #in(room: RoomId): Meeting | null {
    const now = this.#meeting.get()
    return now.meeting === 'open' && now.now.room === room ? now.now : null
  }

  #view(): TherapistView | undefined {
    return this.#parts.line.view(this.#parts.place.get())
  }
}
