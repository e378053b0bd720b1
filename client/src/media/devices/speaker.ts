/** Sends the sound of playing elements to the chosen loudspeaker, where the browser lets a page choose. */
import type { DeviceChoice, SpeakerState } from './port.ts'

type Playing = Pick<HTMLMediaElement, 'setSinkId'>

export class Speaker {
  #state: SpeakerState
  readonly #playing = new Set<Playing>()

  constructor(canChoose: boolean) {
    this.#state = canChoose ? { state: 'default' } : { state: 'unsupported' }
  }

  get state(): SpeakerState {
    return this.#state
  }

  /** `undefined`: the system's default, also when the chosen one was unplugged. */
  use(choice: DeviceChoice | undefined): void {
    const now = this.#state
    if (now.state === 'unsupported' || (now.state === 'chosen' ? now.deviceId : undefined) === choice?.deviceId) return
    this.#state = choice === undefined ? { state: 'default' } : { state: 'chosen', ...choice }
    for (const element of this.#playing) this.#route(element)
  }

  playOn(element: Playing): () => void {
    this.#playing.add(element)
    if (this.#state.state === 'chosen') this.#route(element)
    return () => this.#playing.delete(element)
  }

  /** A refusal leaves the sound where it was, which is better than none. */
  #route(element: Playing): void {
    if (this.#state.state === 'unsupported') return
    element.setSinkId(this.#state.state === 'chosen' ? this.#state.deviceId : '').catch(() => undefined)
  }
}
