/**
 * The media link over simple-peer: who may say what when, and what everybody else sees of it. The peer in use is
 * `Current`, its negotiation `Exchange`, what is trusted `Vouching`, recovery `Mender`; the rules are `judge` and `remedy`.
 */
import type { Candidate, Signal } from '@fermata/shared/protocol'
import { type Observable, observable } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'
import { makeCertificate, type OwnCertificate } from './link/trust/certificate.ts'
import { Current } from './link/current.ts'
import type { Exchange } from './link/saying/exchange.ts'
import { EarlyCandidates } from './link/saying/inbox.ts'
import { Mender } from './link/mending/mender.ts'
import { judge } from './link/rules/negotiation.ts'
import { CANDIDATES_AT_MOST } from './link/saying/outbox.ts'
import type { SentTracks } from './link/peer.ts'
import { Remote } from './link/remote.ts'
import { nameEpoch, namedEpoch, withholdCandidates } from './link/rules/sdp.ts'
import { Vouching } from './link/trust/vouching.ts'
import type { CloseReason, IceSettings, LinkOptions, LinkState, MediaLink, Prepared, Sending } from './port.ts'

/**
 * Opens a link; nothing is sent before `begin`, `release` or `rebuild`. Every peer and every restart takes the ICE
 * settings as they are then: relay credentials are short-lived.
 */
export const openLink = async (options: LinkOptions, ice: Observable<IceSettings>): Promise<MediaLink> =>
  new PeerLink(options, ice, await makeCertificate())

class PeerLink implements MediaLink {
  readonly certificate: string
  readonly remote: MediaStream
  readonly screen: MediaStream
  readonly sending: Sending
  readonly state: Observable<LinkState>
  readonly flowing: Observable<boolean>
  readonly #state = observable<LinkState>({ state: 'negotiating' })
  readonly #options: LinkOptions
  readonly #scope = new Scope()
  readonly #remote = new Remote()
  readonly #early = new EarlyCandidates()
  readonly #current: Current
  readonly #vouching: Vouching
  readonly #mender: Mender
  readonly #texts = new Set<(text: string) => void>()
  /** `prepared`: a peer is ready, but nothing may leave by signal. `open`: the other side may hear from us. */
  #stage: 'idle' | 'prepared' | 'open' = 'idle'
  #withheld: Candidate[] = []

