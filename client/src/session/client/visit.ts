/**
 * A client's visit to a room, from the link to the end: door, lobby, knock, session. Lives outside React; the screens
 * read its observables and call its verbs.
 */
import { MINUTE, SECOND } from '@fermata/shared/clock'
import type { ClientStanding, LastWord, LobbyCard } from '@fermata/shared/protocol'
import type { PageAbility } from '../../lib/abilities.ts'
import { comesTrue } from '../../lib/comes-true.ts'
import { derived, type Observable, observable, sameFields } from '../../lib/observable.ts'
import type { TabLock } from '../../lib/tab-lock.ts'
import type { OpenSignalling } from '../../signalling/port.ts'
import type { ClientAxes } from '../screen-for.ts'
import type { Reopening } from '../reopening.ts'
import type { Problem } from '../newest-view.ts'
import { ServerTime } from '../server-time.ts'
import { forgetTab, hasKnocked } from '../tab.ts'
import { Door, type DoorParts } from './door.ts'
import { Knocking } from './knocking.ts'
import { Line } from './line.ts'
import type { Meeting } from './meeting.ts'
import type { Pause } from './pause.ts'
import { loadMeeting, Sitting, type SittingParts } from './sitting.ts'

export interface VisitParts extends DoorParts, Omit<SittingParts, 'time' | 'reachable' | 'epoch'> {
  ability: PageAbility
  openSignalling: OpenSignalling
  lock: TabLock
}

/** The server may be away when somebody leaves: it is told until their seat would be free without it. */
const SEAT_LASTS = 30 * MINUTE
/** How long leaving waits for its word to be heard, before it leaves without. */
const SAY_GOODBYE_WITHIN = 1 * SECOND
/** How long a tap on Join waits for the line to the server. */
const KNOWN_WITHIN = 8 * SECOND

export class Visit {
  readonly door: Door
  readonly time: ServerTime
  readonly axes: Observable<ClientAxes>
  readonly standing: Observable<ClientStanding | null>
  readonly meeting: Observable<Meeting | null>
  /** Whether the server can be reached now. */
  readonly reachable: Observable<boolean>
  /** Why the last tap came to nothing, or that the server went back; `null` when all is well. */
  readonly problem: Observable<Problem | null>
  readonly pause: Pause
  readonly reopening: Reopening
  readonly endedBy: Sitting['endedBy']
  readonly endedPaused: Sitting['endedPaused']
  readonly unconfirmed: Sitting['unconfirmed']

  readonly #parts: VisitParts
  readonly #standing = observable<ClientStanding | null>(null)
  readonly #reachable = observable(false)
  readonly #problem = observable<Problem | null>(null)
  readonly #sitting: Sitting
  /** Whether this page has been at the door itself. */
  #waited = false
  #line: Line | null = null
  #knocking: Knocking | null = null

