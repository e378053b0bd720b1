/**
 * The media link over simple-peer: which peer is current, what it may take, and what everybody else sees of it.
 * One peer's negotiation is `Exchange`, what is trusted `Vouching`, recovery `Mender`; the rules are `judge` and `remedy`.
 */
import type { Candidate, Signal } from '@fermata/shared/protocol'
import { observable } from '../lib/observable.ts'
import type { Observable } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'
import { makeCertificate } from './link/certificate.ts'
import type { OwnCertificate } from './link/certificate.ts'
import { Exchange } from './link/exchange.ts'
import { soleFingerprint } from './link/fingerprint.ts'
import { EarlyCandidates } from './link/inbox.ts'
import { Mender } from './link/mender.ts'
import { judge, NOWHERE } from './link/negotiation.ts'
import { CANDIDATES_AT_MOST } from './link/outbox.ts'
import type { SentTracks } from './link/peer.ts'
import { Remote } from './link/remote.ts'
import { withholdCandidates } from './link/sdp.ts'
import { Vouching } from './link/vouching.ts'
import type { CloseReason, LinkOptions, LinkState, MediaLink, OpenLink, Prepared } from './port.ts'

/** Opens a link; nothing is sent before `begin`, `release` or `rebuild`. */
export const openLink: OpenLink = async (options) => new PeerLink(options, await makeCertificate())

class PeerLink implements MediaLink {
  readonly certificate: string
  readonly remote: MediaStream
  readonly state: Observable<LinkState>
  readonly flowing: Observable<boolean>
  readonly #state = observable<LinkState>({ state: 'negotiating' })
  readonly #options: LinkOptions
  readonly #own: OwnCertificate
  readonly #scope = new Scope()
  readonly #remote = new Remote()
  readonly #early = new EarlyCandidates()
  readonly #vouching: Vouching
  readonly #mender: Mender
  readonly #texts = new Set<(text: string) => void>()
  /** `prepared`: a peer is ready, but nothing may leave by signal. `open`: the other side may hear from us. */
  #stage: 'idle' | 'prepared' | 'open' = 'idle'
  #exchange: Exchange | null = null
  #epoch: number
  #withheld: Candidate[] = []
  #tracks: SentTracks = { audio: null, video: null }
  #iceServers: RTCIceServer[]

