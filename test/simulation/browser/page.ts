/** One browser tab: what it remembers outlives its pages; a page has a time of its own and ends without a word. */
import { observable } from '../../../client/src/lib/observable.ts'
import { memoryKeep, memoryKeys } from '../../../client/src/lib/keep.ts'
import { FakeTrack } from '../../../client/src/media/fake-media.ts'
import type { FakeNetwork } from '../../../client/src/media/fake-network.ts'
import type { MediaLink, OpenLink } from '../../../client/src/media/port.ts'
import type { OwnMedia, OwnTracks } from '../../../client/src/session/call/call.ts'
import type { OpenSignalling } from '../../../client/src/signalling/port.ts'
import { OwnTime } from '../world/time.ts'
import type { World } from '../world/world.ts'
import type { Wire } from './network.ts'
import { socketOver, type SocketParts } from './socket.ts'

/** A page's own camera and microphone, as the controllers need them. */
export interface PageMedia extends OwnMedia {
  turnAllOff(): void
  turnWishedOn(): void
}

function media(): PageMedia {
  const [none, off] = [{ audio: null, video: null }, { microphone: 'off', camera: 'off' } as const]
  const tracks = observable<OwnTracks>(none)
  const switches = observable<ReturnType<OwnMedia['switches']['get']>>(off)
  return {
    tracks, switches, screen: observable<MediaStreamTrack | null>(null),
    turnAllOff() {
      tracks.set(none)
      switches.set(off)
    },
    turnWishedOn() {
      if (tracks.get() !== none) return
      tracks.set({ audio: new FakeTrack('audio').asTrack, video: new FakeTrack('video').asTrack })
      switches.set({ microphone: 'on', camera: 'on' })
    },
  }
}

/** What a page is put together from. */
export interface PageParts {
  time: OwnTime
  media: PageMedia
  openLink: OpenLink
  openSignalling: OpenSignalling
  keep: ReturnType<typeof memoryKeep>
  keys: ReturnType<typeof memoryKeys>
}

/** What a tab says and is told. */
export type Heard = Pick<SocketParts, 'onTold' | 'onAsked' | 'onAnswered'>

export abstract class Tab {
  keep = memoryKeep()
  /** The connection that is there now. */
  wire: Wire | null = null
  readonly #held = new Map<string, unknown>()
  #page: OwnTime | null = null
  #links: MediaLink[] = []

  constructor(
    readonly name: string,
    protected readonly world: World,
    private readonly media: FakeNetwork,
  ) {}

  get isOpen(): boolean {
    return this.#page !== null
  }

  /** Loads the page; one that was open is gone. */
  load(): void {
    this.unload(this.world.dice.percent(70) ? 'closed' : 'vanished')
    const time = new OwnTime(this.world.time)
    this.#page = time
    this.world.step(`${this.name} loads`)
    this.begin({
      time, media: media(), keep: this.keep, keys: memoryKeys(this.#held),
      openLink: (options) => this.#openLink(options),
      openSignalling: socketOver({ ...this.heard(), time, world: this.world.time, dice: this.world.dice, pick: () => this.world.pick(), onWire: (wire) => this.#use(wire) }),
    })
  }

  /** The page goes: nothing of it happens any more. */
  unload(how: 'closed' | 'vanished'): void {
    if (this.#page === null) return
    this.#page.end()
    this.#page = null
    this.wire?.close(how)
    this.wire = null
    for (const link of this.#links.splice(0)) link.close()
    this.ended()
  }

  protected abstract begin(parts: PageParts): void
  protected abstract ended(): void
  protected abstract heard(): Heard
  /** A link of this page carries media now. */
  protected abstract connected(): void

  #use(wire: Wire | null): void {
    this.wire = wire
  }

  async #openLink(options: Parameters<OpenLink>[0]): Promise<MediaLink> {
    const { dice, weather, time } = this.world
    const signal: typeof options.signal = (said) => {
      this.world.step(`${this.name} signals ${said.s} ${said.epoch}`)
      options.signal(said)
    }
    const link = await this.media.openLink({ ...options, signal })
    this.#links.push(link)
    const carry = link.send.bind(link)
    // The channel below keeps order and loses nothing; this one does both, as the weather is.
    link.send = (text) => {
      if (weather.channel === 0) return carry(text)
      if (link.state.get().state !== 'connected') return false
      for (let copies = dice.percent(weather.channel) ? 2 : 1; copies > 0; copies--) {
        if (!dice.percent(weather.channel)) time.after(dice.between(0, 300), () => carry(text))
      }
      return true
    }
    link.state.watch(({ state }) => {
      this.world.step(`${this.name} has a link ${state}`)
      if (state === 'connected') this.connected()
    })
    return link
  }
}
