/** Which certificate the other side vouched for, and whether a description may be used. */
import type { Cancel, Clock } from '@fermata/shared/clock'
import type { Signal } from '@fermata/shared/protocol'
import type { Scope } from '../../../lib/scope.ts'
import type { Prepared } from '../../port.ts'
import { soleFingerprint } from './fingerprint.ts'

export type DescriptionSignal = Extract<Signal, { s: 'description' }>

/**
 * After a reload the word for the new certificate (a fact, stored first) and the description that carries it (a
 * hint) may overtake one another. This long a description waits unused for its word, ms; then it is an attack.
 */
const PATIENCE = 10_000

export class Vouching {
  #trusted: string | null = null
  #held: DescriptionSignal | null = null
  #cancel: Cancel | null = null
  readonly #clock: Clock
  readonly #refuse: () => void

  /** `refuse` is called when a description carries a certificate nobody vouched for. */
  constructor(clock: Clock, scope: Scope, refuse: () => void) {
    this.#clock = clock
    this.#refuse = refuse
    scope.onClose(() => this.#release())
  }

  get trusted(): string | null {
    return this.#trusted
  }

  /** Takes the word; gives the description that waited for exactly this one. */
  trust(certificate: string): DescriptionSignal | null {
    this.#trusted = certificate
    const held = this.#held
    if (held === null || soleFingerprint(held.description.sdp) !== certificate) return null
    this.#release()
    return held
  }

  /** Takes the word that came with a description, from the door; whether the description keeps it. */
  accepts({ certificate, description }: Prepared): boolean {
    this.trust(certificate)
    const keeps = soleFingerprint(description.sdp) === certificate
    if (!keeps) this.#refuse()
    return keeps
  }

  /**
   * Whether the description may reach the peer now. `bound`: the certificate the same peer has already shown; a peer
   * never changes it, so another one is an attack at once.
   */
  admits(signal: DescriptionSignal, bound: string | null): boolean {
    const certificate = soleFingerprint(signal.description.sdp)
    if (certificate !== null && certificate === this.#trusted) return bound === null || bound === certificate
    if (certificate === null || bound !== null) this.#refuse()
    else this.#hold(signal)
    return false
  }

  #hold(signal: DescriptionSignal): void {
    this.#held = signal
    this.#cancel ??= this.#clock.after(PATIENCE, this.#refuse)
  }

  #release(): void {
    this.#held = null
    this.#cancel?.()
    this.#cancel = null
  }
}
