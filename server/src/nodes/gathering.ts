/**
 * Envelopes of one moment travel together: to each process one message of Redis in place of many, since it is the sending
 * and the answer that cost, not the length. One that comes alone goes at once, those soon after it when a moment is over.
 * Every other word goes at once and takes along what waits.
 */
import type { Clock, Millis } from '@fermata/shared/clock'
import { paced } from '@fermata/shared/paced'
import type { Word } from '../rooms/nodes/nodes.ts'

/** Between two messages with facts, or with hints alone. Measured: docs/decisions/0019-together.md. */
export const FACTS_APART: Millis = 5
export const HINTS_APART: Millis = 30

export class Gathering {
  readonly #waiting = new Map<string, Word[]>()
  readonly #sayFacts: () => void
  readonly #sayHints: () => void

  constructor(
    clock: Pick<Clock, 'after'>,
    /** Says these words to whoever listens to a channel. */
    private readonly say: (channel: string, words: readonly Word[]) => void,
  ) {
    this.#sayFacts = paced(clock, FACTS_APART, () => this.#sayAll())
    this.#sayHints = paced(clock, HINTS_APART, () => this.#sayAll())
  }

  add(channel: string, word: Word): void {
    const words = this.#waiting.get(channel)
    if (words === undefined) this.#waiting.set(channel, [word])
    else words.push(word)
    if (word.word !== 'envelope') this.#sayAll()
    else if (word.delivered.envelope.class === 'fact') this.#sayFacts()
    else this.#sayHints()
  }

  #sayAll(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const [channel, words] of waiting) this.say(channel, words)
  }
}
