/**
 * A client's visit to a room, from the link to the end: door, lobby, knock, session. Lives outside React; the screens
 * read its observables and call its verbs.
 */
import type { RandomSource } from '@fermata/shared/ids'
import { checkIns } from '@fermata/shared/check-in'
import { SECOND } from '@fermata/shared/clock'
import type { ClientStanding, LobbyCard } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import type { KeyKeep } from '../../lib/keep.ts'
import { derived, type Observable, observable, sameFields } from '../../lib/observable.ts'
import type { TabLock } from '../../lib/tab-lock.ts'
import type { OpenLink } from '../../media/port.ts'
import type { OpenSignalling } from '../../signalling/port.ts'
import type { OwnMedia } from '../call.ts'
import type { ClientAxes } from '../screen-for.ts'
import { ServerTime } from '../server-time.ts'
import { SignalQueue } from '../signal-queue.ts'
import { forgetTab, hasKnocked } from '../tab.ts'
import { Door, type DoorParts } from './door.ts'
import { Knocking } from './knocking.ts'
import { Line } from './line.ts'
import type { Meeting } from './meeting.ts'
import { Pause } from './pause.ts'
import { sendingRule } from './sending-rule.ts'

export type EndedBy = 'therapist' | 'system'

export interface VisitParts extends DoorParts {
  secure: boolean
  openSignalling: OpenSignalling
  openLink: OpenLink
  media: OwnMedia & { turnAllOff(): void; turnWishedOn(): void }
  keys: KeyKeep
  lock: TabLock
  random: RandomSource
}

/** How long leaving waits for its word to be heard, before it leaves without. */
const SAY_GOODBYE_WITHIN = 1 * SECOND
/** How long a tap on Join waits for the line to the server. */
const KNOWN_WITHIN = 8 * SECOND

const loadMeeting = () => import('./meeting.ts')

export class Visit {
  readonly door: Door
  readonly time: ServerTime
  readonly axes: Observable<ClientAxes>
  readonly standing: Observable<ClientStanding | null>
  readonly meeting: Observable<Meeting | null>
  /** Whether the server can be reached now. */
  readonly reachable: Observable<boolean>
  /** Why the last tap came to nothing; `null` when all is well. */
  readonly problem: Observable<Refusal | null>
  readonly pause: Pause
  /** Whose word ended the session: the therapist's own, or only the server's. */
  readonly endedBy: Observable<EndedBy>
  /** Whether a quiet signal of the session just left was never confirmed. */
  readonly unconfirmed: Observable<'none' | 'one'>

  readonly #parts: VisitParts
  readonly #standing = observable<ClientStanding | null>(null)
  readonly #meeting = observable<Meeting | null>(null)
  readonly #grant = observable<ClientAxes['grant']>('none')
  readonly #ended = observable(false)
  readonly #reachable = observable(false)
  readonly #problem = observable<Refusal | null>(null)
  readonly #endedBy = observable<EndedBy>('system')
  readonly #unconfirmed = observable<'none' | 'one'>('none')
  readonly #signals = new SignalQueue()
  #leaving = false
  /** Whether this page has been at the door itself. */
  #waited = false
  #line: Line | null = null
  #knocking: Knocking | null = null
  /** The grant that is open or being opened. */
  #current: string | null = null

