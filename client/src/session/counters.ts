/**
 * The sender's counters of one grant, one for facts and one for hints. Each number is kept before it is used, so that
 * no reload uses one twice.
 */
import type { GrantId } from '@fermata/shared/ids'
import type { MessageClass } from '@fermata/shared/protocol'
import type { TabKeep } from '../lib/keep.ts'

export class Counters {
  constructor(
    private readonly keep: TabKeep,
    private readonly grant: GrantId,
  ) {}

  /** The next number, from 1. */
  next(kind: MessageClass): number {
    const next = this.#last(kind) + 1
    this.keep.set(this.#name(kind), String(next))
    return next
  }

  /** Numbers up to `seq` were used already, by this seat's device before this one. */
  atLeast(kind: MessageClass, seq: number): void {
    if (seq > this.#last(kind)) this.keep.set(this.#name(kind), String(seq))
  }

  #last(kind: MessageClass): number {
    return Number(this.keep.get(this.#name(kind)) ?? 0)
  }

  #name(kind: MessageClass): string {
    return `seq.${kind}.${this.grant}`
  }
}
