/**
 * The session as this tab lives it: the grant opened, the call made of it, pause, end and going on. A server's word may
 * narrow what is captured and sent; only the client's own tap and the therapist's sealed word start it again.
 */
import { checkIns } from '@fermata/shared/check-in'
import type { Clock } from '@fermata/shared/clock'
import type { RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import type { ClientStanding, Delivered, LastWord } from '@fermata/shared/protocol'
import type { KeyKeep, TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import type { OpenLink } from '../../media/port.ts'
import type { OwnMedia } from '../call/call.ts'
import { Reopening, sayHeardEnd } from '../reopening.ts'
import { nudgeInSilence } from '../call/nudging.ts'
import { mediaWord, sayFlowing } from '../call/say-flowing.ts'
import type { ClientAxes } from '../screen-for.ts'
import type { ServerTime } from '../server-time.ts'
import { SignalQueue } from '../call/signal-queue.ts'
import type { Knocking } from './knocking.ts'
import type { Line } from './line.ts'
import type { Meeting } from './meeting.ts'
import { Pause } from './pause.ts'
import { sendingRule } from './sending-rule.ts'

/** Whose word ended the session: the therapist's own, or only the server's. */
export type EndedBy = 'therapist' | 'system'

type Seated = Extract<ClientStanding, { standing: 'seated' }>
type Over = Extract<ClientStanding, { standing: 'over' }>

export interface SittingParts {
  room: RoomId
  openLink: OpenLink
  media: OwnMedia & { turnAllOff(): void; turnWishedOn(): void }
  keep: TabKeep
  keys: KeyKeep
  clock: Clock
  random: RandomSource
  time: ServerTime
  /** Whether the server can be reached as the tab that this is. */
  reachable: Observable<boolean>
  /** This tab's hold on the seat; `null` while it has none. */
  epoch: () => number | null
}

/** The room's code and keys, fetched while the client is still in the lobby. */
export const loadMeeting = () => import('./meeting.ts')

export class Sitting {
  readonly meeting: Observable<Meeting | null>
  readonly grant: Observable<ClientAxes['grant']>
  /** Over by the therapist's own sealed word, or before it is known to go on. */
  readonly ended: Observable<boolean>
  readonly endedBy: Observable<EndedBy>
  /** Whether the session that is over ended while the client was pausing. */
  readonly endedPaused: Observable<boolean>
  /** Whether a quiet signal of the session just left was never confirmed. */
  readonly unconfirmed: Observable<'none' | 'one'>
  readonly pause: Pause
  readonly reopening: Reopening
  /** What the link of this tab has to say, until a session takes it. */
  readonly signals = new SignalQueue()
  readonly #parts: SittingParts
  readonly #meeting = observable<Meeting | null>(null)
  readonly #grant = observable<ClientAxes['grant']>('none')
  readonly #ended = observable(false)
  readonly #endedBy = observable<EndedBy>('system')
  readonly #endedPaused = observable(false)
  readonly #unconfirmed = observable<'none' | 'one'>('none')
  /** Said goodbye here: the word that they are back is not said by itself. */
  #leaving = false
  /** The grant that is open or being opened. */
  #current: string | null = null

  constructor(parts: SittingParts) {
    this.#parts = parts
    this.meeting = this.#meeting
    this.grant = this.#grant
    this.ended = this.#ended
    this.endedBy = this.#endedBy
    this.endedPaused = this.#endedPaused
    this.unconfirmed = this.#unconfirmed
    this.reopening = new Reopening(parts.keep)
    this.pause = new Pause(parts.keep, () => parts.media.turnAllOff())
  }

  /** Whether this tab's call carries something now. */
  media(): 'flowing' | 'none' {
    return mediaWord(this.#meeting.get()?.call)
  }

  receive(delivered: Delivered): void {
    this.#meeting.get()?.call.receive(delivered)
  }

  /** The server shows this tab seated: the session is opened, or what was missed of it is fetched. */
  sit(seated: Seated, line: Line, knocking: Knocking): void {
    if (this.#current === seated.grant.grant) this.#meeting.get()?.call.correspondence.reaches(seated.head)
    else void this.#enter(seated, line, knocking)
  }

  /** The server says that it is over. */
  over({ session, reopening }: Over): void {
    this.#isOver(session)
    this.#parts.media.turnAllOff()
    this.leave()
    if (reopening === null) this.pause.forget(session)
  }

  /** Says goodbye; the word is given `patience` ms to be heard. Camera and microphone stop now. */
  async sayLeft(patience: number): Promise<void> {
    this.#leaving = true
    this.#parts.media.turnAllOff()
    const correspondence = this.#meeting.get()?.call.correspondence
    await correspondence?.say({ k: 'left' })
    await correspondence?.drained(patience)
  }

  /** As `sayLeft`, without a trace on this page; `beacon` takes the word along should the page be gone before it is sent. */
  async sayLeftQuietly(line: Line | null, beacon: (word: LastWord) => void, patience: number): Promise<void> {
    this.#leaving = true
    this.#parts.media.turnAllOff()
    const correspondence = this.#meeting.get()?.call.correspondence
    const epoch = this.#parts.epoch()
    if (correspondence === undefined || epoch === null) return
    await correspondence.say({ k: 'leftQuietly' })
    const { unsettled } = correspondence
    const word = unsettled === null ? null : (line?.lastWord(epoch, unsettled) ?? null)
    if (word !== null) beacon(word)
    await correspondence.drained(patience)
  }

  /** This tab no longer lives a session. */
  leave(): void {
    const meeting = this.#meeting.get()
    this.#current = null
    this.#grant.set('none')
    this.#ended.set(false)
    if (meeting !== null) this.#unconfirmed.set(hasUnconfirmed(meeting) ? 'one' : 'none')
    this.pause.end()
    meeting?.call.close()
    if (meeting !== null) this.signals.disconnect()
    this.#meeting.set(null)
  }

  async #enter(seated: Seated, line: Line, knocking: Knocking): Promise<void> {
    this.leave()
    this.#current = seated.grant.grant
    if (this.reopening.of(seated.session)?.knocks.includes(seated.grant.knock)) this.reopening.goesOn(seated.session)
    const over = this.reopening.of(seated.session)
    // Over here: nothing but the own tap and the therapist's word opens the room again. The grant is opened all the
    // same, with nothing captured: that they heard the end may be what the therapist's side has yet to be told.
    if (over !== null) this.#ended.set(true)
    this.#grant.set('opening')
    if (over === null) this.#endedBy.set('system')
    this.#leaving = false
    // Camera and microphone take their time: they start while the grant is still being opened.
    if (over === null && this.pause.keptOff(seated.session)) this.#parts.media.turnWishedOn()
    const meeting = await this.#open(seated, line, knocking)
    if (this.#current !== seated.grant.grant) return meeting?.call.close()
    if (meeting === null) {
      this.#parts.media.turnAllOff()
      return this.#grant.set('unreadable')
    }
    this.pause.begin(seated.session, meeting.grantedPause, meeting.call.correspondence)
    this.#meeting.set(meeting)
    this.#grant.set('open')
    if (!this.#ended.get()) this.#startSending()
    nudgeInSilence(meeting.call, line.signalling, this.#parts.clock)
    sayFlowing(meeting.call, this.#parts.clock, () => void line.ask({ type: 'flowing', session: seated.session }))
    this.signals.connect((signal) => meeting.call.signal(signal))
    meeting.call.pair.watch(() => this.#heed(meeting, seated.session))
    this.#heed(meeting, seated.session)
  }

  /** `null`: the grant is not for this tab, or not from the therapist. */
  async #open(seated: Seated, line: Line, knocking: Knocking): Promise<Meeting | null> {
    const { knock } = seated.grant
    const [{ openMeeting }, pending] = await Promise.all([loadMeeting(), knocking.pending(knock)])
    if (pending === null) return null
    return openMeeting({
      ...this.#parts,
      media: sendingRule(this.#parts.media, this.pause.state, this.#ended),
      seated,
      pending,
      prepared: await knocking.take(knock),
      signal: this.signals.put,
      signalling: line.signalling,
    })
  }

  #heed({ call }: Meeting, session: SessionId): void {
    const { ended, client } = call.pair.get()
    const journal = call.correspondence.journal.get()
    if (this.reopening.of(session)?.asked === 'yes') {
      if (!this.reopening.isHeard(session, journal)) return
      this.reopening.goesOn(session)
      this.#ended.set(false)
      this.#startSending()
    }
    if (ended) {
      this.#isOver(session)
      this.#parts.media.turnAllOff()
      this.#endedBy.set('therapist')
      this.#ended.set(true)
      sayHeardEnd(call)
    }
    // Whoever sits here is back, whatever was said before; a word that got lost is said again.
    else if (this.reopening.of(session) === null && client.left !== 'no' && !this.#leaving) void call.correspondence.say({ k: 'back' })
  }

  #isOver(session: SessionId): void {
    const meeting = this.#meeting.get()
    if (meeting !== null) this.#endedPaused.set(this.#isPaused())
    this.reopening.isOver(session, meeting?.call.correspondence.journal.get() ?? null)
  }

  #startSending(): void {
    const pause = this.pause.state.get()
    if (pause !== 'unknown' && !pause.on) this.#parts.media.turnWishedOn()
  }

  #isPaused(): boolean {
    const pause = this.pause.state.get()
    return pause !== 'unknown' && pause.on
  }
}

const hasUnconfirmed = ({ call }: Meeting): boolean =>
  checkIns(call.correspondence.journal.get()).some(({ reached, ended }) => reached === 'nowhere' && ended === 'no')
