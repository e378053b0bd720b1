/** A therapist's tab: the app's own desk, and a person before it who lets their client in and looks at cues. */
import type { Cue } from '@fermata/shared/check-in'
import { SECOND } from '@fermata/shared/clock'
import type { DeviceId, KnockId, RoomId } from '@fermata/shared/ids'
import { observable } from '../../../client/src/lib/observable.ts'
import type { FakeNetwork } from '../../../client/src/media/fake-network.ts'
import { Desk } from '../../../client/src/session/therapist/desk.ts'
import type { Visitor } from '../../../client/src/session/therapist/door/doorbell.ts'
import type { Meeting } from '../../../client/src/session/therapist/meeting.ts'
import { type Heard, type PageParts, Tab } from '../browser/page.ts'
import type { Practice } from '../world/practice.ts'
import type { World } from '../world/world.ts'
import { setDown } from './points.ts'

const PAINTED_AFTER = 16

export class TherapistTab extends Tab {
  desk: Desk | null = null
  readonly #visible = observable(true)
  /** As in the address bar. */
  #place: RoomId | null = null
  #noticed = new Set<KnockId>()
  #tapped = 0

  constructor(
    name: string,
    readonly practice: Practice,
    readonly room: RoomId,
    /** Whether this person wants to work on this device. */
    public wants: 'in' | 'nothing',
    world: World,
    media: FakeNetwork,
  ) {
    super(name, world, media)
  }

  get device(): DeviceId | null {
    return this.keep.get('device') as DeviceId | null
  }

  get meeting(): Meeting | null {
    const state = this.desk?.meeting.get()
    return state?.meeting === 'open' ? state.now : null
  }

  /** Whether the page is in view. */
  look(at: 'page' | 'elsewhere'): void {
    this.#visible.set(at === 'page')
  }

  protected begin(page: PageParts): void {
    void this.#open(page)
  }

  protected ended(): void {
    this.desk?.close()
    this.desk = null
  }

  protected heard(): Heard {
    return {
      onAsked: (message) => this.world.step(`${this.name} asks ${message.type}`),
      onAnswered: (message, ack) => {
        if (ack.outcome === 'refused') this.world.step(`${this.name} is refused ${message.type}: ${ack.refusal.code}`)
      },
      onTold: (message) => {
        const room = message.type === 'envelope' ? message.room : message.type === 'view' ? message.view.room : null
        if (room !== null && !this.practice.rooms.includes(room)) this.world.witness.breaks('I2', `${this.name} heard of another's room`)
      },
    }
  }

  protected connected(): void {}

  async #open({ time, media, openLink, openSignalling, keep }: PageParts): Promise<void> {
    const { world } = this
    const account = await this.practice.open(time)
    if (account === null || time.ended) return
    let drawn: readonly Cue[] = []
    const paint = (room: RoomId): void => {
      for (const { fact } of drawn.flatMap(({ presses }) => presses)) world.witness.paint(fact, room)
    }
    const desk = new Desk({
      account, media, tab: keep, clock: time, random: world.dice, openSignalling, openLink,
      eyes: {
        pageVisible: () => this.#visible,
        // As in a browser, no frame is drawn of a page that is not in view.
        nextPaint: () => new Promise((resolve) => {
          const drawn = (): void => {
            if (!this.#visible.get()) return void time.after(PAINTED_AFTER, drawn)
            paint(this.room)
            resolve()
          }
          time.after(PAINTED_AFTER, drawn)
        }),
      },
      goTo: (room) => {
        this.#place = room
      },
    }, this.#place)
    this.desk = desk
    desk.meeting.watch((state) => {
      world.step(`${this.name} has ${state.meeting}`)
      // A page that has let go of the session draws no cue of it any more.
      drawn = []
      if (state.meeting !== 'open') return
      const { cues } = state.now
      const draw = (): void => {
        drawn = cues.open.get()
        void cues.rendered(drawn.map(({ fact }) => fact))
      }
      cues.open.watch(draw)
      draw()
    })
    const live = (): void => {
      this.#live(desk)
      time.after(world.dice.between(300, 1_500), live)
    }
    time.after(world.dice.between(100, 600), live)
  }

  #live(desk: Desk): void {
    const { dice, mood, witness } = this.world
    if (this.#visible.get()) this.#notice(desk)
    if (this.wants === 'nothing' || mood === 'done') return
    const view = desk.views.get().get(this.room)
    if (view === undefined) return
    const isMine = view.holder?.device === this.device
    // Who comes to the desk and finds the session going on goes in; who was displaced may take it back.
    const isOut = !isMine || desk.place.get() !== this.room
    if (view.session.phase === 'inProgress' && isOut && (mood === 'settling' || dice.percent(20))) desk.enter(this.room)
    this.#meet(desk)
    const { meeting } = this
    if (meeting === null) {
      if (mood === 'restless' && view.session.phase === 'finished' && dice.percent(15)) void desk.reopen()
      return
    }
    // Nobody taps what they do not see.
    const seen = meeting.cues.open.get().filter(({ presses }) => this.#visible.get() && presses.every(({ fact }) => witness.painted.has(fact)))
    for (const cue of seen) if (dice.percent(20)) meeting.cues.acknowledge(cue.fact)
    if (mood === 'restless' && dice.percent(1)) setDown(this.world, meeting.notes, 'therapistPoints')
    if (mood === 'restless' && dice.percent(this.world.plan.endings)) {
      void desk.finish()
      // Some close the page with the same movement.
      if (dice.percent(20)) this.world.time.after(dice.between(0, 1_500), () => this.load())
      else if (dice.percent(15)) this.world.runsOut(this)
    }
  }

  /** Whoever stands at the door and has been painted is told so, once. */
  #notice(desk: Desk): void {
    for (const visitor of desk.visitors.get()) {
      if (this.#noticed.has(visitor.knock)) continue
      this.#noticed.add(visitor.knock)
      void desk.answering.painted(visitor)
    }
  }

  #meet(desk: Desk): void {
    const { dice, time, mood } = this.world
    if (time.now() < this.#tapped) return
    const [visitor] = desk.visitors.get().filter(({ room }) => room === this.room)
    if (visitor === undefined || desk.admitting.get() !== null) return
    this.#tapped = time.now() + SECOND
    if (visitor.card.name === 'stranger') {
      if (mood === 'settling' || dice.percent(30)) void desk.turnAway(visitor)
    } else if (mood === 'restless' && dice.percent(3)) void desk.turnAway(visitor)
    else this.#admit(desk, visitor)
  }

  #admit(desk: Desk, visitor: Visitor): void {
    const { knockers, witness } = this.world
    const device = knockers.get(visitor.knock)
    if (device !== undefined) {
      witness.admitted.add(device)
      witness.lastAdmitted.set(this.room, device)
    }
    this.world.step(`${this.name} admits ${visitor.knock}`)
    void desk.admit(visitor)
  }
}
