/** A client's tab: the app's own visit, and a person before it who does what people do. */
import { EMPTY_CARD } from '@fermata/shared/agreed'
import { checkIns, CHECK_IN_CODES, isFurther } from '@fermata/shared/check-in'
import { SECOND } from '@fermata/shared/clock'
import type { DeviceId, RoomId, SessionId } from '@fermata/shared/ids'
import { type LobbyCard } from '@fermata/shared/protocol'
import { observable } from '../../../client/src/lib/observable.ts'
import type { FakeNetwork } from '../../../client/src/media/fake-network.ts'
import type { Meeting } from '../../../client/src/session/client/meeting.ts'
import { Visit } from '../../../client/src/session/client/visit.ts'
import { apiOf } from '../browser/api.ts'
import { type Heard, type PageMedia, type PageParts, Tab } from '../browser/page.ts'
import type { World } from '../world/world.ts'
import { setDown } from './points.ts'
import { Writing } from './writing.ts'

export interface ClientParts {
  name: string
  room: RoomId
  fragment: string
  /** Whether the therapist knows them. */
  who: 'client' | 'stranger'
}

export class ClientTab extends Tab {
  visit: Visit | null = null
  /** Looks back on the session. */
  writing: Writing | null = null
  #media: PageMedia | null = null
  /** Whether this person wants to be in the session on this device. */
  wants: 'in' | 'nothing' = 'in'
  /** The session in which this person last sat here, and as which device, as far as they know. */
  sat: { session: SessionId; device: DeviceId } | null = null
  #until = 0
  /** This person's taps on *Join* that are under way. */
  #taps = 0
  /** The session they were led into last, by a tap or with the door. */
  #ledTo: SessionId | null = null
  /** The person pressed *Pause now* here and has not come back; as the device that sat there, since another may come back for it. */
  #paused: ClientTab['sat'] = null

  constructor(
    readonly parts: ClientParts,
    world: World,
    media: FakeNetwork,
  ) {
    super(parts.name, world, media)
  }

  get device(): DeviceId | null {
    return this.keep.get('device') as DeviceId | null
  }

  get meeting(): Meeting | null {
    return this.visit?.meeting.get() ?? null
  }

  /** Sits in the session with everything open. */
  get isIn(): boolean {
    return this.visit?.axes.get().standing === 'seated' && this.meeting !== null && this.visit.reachable.get()
  }