  constructor(parts: VisitParts) {
    this.#parts = parts
    this.door = new Door(parts)
    this.time = new ServerTime(parts.clock)
    this.standing = this.#standing
    this.reachable = this.#reachable
    this.problem = this.#problem
    const sitting = new Sitting({ ...parts, time: this.time, reachable: this.#reachable, epoch: () => this.#epoch() })
    this.#sitting = sitting
    ;({ meeting: this.meeting, pause: this.pause, reopening: this.reopening } = sitting)
    ;({ endedBy: this.endedBy, endedPaused: this.endedPaused, unconfirmed: this.unconfirmed } = sitting)
    this.axes = derived([this.door.state, parts.lock.hold, this.#standing, sitting.grant, sitting.ended], () => this.#axes())
    this.door.state.watch(() => this.#connect())
    parts.lock.hold.watch(() => this.#connect())
  }

  async start(): Promise<void> {
    if (this.#parts.ability === 'able') await this.door.open()
  }

  /** Makes ready what needs no permission, while the client is still reading. */
  warm(): void {
    void this.#knocking?.warm()
    // Everything of the room is fetched now: nothing must be missing at the moment of Admit.
    void loadMeeting()
  }

  /** What may be shown of this device's network has changed: the offer at hand may say too much, or too little. */
  offerAnew(): void {
    void this.#knocking?.renew()
  }

  /** Asks to come in. */
  async join(card: LobbyCard): Promise<void> {
    // A quick tap may come before the server has said where this tab stands.
    await comesTrue(this.#standing, (known) => known !== null, this.#parts.clock, KNOWN_WITHIN)
    const standing = this.#standing.get()
    if (standing === null) return this.#problem.set({ code: 'unavailable', retryAfterMs: KNOWN_WITHIN })
    if (standing.standing !== 'outside' || this.#knocking === null) return
    this.#problem.set(await this.#knocking.knock(card, standing.session))
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
    const { session } = standing
    await this.#sitting.sayLeft(SAY_GOODBYE_WITHIN)
    const isMeant = (): boolean => {
      const now = this.#standing.get()
      return now?.standing === 'seated' && now.session === session
    }
    this.#problem.set((await this.#line?.ask({ type: 'leave', session }, SEAT_LASTS, isMeant)) ?? null)
  }

  /** Goes for good and without a trace: the word by every way at once, then nothing of this visit goes on. */
  leaveQuietly(beacon: (word: LastWord) => void, patience: number): Promise<void> {
    void this.withdraw()
    return this.#sitting.sayLeftQuietly(this.#line, beacon, patience).finally(() => this.#disconnect())
  }

  /** Comes back after leaving, by the client's own tap. */
  async comeBack(): Promise<void> {
    const standing = this.#standing.get()
    if (standing?.standing !== 'left') return
    this.#problem.set((await this.#line?.ask({ type: 'comeBack', session: standing.session })) ?? null)
  }

  /** Asks to go on with the session that just ended; it does once the therapist has asked too. */
  async reopen(): Promise<void> {
    const standing = this.#standing.get()
    if (standing?.standing !== 'over') return
    this.reopening.ask(standing.session, 'yes')
    const refusal = (await this.#line?.ask({ type: 'reopen', session: standing.session })) ?? null
    if (refusal !== null) this.reopening.ask(standing.session, 'no')
    this.#problem.set(refusal)
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
      media: () => this.#sitting.media(),
      onEnvelope: (delivered) => this.#sitting.receive(delivered),
      onGone: () => {
        void this.#knocking?.letGo()
        this.door.closed()
      },
      onWentBack: () => this.#problem.set({ code: 'wentBack' }),
    })
    this.#line = line
    this.#knocking = new Knocking({
      ...this.#parts, line, link, welcome, reachable: this.#reachable, signal: this.#sitting.signals.put,
      knocked: (knock) => this.reopening.knocked(knock),
    })
    line.attached.watch((attached) => this.#reachable.set(attached))
    line.standing.watch((standing) => this.#follow(standing))
  }

  #disconnect(): void {
    this.#sitting.leave()
    this.#parts.media.turnAllOff()
    this.#line?.close()
    this.#line = null
    this.#knocking?.close()
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
        if (this.#line !== null && this.#knocking !== null) this.#sitting.sit(standing, this.#line, this.#knocking)
        return
      case 'waiting':
        void this.#knocking?.again(standing)
        return
      case 'over':
        this.#sitting.over(standing)
        return
      case 'left':
      case 'displaced':
      case 'turnedAway':
        // A server's word may always narrow what is captured and sent.
        this.#parts.media.turnAllOff()
        this.#sitting.leave()
        return
      default:
        this.#sitting.leave()
    }
  }

  #epoch(): number | null {
    const standing = this.#standing.get()
    return standing?.standing === 'seated' ? standing.epoch : null
  }

  #last: ClientAxes | null = null

  /** The same axes are the same value, so that nothing is drawn twice. */
  #axes(): ClientAxes {
    const next: ClientAxes = {
      ability: this.#parts.ability,
      door: this.door.state.get().door,
      tab: this.#parts.lock.hold.get(),
      before: hasKnocked(this.#parts.keep) ? 'knocked' : 'stranger',
      standing: this.#standing.get()?.standing ?? null,
      grant: this.#sitting.grant.get(),
      ended: this.#sitting.ended.get(),
    }
    if (this.#last === null || !sameFields(this.#last, next)) this.#last = next
    return this.#last
  }
}
