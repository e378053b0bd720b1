/** The negotiation of one peer: numbers what it says, judges nothing, and hands over what was judged to fit. */
import type { Clock, Millis } from '@fermata/shared/clock'
import type { Candidate, Description, Signal } from '@fermata/shared/protocol'
import type { EarlyCandidates } from './inbox.ts'
import type { Position } from '../rules/negotiation.ts'
import { Outbox } from './outbox.ts'
import { Peer } from '../peer.ts'

export interface ExchangeOptions {
  role: 'caller' | 'answerer'
  epoch: number
  configuration: RTCConfiguration
  clock: Clock
  early: EarlyCandidates
  signal(signal: Signal): void
  /** What happens to the peer, told with the exchange it happened to. */
  told(event: 'applied' | 'open' | 'failed' | 'lost', exchange: Exchange): void
  text(text: string): void
}

export class Exchange {
  readonly peer: Peer
  /** SHA-256 of the certificate its descriptions carry, once one was taken. */
  bound: string | null = null
  /** Its data channel opened and the certificate in use was the right one. */
  established = false
  /** ICE or DTLS gave up, and nothing was heard since. */
  failed = false
  /** Our first description; `null` when the peer was closed before it was made. */
  readonly first: Promise<Description | null>
  readonly #options: ExchangeOptions
  readonly #outbox: Outbox
  #resolveFirst: (description: Description | null) => void = () => undefined
  #neg = 0
  /** The offer whose other side's description is being applied, then in force. */
  #taken = 0
  #applied = 0
  #said: Description | null = null
  #saidAt: Millis = 0
  #open = false
  #answering = false
  #next: { neg: number; description: Description } | null = null

  constructor(options: ExchangeOptions) {
    const { role, epoch, clock } = options
    this.#options = options
    if (role === 'caller') this.#neg = 1
    this.#outbox = new Outbox(clock, (candidates) => {
      options.signal({ s: 'candidates', epoch, neg: this.#neg, candidates })
    })
    this.first = new Promise((resolve) => (this.#resolveFirst = resolve))
    this.peer = new Peer({
      role, clock,
      configuration: options.configuration,
      events: {
        description: (description) => {
          this.#resolveFirst(description)
          this.#say(description)
        },
        candidate: (candidate) => this.#outbox.push(candidate),
        applied: () => this.#nowApplied(),
        open: () => options.told('open', this),
        failed: () => options.told('failed', this),
        lost: () => options.told('lost', this),
        text: (text) => options.text(text),
      },
    })
  }

  /** Our newest description. */
  get said(): Description | null {
    return this.#said
  }

  get at(): Position {
    return { epoch: this.#options.epoch, neg: this.#neg, taken: this.#taken, applied: this.#applied }
  }

  /** Milliseconds since our offer was last said, while it waits for its answer. */
  get unanswered(): Millis | null {
    const waits = this.#options.role === 'caller' && this.#open && this.#said !== null && this.#applied < this.#neg
    return waits ? this.#options.clock.elapsed() - this.#saidAt : null
  }

  /** Lets candidates and all further steps out by signal. */
  open(): void {
    this.#open = true
    this.#saidAt = this.#options.clock.elapsed()
    this.#outbox.open()
  }

  /** Our candidates found so far, to be handed over with the first description. */
  drain(): Candidate[] {
    return this.#outbox.drain()
  }

  take(neg: number, description: Description): void {
    if (this.#answering) {
      this.#next = { neg, description }
      return
    }
    if (description.type === 'offer') {
      this.#neg = neg
      this.#answering = true
      this.#said = null
      this.#outbox.restart()
    }
    this.#taken = neg
    this.peer.accept(description)
  }

  /** Says our newest description and its candidates once more: they, or the reply, got lost. */
  again(): void {
    if (!this.#open || this.#said === null) return
    this.#say(this.#said)
    this.#outbox.again()
  }

  /** Caller: new ICE credentials, in a new offer that takes the place of one still unanswered. */
  async restart(configuration: RTCConfiguration): Promise<void> {
    this.failed = false
    // Raised before the offer exists, so that the answer to the one before is already too late.
    this.#neg += 1
    this.#said = null
    this.#outbox.restart()
    await this.peer.restart(configuration)
  }

  close(): void {
    this.#resolveFirst(null)
    this.#outbox.close()
    this.peer.close()
  }

  #say(description: Description): void {
    this.#said = description
    this.#saidAt = this.#options.clock.elapsed()
    const { epoch } = this.#options
    if (this.#open) this.#options.signal({ s: 'description', epoch, neg: this.#neg, description })
    this.#answering = false
    const next = this.#next
    this.#next = null
    if (next !== null) this.take(next.neg, next.description)
  }

  #nowApplied(): void {
    this.#applied = this.#taken
    this.peer.add(this.#options.early.take(this.#options.epoch, this.#taken))
    this.#options.told('applied', this)
  }
}
