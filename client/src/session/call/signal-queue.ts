/** Negotiation steps wait here while their session is still being opened, and go out as soon as it is. */
import type { Signal } from '@fermata/shared/protocol'

/** More than one peer ever has to say before its session is open. */
const HOLDS = 64

export class SignalQueue {
  #waiting: Signal[] = []
  #send: ((signal: Signal) => void) | null = null

  readonly put = (signal: Signal): void => {
    if (this.#send !== null) this.#send(signal)
    else this.#waiting = [...this.#waiting, signal].slice(-HOLDS)
  }

  /** From now on they go out here; those that wait first. */
  connect(send: (signal: Signal) => void): void {
    this.#send = send
    for (const signal of this.#waiting.splice(0)) send(signal)
  }

  /** The session is closed; what was not sent belongs to it and is dropped. */
  disconnect(): void {
    this.#send = null
    this.#waiting = []
  }
}
