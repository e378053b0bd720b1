/** Everything a schedule consists of, put together: processes, store, tabs, people, and what goes wrong. */
import { type DeviceId, type KnockId, newId, type SessionId } from '@fermata/shared/ids'
import { SECOND } from '@fermata/shared/clock'
import { newRoom } from '@fermata/shared/session'
import { listRoom } from '../../../server/src/auth/links.ts'
import { FakeNetwork } from '../../../client/src/media/fake-network.ts'
import type { Tab } from '../browser/page.ts'
import { attack } from '../people/attacker.ts'
import { ClientTab } from '../people/client-tab.ts'
import { Witness } from '../people/pressed.ts'
import { TherapistTab } from '../people/therapist-tab.ts'
import { Company } from '../server/company.ts'
import { ServerNode } from '../server/node.ts'
import { Disk, openModel } from '../server/store-model.ts'
import type { Dice } from './dice.ts'
import type { Fault, Plan } from './plan.ts'
import { type Cast, Practice } from './practice.ts'
import { VirtualTime } from './time.ts'
import { Trace } from './trace.ts'
import { fair } from './weather.ts'

/** The people of one room. */
export interface RoomCast {
  practice: Practice
  desks: readonly [TherapistTab, ...TherapistTab[]]
  clients: readonly [ClientTab, ...ClientTab[]]
  media: FakeNetwork
}

export class World {
  readonly time = new VirtualTime()
  readonly witness = new Witness()
  readonly weather = fair()
  readonly disk = new Disk()
  readonly knockers = new Map<KnockId, DeviceId>()
  readonly counts = { presses: 0, faults: 0 }
  /** `restless`: people do all sorts of things. `settling`: they want to be in their session. `done`: they sit and wait. */
  mood: 'restless' | 'settling' | 'done' = 'restless'
  readonly nodes: ServerNode[] = []
  readonly rooms: RoomCast[] = []
  readonly strangers: ClientTab[] = []
  readonly #trace: Trace
  readonly #company: Company
  readonly #tabs: Tab[] = []

  constructor(
    readonly dice: Dice,
    readonly plan: Plan,
    casts: readonly Cast[],
    remembers: number,
  ) {
    this.#trace = new Trace(() => this.time.now(), remembers)
    this.#company = new Company(dice, this.weather)
    casts.slice(0, plan.rooms).forEach((cast, index) => this.#furnish(cast, index))
    for (let node = 0; node < plan.nodes; node++) this.#start(node)
  }

  get hash(): string {
    return this.#trace.hash
  }

  get last(): readonly string[] {
    return this.#trace.last
  }

  step(text: string): void {
    this.#trace.step(text)
  }

  /** Makes the rooms, and has everybody open their page. */
  async begin(): Promise<void> {
    const store = openModel(this.disk, this.time)
    for (const { practice } of this.rooms) {
      await practice.found(store)
      for (const { room, link } of practice.cast.rooms) {
        await store.rooms.create(room, JSON.stringify(newRoom(newId<SessionId>(this.dice))))
        await listRoom(store, practice.cast.therapist, room, link)
      }
    }
    for (const { desks, clients } of this.rooms) {
      for (const tab of [desks[0], clients[0]]) this.time.after(this.dice.between(0, 3_000), () => tab.load())
    }
    for (const stranger of this.strangers) this.time.after(this.dice.between(0, 20_000), () => stranger.load())
    if (this.plan.intruder === 'there') this.time.after(this.dice.between(0, 10_000), () => this.#attack())
    const look = (): void => {
      for (const { media, desks } of this.rooms) {
        this.witness.connected(desks[0].room, media.links.filter((link) => link.state.get().state === 'connected').length, this.time.now())
      }
      this.time.after(SECOND, look)
    }
    look()
    for (const { at, what } of this.plan.faults) this.time.after(at, () => this.#suffer(what))
  }

  /** A process that takes connections. */
  pick(): ServerNode | null {
    const open = this.nodes.filter((node) => node.takesConnections)
    const [first, ...rest] = open
    return first === undefined ? null : this.dice.one([first, ...rest])
  }

  /** From now on nothing goes wrong, and people want to be where they belong. */
  calm(): void {
    this.step('calm')
    Object.assign(this.weather, fair())
    this.#company.lineIsBack()
    for (const { media, desks } of this.rooms) {
      media.heal()
      for (const desk of desks) desk.look('page')
    }
    for (const node of this.nodes) node.time.goOn()
    this.mood = 'settling'
  }

  #furnish(cast: Cast, index: number): void {
    const [practice, media] = [new Practice(cast, this.dice), new FakeNetwork()]
    const [first] = cast.rooms
    if (first === undefined) throw new Error('a practice has a room')
    const { room, fragment } = cast.rooms.at(-1) ?? first
    const client = (name: string, who: 'client' | 'stranger'): ClientTab => new ClientTab({ name, room, fragment, who }, this, media)
    const desk = (name: string, wants: 'in' | 'nothing'): TherapistTab => new TherapistTab(name, practice, room, wants, this, media)
    const desks = [desk(`T${index}`, 'in'), desk(`T${index}'`, 'nothing')] as const
    const clients = [client(`C${index}`, 'client'), client(`C${index}'`, 'client')] as const
    this.rooms.push({ practice, desks, clients, media })
    this.#tabs.push(desks[0], clients[0])
    if (index > 0 || this.plan.intruder === 'none') return
    const stranger = client('X', 'stranger')
    this.strangers.push(stranger)
    this.#tabs.push(stranger)
  }

  #start(at: number): void {
    this.nodes[at] = new ServerNode({
      world: this.time, store: openModel(this.disk, this.time), company: this.#company, dice: this.dice, weather: this.weather,
      cookieOf: (device) => this.rooms.find(({ desks }) => desks.some((desk) => desk.device === device))?.practice.cookie ?? null,
      onFault: (thrown) => this.witness.breaks('bug', thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)),
    })
  }

