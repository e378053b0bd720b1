/** Our own candidates on their way out: set aside until they may leave, then sent in small batches. */
import type { Cancel, Clock } from '@fermata/shared/clock'
import type { Candidate } from '@fermata/shared/protocol'

/** Collected this long, ms: single candidates would cost a message each, one after the other. */
const BATCH = 20
/** The protocol's limit for one message. */
export const CANDIDATES_AT_MOST = 24

export class Outbox {
  #waiting: Candidate[] = []
  /** All of the current offer, for saying it again. */
  #said: Candidate[] = []
  #open = false
  #cancel: Cancel | null = null
  readonly #clock: Clock
  readonly #send: (candidates: Candidate[]) => void

  constructor(clock: Clock, send: (candidates: Candidate[]) => void) {
    this.#clock = clock
    this.#send = send
  }

  /** Forgets the candidates of the offer before. */
  restart(): void {
    this.#waiting = []
    this.#said = []
  }

  push(candidate: Candidate): void {
    this.#waiting.push(candidate)
    this.#schedule()
  }

  /** Takes what is set aside, at most one message full; the rest follows once open. */
  drain(): Candidate[] {
    const taken = this.#waiting.splice(0, CANDIDATES_AT_MOST)
    this.#said.push(...taken)
    return taken
  }

  /** From now on candidates leave. */
  open(): void {
    this.#open = true
    this.#schedule()
  }

  /** Sends everything of the current offer once more. */
  again(): void {
    this.#waiting = [...this.#said, ...this.#waiting]
    this.#said = []
    this.#schedule()
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#open = false
    this.restart()
  }

  #schedule(): void {
    if (!this.#open || this.#cancel !== null || this.#waiting.length === 0) return
    this.#cancel = this.#clock.after(BATCH, () => {
      this.#cancel = null
      const batch = this.drain()
      if (batch.length > 0) this.#send(batch)
      this.#schedule()
    })
  }
}