  constructor(options: LinkOptions, ice: Observable<IceSettings>, own: OwnCertificate) {
    const { role, clock, reachable } = options
    this.#options = options
    this.certificate = own.sha256
    this.remote = this.#remote.stream
    this.screen = this.#remote.screen
    this.state = this.#state
    this.#current = new Current({
      link: options, ice, certificate: own.certificate, early: this.#early,
      text: (text) => this.#texts.forEach((listener) => listener(text)),
      told: (event, exchange) => this.#told(event, exchange),
    })
    this.sending = this.#current
    this.#vouching = new Vouching(clock, this.#scope, () => this.#end('certificate'))
    this.#mender = new Mender({
      clock, reachable, scope: this.#scope, page: globalThis,
      exchange: () => this.#current.exchange,
      ready: () => this.#stage === 'open' && !this.#scope.closed && (role === 'answerer' || this.#vouching.trusted !== null),
      step: (what) => (role === 'caller' ? this.#act(what) : this.#plead(what)),
      looked: () => this.#settle(),
    })
    this.flowing = this.#mender.flow.flowing
  }

  async prepareOffer(patience: number): Promise<Prepared> {
    const { firstEpoch, clock } = this.#options
    const exchange = this.#prepare('caller', firstEpoch)
    const description = await exchange.first
    if (description === null) throw new Error('closed while the offer was being made')
    const late = new Promise<void>((resolve) => this.#scope.onClose(clock.after(patience, resolve)))
    await Promise.race([exchange.peer.gathered(), late])
    const sdp = nameEpoch(description.sdp, firstEpoch)
    return { certificate: this.certificate, description: { type: 'offer', sdp }, candidates: exchange.drain() }
  }

  begin(answer: Prepared): void {
    this.#expect('caller', 'prepared')
    if (!this.#vouching.accepts(answer)) return
    this.#goOn()
    const { exchange, epoch } = this.#current
    if (exchange === null) return this.#mender.retry()
    this.#early.keep({ epoch, neg: 1, candidates: answer.candidates })
    exchange.bound = answer.certificate
    exchange.take(1, answer.description)
  }

  async prepareAnswer(offer: Prepared): Promise<void> {
    const { sdp, candidates } = withholdCandidates(offer.description.sdp)
    const exchange = this.#prepare('answerer', namedEpoch(sdp) ?? this.#options.firstEpoch)
    if (this.#vouching.accepts(offer)) {
      this.#withheld = [...candidates, ...offer.candidates].slice(0, 2 * CANDIDATES_AT_MOST)
      exchange.bound = offer.certificate
      exchange.take(1, { type: 'offer', sdp })
    }
    if ((await exchange.first) === null) throw new Error('the offer was refused')
  }

  release(): Prepared {
    this.#expect('answerer', 'prepared')
    const { exchange } = this.#current
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
    const bound = this.#current.exchange?.bound ?? certificate
    if (this.#stage !== 'open' || bound === certificate) return this.#mender.tend()
    this.#drop()
    this.#mender.retry()
  }

  receive(signal: Signal): void {
    // Before the grant the other side has no way to signal: it cannot mean us.
    if (this.#scope.closed || this.#stage !== 'open') return
    const verdict = judge(this.#options.role, this.#current.at, signal)
    if (verdict === 'never') return
    const { exchange } = this.#current
    if (signal.s === 'please') return this.#hearPlea(signal)
    if (signal.s === 'candidates') {
      if (verdict === 'now') exchange?.peer.add(signal.candidates)
      else this.#early.keep(signal)
      return
    }
    if (verdict === 'again') return exchange?.again()
    if (!this.#vouching.admits(signal, verdict === 'now' ? (exchange?.bound ?? null) : null)) return
    const taker = verdict === 'anew' ? this.#build(signal.epoch) : exchange
    if (taker === null) return
    taker.bound = this.#vouching.trusted
    taker.take(signal.neg, signal.description)
  }

  setTracks = (tracks: SentTracks): Promise<void> => this.#current.setTracks(tracks)

  send(text: string): boolean {
    const { exchange } = this.#current
    return exchange?.established === true && exchange.peer.send(text)
  }

  onText(listener: (text: string) => void): () => void {
    this.#texts.add(listener)
    return () => this.#texts.delete(listener)
  }

  close = (): void => this.#end('closed')

  #expect(role: LinkOptions['role'], ...stages: ('idle' | 'prepared')[]): void {
    if (this.#options.role !== role) throw new Error(`only the ${role} does this`)
    if (this.#scope.closed || !stages.some((stage) => stage === this.#stage)) throw new Error('not now')
  }

  /** A fresh peer that says nothing. */
  #prepare(role: LinkOptions['role'], epoch: number): Exchange {
    this.#expect(role, 'idle', 'prepared')
    this.#stage = 'prepared'
    return this.#build(epoch)
  }

  /** The prepared peer may speak and connect. */
  #goOn(): void {
    this.#stage = 'open'
    this.#current.exchange?.open()
    this.#mender.started()
  }

  #build(epoch: number): Exchange {
    const exchange = this.#current.build(epoch)
    if (this.#stage === 'open') exchange.open()
    this.#settle()
    return exchange
  }

  #drop(): void {
    this.#current.drop()
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
    if (exchange !== this.#current.exchange) return
    if (proven !== null && proven !== exchange.bound) return this.#end('certificate')
    exchange.established = true
    exchange.failed = false
    this.#remote.show(exchange.peer.receivedTracks())
    this.#mender.connected()
    this.#settle()
  }

  #act(what: 'restart' | 'rebuild'): void {
    if (what === 'restart') this.#current.restart()
    else this.#build(this.#current.epoch + 1)
  }

  #plead(please: 'restart' | 'rebuild'): void {
    const { exchange, epoch } = this.#current
    this.#options.signal({ s: 'please', epoch: Math.max(epoch, 0), neg: exchange?.at.applied ?? 0, please })
  }

  #hearPlea({ epoch, please }: Extract<Signal, { s: 'please' }>): void {
    const here = this.#current.at.epoch
    // It remembers newer peers than we do, and drops ours as outdated: our numbers must go on from there.
    this.#current.epoch = Math.max(here, epoch)
    this.#mender.hearPlea(epoch > here ? 'rebuild' : please, Math.sign(epoch - here))
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
    this.#current.drop()
    this.#mender.flow.stop()
    this.#remote.show([])
    this.#state.set({ state: 'closed', reason })
  }
}
