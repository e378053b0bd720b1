/**
 * A media link in memory, for tests of what stands on it. It keeps the rules of the port: nothing before release,
 * certificates that must be vouched for, epochs that rise, text only while connected.
 */
import type { Cancel } from '@fermata/shared/clock'
import type { Signal } from '@fermata/shared/protocol'
import { observable } from '../lib/observable.ts'
import { fakeDescription, fakeStream } from './fake-media.ts'
import type { FakeNetwork } from './fake-network.ts'
import { judge, NOWHERE } from './link/rules/negotiation.ts'
import { pace } from './link/rules/recovery.ts'
import { namedEpoch } from './link/rules/sdp.ts'
import { soleFingerprint } from './link/trust/fingerprint.ts'
import type { CloseReason, Counters, LinkOptions, LinkState, MediaLink, PictureStep, Prepared, Sending } from './port.ts'

type Tracks = Parameters<MediaLink['setTracks']>[0]

export class FakeLink implements MediaLink {
  readonly state = observable<LinkState>({ state: 'negotiating' })
  readonly flowing = observable(false)
  readonly remote = fakeStream()
  readonly screen = fakeStream()
  /** The second picture that this side sends. */
  shared: MediaStreamTrack | null = null
  readonly certificate: string
  /** What the next looks find, the last of them for ever; and how much of the camera is sent. */
  counted: Counters[] = []
  step: PictureStep = 'whole'
  readonly sending: Sending = {
    keepPicture: (step) => Promise.resolve(void (this.step = step)),
    showScreen: (track) => Promise.resolve(void (this.shared = track)),
    counters: () => Promise.resolve((this.counted.length > 1 ? this.counted.shift() : this.counted[0]) ?? null),
  }
  /** What this side sends. */
  tracks: Tracks = { audio: null, video: null }
  readonly #options: LinkOptions
  readonly #network: FakeNetwork
  #stage: 'idle' | 'prepared' | 'open' = 'idle'
  #trusted: string | null = null
  /** The certificate at the other end, as the descriptions agreed. */
  #bound: string | null = null
  #epoch: number
  #held: Signal | null = null
  #tries = 0
  #cancelRetry: Cancel = () => undefined
  readonly #stopWatching: () => void
  readonly #texts = new Set<(text: string) => void>()

  constructor(options: LinkOptions, network: FakeNetwork, certificate: string) {
    this.#options = options
    this.#network = network
    this.certificate = certificate
    this.#epoch = options.firstEpoch - 1
    this.#stopWatching = options.reachable.watch((reachable) => reachable && this.#tend())
  }

  get isClosed(): boolean {
    return this.state.get().state === 'closed'
  }

  /** The link at the other end, while both live and mean each other. */
  get other(): FakeLink | undefined {
    const other = this.#network.links.find((link) => link.certificate === this.#bound)
    const mutual = other !== undefined && other.#bound === this.certificate
    return mutual && !other.isClosed && !this.isClosed ? other : undefined
  }

  /** What reaches this side now. */
  get received(): Tracks {
    const other = this.state.get().state === 'connected' ? this.other : undefined
    return other?.tracks ?? { audio: null, video: null }
  }