  constructor(options: LinkOptions, own: OwnCertificate) {
    const { role, clock, reachable } = options
    this.#options = options
    this.#own = own
    this.certificate = own.sha256
    this.remote = this.#remote.stream
    this.state = this.#state
    this.#epoch = options.firstEpoch - 1
    this.#iceServers = options.iceServers
    this.#vouching = new Vouching(clock, this.#scope, () => this.#end('certificate'))
    this.#mender = new Mender({
      role, clock, reachable, scope: this.#scope,
      exchange: () => this.#exchange,
      ready: () => this.#stage === 'open' && !this.#scope.closed && (role === 'answerer' || this.#vouching.trusted !== null),
      step: (what) => (role === 'caller' ? this.#act(what) : this.#plead(what)),
      looked: () => this.#settle(),
    })
    this.flowing = this.#mender.flow.flowing
  }

  async prepareOffer(patience: number): Promise<Prepared> {
    const exchange = this.#prepare('caller')
    const description = await exchange.first
    if (description === null) throw new Error('closed while the offer was being made')
    const late = new Promise<void>((resolve) => this.#scope.onClose(this.#options.clock.after(patience, resolve)))
    await Promise.race([exchange.peer.gathered(), late])
    return { certificate: this.certificate, description, candidates: exchange.drain() }
  }

  begin(answer: Prepared): void {
    this.#expect('caller', 'prepared')
    this.trust(answer.certificate)
    if (!this.#carriesItsCertificate(answer)) return
    this.#goOn()
    const exchange = this.#exchange
    if (exchange === null) return this.#mender.retry()
    this.#early.keep({ epoch: this.#epoch, neg: 1, candidates: answer.candidates })
    exchange.bound = answer.certificate
    exchange.take(1, answer.description)
  }

  async prepareAnswer(offer: Prepared): Promise<void> {
    const exchange = this.#prepare('answerer')
    this.trust(offer.certificate)
    if (this.#carriesItsCertificate(offer)) {
      const { sdp, candidates } = withholdCandidates(offer.description.sdp)
      this.#withheld = [...candidates, ...offer.candidates].slice(0, 2 * CANDIDATES_AT_MOST)
      exchange.bound = offer.certificate
      exchange.take(1, { type: 'offer', sdp })
    }
    if ((await exchange.first) === null) throw new Error('the offer was refused')
  }

  release(): Prepared {
    this.#expect('answerer', 'prepared')
    const exchange = this.#exchange
    if (!exchange?.said) throw new Error('release before the answer was prepared')
    const prepared = { certificate: this.certificate, description: exchange.said, candidates: exchange.drain() }
    this.#goOn()
    exchange.peer.add(this.#withheld)
    this.#withheld = []
    return prepared
  }

  rebuild(): void {
    if (this.#scope.closed) return
    this.#stage = 'open'
    this.#drop()
    this.#mender.retry()
  }

  trust(certificate: string): void {
    const held = this.#vouching.trust(certificate)
    if (held !== null) this.receive(held)
    const bound = this.#exchange?.bound ?? null
    if (this.#stage !== 'open' || (bound ?? certificate) === certificate) return this.#mender.tend()
    this.#drop()
    this.#mender.retry()
  }

  receive(signal: Signal): void {
    if (this.#scope.closed || this.#stage !== 'open') return this.#withhold(signal)
    const verdict = judge(this.#options.role, this.#exchange?.at ?? { ...NOWHERE, epoch: this.#epoch }, signal)
    if (verdict === 'never') return
    if (signal.s === 'please') return this.#hearPlea(signal, verdict === 'again')
    if (signal.s === 'candidates') {
      if (verdict === 'now') this.#exchange?.peer.add(signal.candidates)
      else this.#early.keep(signal)
      return
    }
    if (verdict === 'again') return this.#exchange?.again()
    if (!this.#vouching.admits(signal, verdict === 'now' ? (this.#exchange?.bound ?? null) : null)) return
    const exchange = verdict === 'anew' ? this.#build(signal.epoch) : this.#exchange
    if (exchange === null) return
    exchange.bound = this.#vouching.trusted
    exchange.take(signal.neg, signal.description)
  }

  async setTracks(tracks: SentTracks): Promise<void> {
    this.#tracks = tracks
    await this.#exchange?.peer.setTracks(tracks)
  }

  useIceServers(iceServers: RTCIceServer[]): void {
    this.#iceServers = iceServers
  }

  send(text: string): boolean {
    return this.#exchange?.established === true && this.#exchange.peer.send(text)
  }

  onText(listener: (text: string) => void): () => void {
    this.#texts.add(listener)
    return () => this.#texts.delete(listener)
  }

  close(): void {
    this.#end('closed')
  }

  #expect(role: LinkOptions['role'], ...stages: ('idle' | 'prepared')[]): void {
    if (this.#options.role !== role) throw new Error(`only the ${role} does this`)
    if (this.#scope.closed || !stages.some((stage) => stage === this.#stage)) throw new Error('not now')
  }

  /** A fresh peer that says nothing; takes the place of one prepared before. */
  #prepare(role: LinkOptions['role']): Exchange {
    this.#expect(role, 'idle', 'prepared')
    this.#stage = 'prepared'
    this.#withheld = []
    return this.#build(this.#options.firstEpoch)
  }

  #carriesItsCertificate(prepared: Prepared): boolean {
    const carries = soleFingerprint(prepared.description.sdp) === prepared.certificate
    if (!carries) this.#end('certificate')
    return carries
  }

  /** The prepared peer may speak and connect. */
  #goOn(): void {
    this.#stage = 'open'
    this.#exchange?.open()
    this.#mender.started()
  }

  /** Before we may speak, candidates wait with the others; nothing else can be meant for us yet. */
  #withhold(signal: Signal): void {
    if (this.#stage !== 'prepared' || signal.s !== 'candidates' || signal.epoch !== this.#epoch) return
    this.#withheld = [...this.#withheld, ...signal.candidates].slice(0, 2 * CANDIDATES_AT_MOST)
  }

  #configuration(): RTCConfiguration {
    return {
      iceServers: this.#iceServers, iceTransportPolicy: this.#options.relayOnly ? 'relay' : 'all',
      bundlePolicy: 'max-bundle', certificates: [this.#own.certificate],
    }
  }

  #build(epoch: number): Exchange {
    this.#drop()
    this.#epoch = epoch
    this.#options.onEpoch?.(epoch)
    const { role, clock } = this.#options
    const exchange = new Exchange({
      role, epoch, clock, early: this.#early, configuration: this.#configuration(),
      signal: (signal) => this.#options.signal(signal),
      text: (text) => this.#texts.forEach((listener) => listener(text)),
      told: (event, by) => by === this.#exchange && this.#told(event, by),
    })
    this.#exchange = exchange
    if (this.#stage === 'open') exchange.open()
    void exchange.peer.setTracks(this.#tracks)
    return exchange
  }

  #drop(): void {
    this.#exchange?.close()
    this.#exchange = null
    this.#settle()
  }

  #told(event: 'applied' | 'open' | 'failed' | 'lost', exchange: Exchange): void {
    if (event === 'open') return void this.#verify(exchange)
    if (event === 'applied' && this.#remote.isEmpty) this.#remote.show(exchange.peer.receivedTracks())
    if (event === 'failed') exchange.failed = true
    if (event === 'lost') this.#drop()
    this.#mender.tend()
  }

  /** The handshake is over: whoever holds the channel must have proven the certificate that was vouched for. */
  async #verify(exchange: Exchange): Promise<void> {
    const proven = await exchange.peer.provenCertificate()
    if (exchange !== this.#exchange) return
    if (proven !== null && proven !== exchange.bound) return this.#end('certificate')
    exchange.established = true
    exchange.failed = false
    this.#remote.show(exchange.peer.receivedTracks())
    this.#mender.connected()
    this.#settle()
  }

  #act(what: 'restart' | 'rebuild'): void {
    if (what === 'rebuild') this.#build(this.#epoch + 1)
    else void this.#exchange?.restart(this.#configuration())
  }

  #plead(please: 'restart' | 'rebuild'): void {
    const at = this.#exchange?.at
    this.#options.signal({ s: 'please', epoch: Math.max(this.#epoch, 0), neg: at?.applied ?? 0, please })
  }

  #hearPlea(signal: Extract<Signal, { s: 'please' }>, outdated: boolean): void {
    // It remembers a newer peer than we do: numbers must go on from there.
    this.#epoch = Math.max(this.#epoch, signal.epoch)
    this.#mender.hearPlea(signal, outdated)
  }

  /** Publishes what the peer's condition means to everybody else. */
  #settle(): void {
    const { state } = this.#state.get()
    if (state === 'closed') return
    const next = this.#mender.isWell ? 'connected' : state === 'negotiating' ? 'negotiating' : 'interrupted'
    if (next !== state) this.#state.set({ state: next })
  }

  #end(reason: CloseReason): void {
    if (this.#scope.closed) return
    this.#scope.close()
    this.#exchange?.close()
    this.#exchange = null
    this.#remote.show([])
    this.#state.set({ state: 'closed', reason })
  }
}
