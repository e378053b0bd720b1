import type { MediaLink } from '../../../media/port.ts'
import type { OwnMedia } from '../../call/call.ts'
import type { SignalQueue } from '../../call/signal-queue.ts'
import type { KeptSecret } from '../kept-secret.ts'

/** The answer released at a tap, until its session is open. */
export interface ReleasedYes {
  grant: string
  link: MediaLink
  signals: SignalQueue
  secrets: KeptSecret
}

/** Holds it, and lets it send: what camera and microphone give stands ready, and leaves once the grant has opened the way. */
export class Released {
  #yes: ReleasedYes | null = null
  #stopSending: () => void = () => {}

  constructor(private readonly tracks: OwnMedia['tracks']) {}

  /** A tap was made; `null`: it came to nothing. */
  expect(yes: ReleasedYes | null): void {
    this.#stopSending()
    this.#yes = yes
    if (yes === null) return
    const send = (): void => void yes.link.setTracks(this.tracks.get())
    this.#stopSending = this.tracks.watch(send)
    send()
  }

  /** What was released for this grant. One for another is of no use any more. */
  take(grant: string): ReleasedYes | null {
    const yes = this.#yes?.grant === grant ? this.#yes : null
    this.#yes = null
    return yes
  }

  /** The session is open, and sends for itself from here on. */
  opened(): void {
    this.#stopSending()
  }
}