  prepareOffer(): Promise<Prepared> {
    this.#expect('caller', 'idle', 'prepared')
    return Promise.resolve(this.#prepare('offer', this.#options.firstEpoch))
  }

  begin(answer: Prepared): void {
    this.#expect('caller', 'prepared')
    if (!this.#accepts(answer)) return
    this.#stage = 'open'
    this.#bind(answer.certificate)
  }

  async prepareAnswer(offer: Prepared): Promise<void> {
    this.#expect('answerer', 'idle', 'prepared')
    if (!this.#accepts(offer)) throw new Error('the offer was refused')
    this.#prepare('answer', namedEpoch(offer.description.sdp) ?? this.#options.firstEpoch)
    await Promise.resolve()
  }

  release(): Prepared {
    this.#expect('answerer', 'prepared')
    const prepared = this.#prepare('answer', this.#epoch)
    this.#stage = 'open'
    this.#bind(this.#trusted)
    return prepared
  }

  rebuild(): void {
    if (this.isClosed) return
    this.#stage = 'open'
    this.#bind(null)
    this.#tend()
  }

  trust(certificate: string): void {
    this.#trusted = certificate
    if (this.#stage === 'open' && this.#bound !== null && this.#bound !== certificate) this.#bind(null)
    const held = this.#held
    this.#held = null
    if (held !== null) this.receive(held)
    this.#tend()
  }

  receive(signal: Signal): void {
    if (this.isClosed || this.#stage !== 'open' || signal.s === 'candidates') return
    const { role } = this.#options
    // One description each way makes a fake peer: an answer is awaited exactly while nobody is bound.
    const at = this.#bound === null && role === 'caller' ? { neg: 1, taken: 0, applied: 0 } : NOWHERE
    if (judge(role, { ...at, epoch: this.#epoch }, signal) === 'never') return
    if (signal.s === 'please') {
      if (signal.please === 'restart' || signal.epoch < this.#epoch) return
      this.#epoch = signal.epoch
      return this.#try()
    }
    const certificate = soleFingerprint(signal.description.sdp)
    if (certificate === null) return this.#end('certificate')
    if (certificate !== this.#trusted) {
      this.#held = signal
      return
    }
    if (role === 'answerer') this.#say('answer', signal.epoch)
    this.#bind(certificate)
  }

  setTracks(tracks: Tracks): Promise<void> {
    this.tracks = tracks
    return Promise.resolve()
  }

  send(text: string): boolean {
    const { other } = this
    if (this.state.get().state !== 'connected' || other === undefined) return false
    this.#options.clock.after(0, () => !other.isClosed && other.#texts.forEach((listener) => listener(text)))
    return true
  }

  onText(listener: (text: string) => void): () => void {
    this.#texts.add(listener)
    return () => this.#texts.delete(listener)
  }

  close(): void {
    this.#end('closed')
  }

  /** Makes the state true again after something changed at an end or between. */
  settle(): void {
    const { state } = this.state.get()
    if (state === 'closed') return
    const joined = this.other !== undefined && this.#network.whole
    const next = joined ? 'connected' : state === 'negotiating' ? 'negotiating' : 'interrupted'
    if (joined) this.#stopTrying()
    this.flowing.set(joined)
    if (next !== state) this.state.set({ state: next })
  }

  #prepare(type: 'offer' | 'answer', epoch: number): Prepared {
    this.#stage = 'prepared'
    this.#use(epoch)
    return { certificate: this.certificate, description: fakeDescription(type, this.certificate, epoch), candidates: [] }
  }

  #accepts({ certificate, description }: Prepared): boolean {
    this.#trusted = certificate
    const keeps = soleFingerprint(description.sdp) === certificate
    if (!keeps) this.#end('certificate')
    return keeps
  }

  #expect(role: LinkOptions['role'], ...stages: string[]): void {
    if (this.#options.role !== role || this.isClosed || !stages.includes(this.#stage)) throw new Error('not now')
  }

  #use(epoch: number): void {
    this.#epoch = epoch
    this.#options.onEpoch?.(epoch)
  }

  #say(type: 'offer' | 'answer', epoch: number): void {
    this.#use(epoch)
    this.#options.signal({ s: 'description', epoch, neg: 1, description: fakeDescription(type, this.certificate, epoch) })
  }

  /** Starts looking for a new peer, unless that is under way or not wanted. */
  #tend(): void {
    if (this.#stage === 'open' && this.#bound === null && !this.isClosed && this.#tries === 0) this.#try()
  }

  /** A caller offers anew, an answerer asks it to; again and again until connected. */
  #try(): void {
    const { role, clock, reachable } = this.#options
    if (!reachable.get() || (role === 'caller' && this.#trusted === null)) return this.#stopTrying()
    this.#cancelRetry()
    this.#cancelRetry = clock.after(pace((this.#tries += 1)), () => (this.other === undefined ? this.#try() : this.#stopTrying()))
    if (role === 'caller') {
      this.#bind(null)
      this.#say('offer', this.#epoch + 1)
    } else this.#options.signal({ s: 'please', epoch: Math.max(this.#epoch, 0), neg: 0, please: 'rebuild' })
  }

  #stopTrying(): void {
    this.#cancelRetry()
    this.#tries = 0
  }

  #bind(certificate: string | null): void {
    const before = this.other
    this.#bound = certificate
    if (before !== this.other) before?.lose()
    this.settle()
    this.other?.settle()
  }

  /** The other end is gone: as the real link, look for a new one. */
  lose(): void {
    this.#bound = null
    this.settle()
    this.#tend()
  }

  #end(reason: CloseReason): void {
    if (this.isClosed) return
    const { other } = this
    this.#stopWatching()
    this.#stopTrying()
    this.flowing.set(false)
    this.state.set({ state: 'closed', reason })
    other?.lose()
  }
}
