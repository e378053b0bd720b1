/**
 * Showing one's screen, from the first tap on. From that tap, before anything is captured, cues are one dot; and
 * what was captured leaves only after the page without words has been painted.
 */
import { derived, type Observable, observable } from '../../lib/observable.ts'

/** `preparing`: the person reads what it means. `choosing`: the browser asks what to show, or the dot is being painted. */
export type ShareState = 'no' | 'preparing' | 'choosing' | 'sharing'

export interface ShareParts {
  media: {
    screen: Observable<MediaStreamTrack | null>
    beginScreen(): (track: MediaStreamTrack) => void
    hideScreen(): void
  }
  /** Has to follow a tap; `null`: nothing was chosen. */
  capture(): Promise<MediaStreamTrack | null>
  /** Resolves when what stands in the page, and in its small window, has been painted without words. */
  painted(): Promise<void>
}

export class Share {
  readonly state: Observable<ShareState>
  readonly #step = observable<'no' | 'preparing' | 'choosing'>('no')
  readonly #parts: ShareParts

  constructor(parts: ShareParts) {
    this.#parts = parts
    this.state = derived([this.#step, parts.media.screen], () => (parts.media.screen.get() === null ? this.#step.get() : 'sharing'))
  }

  prepare(): void {
    if (this.state.get() === 'no') this.#step.set('preparing')
  }

  cancel(): void {
    if (this.#step.get() === 'preparing') this.#step.set('no')
  }

  /** The tap that goes on: the browser asks what to show. */
  async start(): Promise<void> {
    if (this.#step.get() !== 'preparing') return
    this.#step.set('choosing')
    const show = this.#parts.media.beginScreen()
    const track = await this.#parts.capture()
    if (track !== null) {
      await this.#parts.painted()
      show(track)
    }
    this.#step.set('no')
  }

  stop(): void {
    this.#parts.media.hideScreen()
  }
}

/** Whether cues are one dot: from the therapist's first tap until nothing is shown any more, and while the client shows. */
export const collapsedBy = (own: ShareState, theirs: 'screen' | 'nothing'): 'no' | 'dot' =>
  own === 'no' && theirs === 'nothing' ? 'no' : 'dot'

interface Looked {
  pageVisible(): Observable<boolean>
  nextPaint(): Promise<void>
}

/** Waits for the next paint, or until there is none to come: a page that is out of view is not drawn, nor seen. */
export function paintedOrHidden({ pageVisible, nextPaint }: Looked): Promise<void> {
  return new Promise((resolve) => {
    if (!pageVisible().get()) return resolve()
    const done = (): void => {
      stop()
      resolve()
    }
    const stop = pageVisible().watch((visible) => !visible && done())
    void nextPaint().then(done)
  })
}