  constructor(parts: VisitParts) {
    this.#parts = parts
    this.door = new Door(parts)
    this.time = new ServerTime(parts.clock)
    this.standing = this.#standing
    this.meeting = this.#meeting
    this.reachable = this.#reachable
    this.problem = this.#problem
    this.endedBy = this.#endedBy
    this.unconfirmed = this.#unconfirmed
    this.pause = new Pause(parts.keep, () => parts.media.turnAllOff())
    this.axes = derived([this.door.state, parts.lock.hold, this.#standing, this.#grant, this.#ended], () => this.#axes())
    this.door.state.watch(() => this.#connect())
    parts.lock.hold.watch(() => this.#connect())
  }

  async start(): Promise<void> {
    if (this.#parts.secure) await this.door.open()
  }

  /** Makes ready what needs no permission, while the client is still reading. */
  warm(): void {
    void this.#knocking?.warm()
    // Everything of the room is fetched now: nothing must be missing at the moment of Admit.
    void loadMeeting()
  }

  /** Asks to come in. */
  async join(card: LobbyCard): Promise<void> {
    const standing = await this.#firstStanding()
    if (standing === null) return this.#problem.set({ code: 'unavailable', retryAfterMs: KNOWN_WITHIN })
    if (standing.standing !== 'outside' || this.#knocking === null) return
    this.#problem.set(await this.#knocking.knock(card, standing.session))
  }

  /** Where this tab stands, as soon as the server has said so; a quick tap may come before. `null`: it did not say. */
  #firstStanding(): Promise<ClientStanding | null> {
    const now = this.#standing.get()
    if (now !== null) return Promise.resolve(now)
    return new Promise((resolve) => {
      const done = (standing: ClientStanding | null): void => {
        cancel()
        stop()
        resolve(standing)
      }
      const cancel = this.#parts.clock.after(KNOWN_WITHIN, () => done(null))
      const stop = this.#standing.watch((standing) => standing !== null && done(standing))
    })
  }

  /** Goes away before being let in. */
  async withdraw(): Promise<void> {
    const standing = this.#standing.get()
    if (standing?.standing !== 'waiting') return
    this.#problem.set((await this.#line?.ask({ type: 'withdraw', session: standing.session, knock: standing.knock })) ?? null)
  }

  /** Leaves the session: camera and microphone stop now, the word follows. */
  async leave(): Promise<void> {
    const standing = this.#standing.get()
    if (standing?.standing !== 'seated') return
    this.#leaving = true
    this.#parts.media.turnAllOff()
    const correspondence = this.#meeting.get()?.call.correspondence
    await correspondence?.say({ k: 'left' })
    await correspondence?.drained(SAY_GOODBYE_WITHIN)
    this.#problem.set((await this.#line?.ask({ type: 'leave', session: standing.session })) ?? null)
  }

  /** Comes back after leaving, by the client's own tap. */
  async comeBack(): Promise<void> {
    const standing = this.#standing.get()
    if (standing?.standing !== 'left') return
    this.#problem.set((await this.#line?.ask({ type: 'comeBack', session: standing.session })) ?? null)
  }

  /** Goes on in this tab instead of the other one. */
  useHere(): void {
    this.#parts.lock.take()
  }

  /** From a screen that only tells something, back to the lobby: as a tab the server has not met. */
  toLobby(): void {
    this.#disconnect()
    forgetTab(this.#parts.keep)
    this.#connect()
  }

  /** One line, one door, one way of knocking: made when the link is good and this tab is the one that speaks. */
  #connect(): void {
    const { lock } = this.#parts
    const door = this.door.state.get()
    if (lock.hold.get() === 'elsewhere' || door.door === 'wrong') this.#disconnect()
    if (lock.hold.get() !== 'mine' || door.door !== 'open' || this.#line !== null) return
    const { link, welcome } = door
    const line = new Line({
      ...this.#parts,
      link,
      time: this.time,
      onEnvelope: (delivered) => this.#meeting.get()?.call.receive(delivered),
      onGone: () => {
        void this.#knocking?.letGo()
        this.door.closed()
      },
    })
    this.#line = line
    this.#knocking = new Knocking({ ...this.#parts, line, link, welcome, reachable: this.#reachable, signal: this.#signals.put })
    line.attached.watch((attached) => this.#reachable.set(attached))
    line.standing.watch((standing) => this.#follow(standing))
  }

  #disconnect(): void {
    this.#leaveMeeting()
    this.#parts.media.turnAllOff()
    this.#line?.close()
    this.#line = null
    this.#knocking = null
    this.#reachable.set(false)
    this.#standing.set(null)
  }

  #follow(standing: ClientStanding | null): void {
    void this.#knocking?.tidy(standing, this.#standing.get())
    // Turned away on an earlier visit: whoever opens the page anew may knock anew.
    if (standing?.standing === 'turnedAway' && !this.#waited) return this.toLobby()
    if (standing?.standing === 'waiting') this.#waited = true
    this.#standing.set(standing)
    switch (standing?.standing) {
      case 'seated':
        if (this.#current === standing.grant.grant) this.#meeting.get()?.call.correspondence.reaches(standing.head)
        else void this.#enter(standing)
        return
      case 'waiting':
        void this.#knocking?.again(standing)
        return
      case 'left':
      case 'displaced':
      case 'over':
      case 'turnedAway':
        // A server's word may always narrow what is captured and sent.
        this.#parts.media.turnAllOff()
        this.#leaveMeeting()
        return
      default:
        this.#leaveMeeting()
    }
  }

  async #enter(seated: Extract<ClientStanding, { standing: 'seated' }>): Promise<void> {
    const [line, knocking] = [this.#line, this.#knocking]
    if (line === null || knocking === null) return
    this.#leaveMeeting()
    this.#current = seated.grant.grant
    this.#grant.set('opening')
    this.#endedBy.set('system')
    this.#leaving = false
    const [{ openMeeting }, pending] = await Promise.all([loadMeeting(), knocking.pending(seated.grant.knock)])
    const meeting =
      pending === null
        ? null
        : await openMeeting({
            ...this.#parts,
            media: sendingRule(this.#parts.media, this.pause.state),
            seated,
            pending,
            prepared: await knocking.take(seated.grant.knock),
            reachable: this.#reachable,
            epoch: () => this.#epoch(),
            signal: this.#signals.put,
            signalling: line.signalling,
            time: this.time,
          })
    if (this.#current !== seated.grant.grant) return meeting?.call.close()
    if (meeting === null) return this.#grant.set('unreadable')
    this.pause.begin(seated.session, meeting.grantedPause, meeting.call.correspondence)
    this.#meeting.set(meeting)
    this.#grant.set('open')
    if (!this.#isPaused()) this.#parts.media.turnWishedOn()
    this.#signals.connect((signal) => meeting.call.signal(signal))
    meeting.call.pair.watch(() => this.#heed(meeting))
    this.#heed(meeting)
  }

  #heed({ call }: Meeting): void {
    const { ended, client } = call.pair.get()
    if (ended) this.#sayEnded()
    // Whoever sits here is back, whatever was said before; a word that got lost is said again.
    else if (client.left && !this.#leaving) void call.correspondence.say({ k: 'back' })
  }

  #isPaused(): boolean {
    const pause = this.pause.state.get()
    return pause === 'unknown' || pause.on
  }

  #sayEnded(): void {
    this.#parts.media.turnAllOff()
    this.#endedBy.set('therapist')
    this.#ended.set(true)
  }

  #leaveMeeting(): void {
    this.#current = null
    this.#grant.set('none')
    this.#ended.set(false)
    this.#rememberUnconfirmed()
    this.pause.end()
    this.#meeting.get()?.call.close()
    if (this.#meeting.get() !== null) this.#signals.disconnect()
    this.#meeting.set(null)
  }

  #rememberUnconfirmed(): void {
    const journal = this.#meeting.get()?.call.correspondence.journal.get()
    if (journal === undefined) return
    this.#unconfirmed.set(checkIns(journal).some(({ reached, ended }) => reached === 'nowhere' && ended === 'no') ? 'one' : 'none')
  }

  #epoch(): number | null {
    const standing = this.#standing.get()
    return standing?.standing === 'seated' ? standing.epoch : null
  }

  #last: ClientAxes | null = null

  /** The same axes are the same value, so that nothing is drawn twice. */
  #axes(): ClientAxes {
    const next: ClientAxes = {
      secure: this.#parts.secure,
      door: this.door.state.get().door,
      tab: this.#parts.lock.hold.get(),
      before: hasKnocked(this.#parts.keep) ? 'knocked' : 'stranger',
      standing: this.#standing.get()?.standing ?? null,
      grant: this.#grant.get(),
      ended: this.#ended.get(),
    }
    if (this.#last === null || !sameFields(this.#last, next)) this.#last = next
    return this.#last
  }
}