  protected begin(page: PageParts): void {
    const { world } = this
    const { room, fragment } = this.parts
    const api = apiOf(world, page.time, room)
    const visit = new Visit({
      room, fragment, forgetFragment: () => undefined, keep: page.keep, api, clock: page.time, ability: 'able',
      openSignalling: page.openSignalling, openLink: page.openLink, media: page.media, keys: page.keys, random: world.dice,
      lock: { hold: observable('mine'), take: () => undefined },
    })
    this.visit = visit
    this.#taps = 0
    this.writing = this.parts.who === 'client' ? new Writing(world, room, visit, { ...page, api }) : null
    visit.standing.watch((standing) => {
      world.step(`${this.name} is ${standing?.standing ?? 'nowhere'}`)
      const isLast = this.sat !== null && this.sat.device === this.device && world.witness.lastAdmitted.get(room) === this.device
      if (standing?.standing === 'displaced' && isLast) world.witness.breaks('P4', `${this.name} was displaced, and nobody else was let in`)
      if (standing?.standing === 'waiting') this.#ledTo = standing.session
      // Once they have read it, they know.
      if (standing?.standing === 'displaced') this.sat = null
      if (standing?.standing === 'seated' && this.device !== null) this.sat = { session: standing.session, device: this.device }
    })
    this.#media = page.media
    page.media.tracks.watch(() => this.#watchPause(visit))
    visit.meeting.watch((meeting) => meeting !== null && this.#judge(meeting))
    page.time.after(0, () => void visit.start())
    const live = (): void => {
      this.#live(visit)
      page.time.after(world.dice.between(300, 2_000), live)
    }
    page.time.after(world.dice.between(100, 1_000), live)
  }

  protected ended(): void {
    this.visit = null
    this.writing = null
  }

  protected heard(): Heard {
    const { world } = this
    return {
      onAsked: (message) => {
        world.step(`${this.name} asks ${message.type}`)
        if (message.type !== 'knock') return
        if (this.device !== null) world.knockers.set(message.knock, this.device)
        if (this.#taps > 0) this.#ledTo = message.session
        else if (this.#ledTo !== message.session) world.witness.breaks('P4', `${this.name} knocked by itself for another session`)
      },
      onAnswered: (message, ack) => {
        if (ack.outcome === 'refused') this.world.step(`${this.name} is refused ${message.type}: ${ack.refusal.code}`)
      },
      onTold: (message) => {
        const isLetIn = this.device !== null && world.witness.admitted.has(this.device)
        if (isLetIn) return
        if (message.type === 'envelope') world.witness.breaks('I4', `${this.name} was sent a message before Admit`)
        if (message.type !== 'view' || message.view.for !== 'client') return
        if (['seated', 'left', 'over'].includes(message.view.you.standing)) {
          world.witness.breaks(this.parts.who === 'stranger' ? 'I5' : 'I4', `${this.name} stands inside without Admit`)
        }
      },
    }
  }

  protected connected(): void {
    if (this.device === null || !this.world.witness.admitted.has(this.device)) {
      this.world.witness.breaks('I4', `${this.name} has media without Admit`)
    }
  }

  /** The client's screen says that a signal is on the therapist's screen only if it was painted there. */
  #judge(meeting: Meeting): void {
    const { witness } = this.world
    meeting.call.correspondence.journal.watch((journal) => {
      for (const { fact, reached } of checkIns(journal)) {
        if (isFurther(reached, 'behind') && !witness.painted.has(fact)) witness.breaks('I1', 'read as shown, and never painted')
      }
    })
  }

  /** What a person pressed *Pause now* for holds, whatever happened to page and server since. */
  #watchPause(visit: Visit): void {
    if (this.#paused === null || this.sat === null || visit.axes.get().grant !== 'open') return
    if (this.sat.session !== this.#paused.session || this.sat.device !== this.#paused.device) return
    const pause = visit.pause.state.get()
    if (pause === 'unknown' || !pause.on) this.world.witness.breaks('P8', `the pause of ${this.name} ended by itself`)
    if (this.#media?.tracks.get().audio) this.world.witness.breaks('P8', `${this.name} is heard in a pause`)
  }

  #live(visit: Visit): void {
    const { dice, time, mood } = this.world
    const { standing } = visit.axes.get()
    this.#watchPause(visit)
    if (mood === 'done') return
    if (mood === 'restless' && dice.percent(standing === 'over' || standing === 'left' ? 30 : 1)) void this.writing?.write()
    if (time.now() < this.#until) return
    switch (standing) {
      case 'outside':
        if (this.wants === 'in') this.#knock(visit)
        return
      case 'waiting':
        if (mood === 'restless' && dice.percent(1)) void visit.withdraw()
        return
      case 'turnedAway':
      case 'displaced':
        if (this.wants === 'in' && (mood === 'settling' || dice.percent(15))) visit.toLobby()
        return
      case 'left':
        if (mood === 'settling' || dice.percent(30)) void visit.comeBack()
        return
      case 'seated':
        return this.#sit(visit)
      case 'over':
        if (this.wants === 'in') this.#afterEnd(visit)
        return
      default:
    }
  }

  #knock(visit: Visit): void {
    const card: LobbyCard = { ...EMPTY_CARD, name: this.parts.who }
    visit.warm()
    this.#until = this.world.time.now() + SECOND
    this.#taps += 1
    void visit.join(card).then(() => {
      if (this.visit === visit) this.#taps -= 1
    })
  }

  #sit(visit: Visit): void {
    const { dice, mood } = this.world
    const meeting = visit.meeting.get()
    if (meeting === null) {
      if (visit.axes.get().grant === 'unreadable') visit.toLobby()
      return
    }
    const pause = visit.pause.state.get()
    const isPaused = pause !== 'unknown' && pause.on
    if (isPaused && (mood === 'settling' || dice.percent(30))) {
      this.#paused = null
      return visit.pause.comeBack()
    }
    if (mood === 'settling') return
    if (dice.percent(45)) this.#press(meeting)
    else if (dice.percent(6)) meeting.signals.undo()
    else if (dice.percent(4)) {
      visit.pause.now()
      this.#paused = this.sat
    }
    else if (dice.percent(2)) void visit.leave()
    else if (dice.percent(5)) setDown(this.world, meeting.notes, 'clientPoints')
  }

  #press({ call, signals }: Meeting): void {
    signals.send(this.world.dice.one(CHECK_IN_CODES))
    const last = checkIns(call.correspondence.journal.get()).at(-1)
    if (last === undefined) return
    this.world.step(`${this.name} presses ${last.fact}`)
    this.world.counts.presses += 1
    this.world.witness.presses.set(last.fact, { room: this.parts.room, page: call, tab: this.name })
  }

  /** After the end some ask to go on; others come again another time. */
  #afterEnd(visit: Visit): void {
    const { dice, mood } = this.world
    if (mood === 'restless' && dice.percent(30)) void visit.reopen()
    else if (mood === 'settling' || dice.percent(20)) visit.toLobby()
  }
}
