/**
 * Hints of one moment travel together: to each process one message of Redis in place of many, since it is the sending
 * and the answer that cost, not the length. A hint that comes alone goes at once, those within twenty milliseconds after
 * it when these are over. Every other word goes at once and takes along what waits, in the order in which all of it was said.
 */
import type { Clock, Millis } from '@fermata/shared/clock'
import { paced } from '@fermata/shared/paced'
import type { Word } from '../rooms/nodes/nodes.ts'

/** Between two messages with hints. Measured: docs/decisions/0019-together.md. */
export const HINTS_APART: Millis = 20

const mayWait = (word: Word): boolean => word.word === 'envelope' && word.delivered.envelope.class === 'hint'

export class Gathering {
  readonly #waiting = new Map<string, Word[]>()
  readonly #saySoon: () => void

  constructor(
    clock: Pick<Clock, 'after'>,
    /** Says these words to whoever listens to a channel. */
    private readonly say: (channel: string, words: readonly Word[]) => void,
  ) {
    this.#saySoon = paced(clock, HINTS_APART, () => this.#sayAll())
  }

  add(channel: string, word: Word): void {
    const words = this.#waiting.get(channel)
    if (words === undefined) this.#waiting.set(channel, [word])
    else words.push(word)
    if (mayWait(word)) this.#saySoon()
    else this.#sayAll()
  }

  #sayAll(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const [channel, words] of waiting) this.say(channel, words)
  }
}
