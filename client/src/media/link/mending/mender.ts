/** Watches one link's peer and mends it: the caller acts, the answerer asks the caller to. */
import type { Clock, Millis } from '@fermata/shared/clock'
import type { Observable } from '../../../lib/observable.ts'
import type { Scope } from '../../../lib/scope.ts'
import type { Exchange } from '../saying/exchange.ts'
import { Flow, receivedBytes, TICK } from './flow.ts'
import { remedy, SILENCE, STEP_APART } from '../rules/recovery.ts'

export interface Ward {
  clock: Clock
  scope: Scope
  /** Tells when the device is online again. */
  page: EventTarget
  reachable: Observable<boolean>
  exchange(): Exchange | null
  /** Whether anything may be done at all: admitted, and the other side's certificate known where that is needed. */
  ready(): boolean
  /** Carries out a step (caller) or asks for it (answerer). */
  step(what: 'restart' | 'rebuild'): void
  /** After each reading. */
  looked(): void
}

/** The other side's plea and our own timer often say the same thing; closer than this they are one, ms. */
const SAME_TROUBLE = 500

export class Mender {
  readonly flow: Flow
  readonly #ward: Ward
  #restarts = 0
  #tries = 0
  #stepAt: Millis = Number.NEGATIVE_INFINITY

  constructor(ward: Ward) {
    this.#ward = ward
    this.flow = new Flow(ward.clock)
    ward.scope.onClose(ward.reachable.watch((reachable) => reachable && this.#nudge()))
    ward.scope.listen(ward.page, 'online', () => this.#nudge())
    let cancel = ward.clock.after(TICK, () => void turn())
    const turn = async (): Promise<void> => {
      await this.#look()
      if (!ward.scope.closed) cancel = ward.clock.after(TICK, () => void turn())
    }
    ward.scope.onClose(() => cancel())
  }

  /** Whether the peer works as far as one can tell. */
  get isWell(): boolean {
    const exchange = this.#ward.exchange()
    return exchange?.established === true && !exchange.failed && this.flow.silence() < SILENCE
  }

  /** A peer was handed over and may now connect. */
  started(): void {
    this.#tries = 1
    this.#stepAt = this.#ward.clock.elapsed()
  }

  connected(): void {
    this.#tries = 0
    this.#restarts = 0
    this.flow.hear()
  }

  /** The peer is gone for a known reason: no need to be patient. */
  retry(): void {
    this.#tries = 0
    this.#stepAt = Number.NEGATIVE_INFINITY
    this.tend()
  }

  /** Does what is due now. */
  tend(): void {
    const exchange = this.#ward.exchange()
    if (!this.#ward.ready()) return
    const due = remedy({
      reachable: this.#ward.reachable.get(),
      established: exchange?.established ?? false,
      applied: (exchange?.at.applied ?? 0) > 0,
      failed: exchange?.failed ?? false,
      silence: this.flow.silence(),
      sinceStep: this.#sinceStep,
      unanswered: exchange?.unanswered ?? null,
      restarts: this.#restarts,
      tries: this.#tries,
    })
    if (due === 'say again') exchange?.again()
    else if (due !== 'wait') this.#step(due)
  }

  /** Caller: the answerer asks, and speaks of an older (-1), of this (0) or of a newer peer (1) than ours. */
  hearPlea(please: 'restart' | 'rebuild', about: number): void {
    const exchange = this.#ward.exchange()
    if (!this.#ward.ready()) return
    if (about < 0) {
      // It does not know our newest offer: lost, or said before the page was there again. Where the two only crossed,
      // the second is answered as the first was.
      if (exchange !== null && exchange.unanswered !== null) exchange.again()
      return
    }
    if (about === 0 && this.#sinceStep < SAME_TROUBLE) return
    if (please === 'rebuild') this.#step('rebuild')
    else if (exchange?.established) this.#step('restart')
  }

  get #sinceStep(): Millis {
    return this.#ward.clock.elapsed() - this.#stepAt
  }

  #step(what: 'restart' | 'rebuild'): void {
    this.#stepAt = this.#ward.clock.elapsed()
    if (what === 'restart') this.#restarts += 1
    else {
      this.#restarts = 0
      this.#tries += 1
    }
    this.#ward.step(what)
  }

  /** The network or signalling came back: what was in vain until now may work at once. */
  #nudge(): void {
    if (!this.#ward.ready() || !this.#ward.reachable.get()) return
    const exchange = this.#ward.exchange()
    this.#restarts = 0
    if (exchange === null) this.retry()
    else if (!exchange.established) {
      if (exchange.unanswered !== null) exchange.again()
    } else if (this.#sinceStep >= STEP_APART) this.#step('restart')
  }

  async #look(): Promise<void> {
    const exchange = this.#ward.exchange()
    if (exchange?.established) {
      const stats = await exchange.peer.stats().catch(() => null)
      if (stats !== null && this.#ward.exchange() === exchange && this.flow.look(receivedBytes(stats))) {
        exchange.failed = false
        this.#restarts = 0
      }
    } else this.flow.look(0)
    if (this.#ward.scope.closed) return
    this.#ward.looked()
    this.tend()
  }
}
