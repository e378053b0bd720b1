/**
 * The sender's counters of one grant, one for facts and one for hints. A number is kept before the message that has it
 * leaves this tab, so that no reload uses one twice; one whose message was never made is given again, so that facts
 * have no holes. Hints may have holes: they begin at the time, so that another device of this seat goes on above them.
 */
import { type Millis, SECOND } from '@fermata/shared/clock'
import type { GrantId } from '@fermata/shared/ids'
import { FACTS_AFTER, type MessageClass } from '@fermata/shared/protocol'
import type { TabKeep } from '../../lib/keep.ts'

export class Counters {
  readonly #given: Record<MessageClass, number>

  constructor(
    private readonly keep: TabKeep,
    private readonly grant: GrantId,
  ) {
    this.#given = { fact: this.#kept('fact', FACTS_AFTER), hint: this.#kept('hint', 0) }
  }

  /** The highest number of a fact that was given. */
  get facts(): number {
    return this.#given.fact
  }

  /** The next number of a fact. */
  nextFact(): number {
    this.#given.fact += 1
    return this.#given.fact
  }

  /** The next number of a hint. */
  nextHint(now: Millis): number {
    this.used('hint', Math.max(this.#given.hint + 1, Math.floor(now / SECOND)))
    return this.#given.hint
  }

  /** Numbers up to `seq` are in use: by a message that is about to leave, or by this seat's device before this one. */
  used(kind: MessageClass, seq: number): void {
    this.#given[kind] = Math.max(this.#given[kind], seq)
    if (seq > this.#kept(kind, 0)) this.keep.set(this.#name(kind), String(seq))
  }

  #kept(kind: MessageClass, none: number): number {
    return Number(this.keep.get(this.#name(kind)) ?? none)
  }

  #name(kind: MessageClass): string {
    return `seq.${kind}.${this.grant}`
  }
}