  #suffer(what: Fault): void {
    this.counts.faults += 1
    this.step(what.fault)
    switch (what.fault) {
      case 'break':
        return this.#tab(what.n)?.wire?.lose()
      case 'halfOpen':
        return this.#tab(what.n)?.wire?.die()
      case 'reload': {
        const tab = this.#tab(what.n)
        if (tab?.isOpen === true) tab.load()
        return
      }
      case 'crash':
        return this.crash(what.n, what.back)
      case 'drain': {
        const at = what.n % this.nodes.length
        const node = this.nodes[at]
        if (node?.takesConnections === true) node.drain(() => this.time.after(SECOND, () => this.#start(at)))
        return
      }
      case 'stall': {
        const node = this.nodes[what.n % this.nodes.length]
        node?.time.stop()
        this.time.after(what.lasts, () => node?.time.goOn())
        return
      }
      case 'storeAway':
        return this.#whileBad({ store: what.how }, { store: 'there' }, what.lasts)
      case 'wordsLost':
        this.#whileBad({ words: what.percent }, { words: 0 }, what.lasts)
        this.time.after(what.lasts, () => this.#company.lineIsBack())
        return
      case 'channelBad':
        return this.#whileBad({ channel: what.percent }, { channel: 0 }, what.lasts)
      case 'mediaCut': {
        const media = this.rooms[what.n % this.rooms.length]?.media
        media?.cut()
        this.time.after(what.lasts, () => media?.heal())
        return
      }
      case 'hidden': {
        const desk = this.rooms[what.n % this.rooms.length]?.desks[0]
        desk?.look('elsewhere')
        this.time.after(what.lasts, () => desk?.look('page'))
        return
      }
      case 'otherDevice':
        return this.#takeOver()
      case 'otherDesk':
        return this.#otherDesk()
    }
  }

  /** SIGKILL; another process takes its place `back` ms later. */
  crash(n: number, back: number): void {
    const at = n % this.nodes.length
    const node = this.nodes[at]
    if (node === undefined || node.time.ended) return
    node.crash()
    this.time.after(back, () => this.#start(at))
  }

  #whileBad(bad: Partial<World['weather']>, good: Partial<World['weather']>, lasts: number): void {
    Object.assign(this.weather, bad)
    this.time.after(lasts, () => Object.assign(this.weather, good))
  }

  /** The client of the first room opens the link on their other device, and goes on there. */
  #takeOver(): void {
    const [here, there] = this.dice.percent(50) ? [...(this.rooms[0]?.clients ?? [])].reverse() : (this.rooms[0]?.clients ?? [])
    if (here === undefined || there === undefined) return
    here.wants = 'nothing'
    there.wants = 'in'
    if (!there.isOpen) {
      there.load()
      this.#tabs.push(there)
    }
  }

  /** The therapist of the first room opens their desk on another device, and goes on there. */
  #otherDesk(): void {
    const [here, there] = this.rooms[0]?.desks.toSorted((one, other) => Number(other.wants === 'in') - Number(one.wants === 'in')) ?? []
    if (here === undefined || there === undefined) return
    here.wants = 'nothing'
    there.wants = 'in'
    if (there.isOpen) return
    there.load()
    this.#tabs.push(there)
  }

  /** This device is heard by no server any more and is soon gone; its person goes on at their other one, where they have one. */
  runsOut(desk: TherapistTab): void {
    const [room] = this.rooms
    if (room?.desks.includes(desk) !== true || room.desks.length < 2) return
    desk.wire?.die()
    this.time.after(this.dice.between(300, 1_500), () => {
      desk.unload('vanished')
      if (desk.wants === 'in') this.#otherDesk()
    })
  }

  #attack(): void {
    const [room] = this.rooms
    const made = room?.practice.cast.rooms.at(-1)
    if (made !== undefined) attack(this, made)
  }

  #tab(n: number): Tab | undefined {
    return this.#tabs[n % this.#tabs.length]
  }
}
