/** The peer in use: made with this link's certificate and servers, given this person's tracks, numbered upwards. */
import type { EarlyCandidates } from './saying/inbox.ts'
import type { Observable } from '../../lib/observable.ts'
import type { Counters, IceSettings, LinkOptions, PictureStep, Sending } from '../port.ts'
import { countersOf } from './mending/counters.ts'
import { Exchange } from './saying/exchange.ts'
import type { ExchangeOptions } from './saying/exchange.ts'
import { NOWHERE } from './rules/negotiation.ts'
import type { Position } from './rules/negotiation.ts'
import type { SentTracks } from './peer.ts'

export interface CurrentOptions {
  link: LinkOptions
  ice: Observable<IceSettings>
  certificate: RTCCertificate
  early: EarlyCandidates
  text(text: string): void
  /** Told of the peer in use only; what a dropped one still says is nobody's business. */
  told(...told: Parameters<ExchangeOptions['told']>): void
}

export class Current implements Sending {
  exchange: Exchange | null = null
  /** Of this peer, or of the last one: the next is higher. */
  epoch: number
  readonly #options: CurrentOptions
  #tracks: SentTracks = { audio: null, video: null }
  #step: PictureStep = 'whole'
  #screen: MediaStreamTrack | null = null

  constructor(options: CurrentOptions) {
    this.#options = options
    this.epoch = options.link.firstEpoch - 1
  }

  get at(): Position {
    return this.exchange?.at ?? { ...NOWHERE, epoch: this.epoch }
  }

  /** Takes the place of the peer before, which is closed. */
  build(epoch: number): Exchange {
    this.drop()
    this.epoch = epoch
    const { link, early } = this.#options
    link.onEpoch?.(epoch)
    const exchange = new Exchange({
      role: link.role, clock: link.clock, epoch, early, configuration: this.#configuration(),
      signal: (signal) => link.signal(signal),
      text: (text) => this.#options.text(text),
      told: (event, by) => by === this.exchange && this.#options.told(event, by),
    })
    this.exchange = exchange
    void exchange.peer.setTracks(this.#tracks)
    void exchange.peer.keepPicture(this.#step)
    void exchange.peer.showScreen(this.#screen)
    return exchange
  }

  restart(): void {
    void this.exchange?.restart(this.#configuration())
  }

  async setTracks(tracks: SentTracks): Promise<void> {
    this.#tracks = tracks
    await this.exchange?.peer.setTracks(tracks)
  }

  async keepPicture(step: PictureStep): Promise<void> {
    if (step === this.#step) return
    this.#step = step
    await this.exchange?.peer.keepPicture(step)
  }

  async showScreen(track: MediaStreamTrack | null): Promise<void> {
    this.#screen = track
    await this.exchange?.peer.showScreen(track)
  }

  async counters(): Promise<Counters | null> {
    const { exchange, epoch } = this
    if (exchange?.established !== true) return null
    const stats = await exchange.peer.stats().catch(() => null)
    return stats === null || exchange !== this.exchange ? null : countersOf(stats.values() as Iterable<RTCStats>, String(epoch))
  }

  drop(): void {
    this.exchange?.close()
    this.exchange = null
  }

  #configuration(): RTCConfiguration {
    return {
      ...this.#options.ice.get(), bundlePolicy: 'max-bundle', certificates: [this.#options.certificate],
    }
  }
}
