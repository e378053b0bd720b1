/**
 * How often an address may be wrong: about links, set-up links and recovery codes. All of these are too long to be
 * guessed; the limit keeps those who try from costing the others anything. Who is right is never counted.
 */
import { type Clock, type Millis, MINUTE } from '@fermata/shared/clock'

/** So many wrong tries at once; a practice behind one address may well mistype a few. */
const BURST = 60
/** A wrong try is forgotten after so long. */
const FORGET_ONE_AFTER = 2_000
/** Addresses remembered at most before those with nothing against them are let go. */
const REMEMBERED = 10_000

export class Attempts {
  /** By address: when, in elapsed time, the last of its wrong tries will be forgotten. */
  readonly #until = new Map<string, Millis>()
  #sweepAgain: Millis = 0

  constructor(private readonly clock: Pick<Clock, 'elapsed'>) {}

  /** How long this address must wait before it is listened to; 0: not at all. `null` is never limited. */
  wait(address: string | null): Millis {
    const until = address === null ? undefined : this.#until.get(address)
    if (until === undefined) return 0
    return Math.max(0, until - this.clock.elapsed() - (BURST - 1) * FORGET_ONE_AFTER)
  }

  /** This address was wrong once more. */
  wrong(address: string | null): void {
    if (address === null) return
    const now = this.clock.elapsed()
    if (this.#until.size >= REMEMBERED && now >= this.#sweepAgain) this.#sweep(now)
    this.#until.set(address, Math.max(this.#until.get(address) ?? 0, now) + FORGET_ONE_AFTER)
  }

  /** How many addresses are remembered. */
  get size(): number {
    return this.#until.size
  }

  #sweep(now: Millis): void {
    this.#sweepAgain = now + MINUTE
    for (const [address, until] of this.#until) if (until <= now) this.#until.delete(address)
  }
}
