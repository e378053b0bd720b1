/**
 * Which view of a room counts. On one connection an older one is no news; but a store that was brought back is older
 * for good, and a page that waited for the version it had seen would wait for ever.
 */
import type { RoomView } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'

/** What a page tells in one sentence: why the last tap came to nothing, or that the server went back to an earlier time. */
export type Problem = Refusal | { code: 'wentBack' }

type Mark = Pick<RoomView, 'generation' | 'version'>

/** `wentBack`: it counts, and something that was shown before may be missing from it. */
export type Verdict = 'news' | 'older' | 'wentBack'

export class NewestView {
  #seen: Mark | null = null
  #connection: 'new' | 'heard' = 'new'

  /** From now on another connection is heard. */
  reconnected(): void {
    this.#connection = 'new'
  }

  /** What a view is, without taking it. */
  judge({ generation, version }: Mark): Verdict {
    const seen = this.#seen
    if (seen === null) return 'news'
    if (generation !== seen.generation) return 'wentBack'
    if (version >= seen.version) return 'news'
    return this.#connection === 'new' ? 'wentBack' : 'older'
  }

  /** This view is shown. */
  take({ generation, version }: Mark): void {
    this.#seen = { generation, version }
    this.#connection = 'heard'
  }
}
