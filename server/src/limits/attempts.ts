/**
 * How often an address may be wrong: about links, set-up links and recovery codes. Whether a secret is right is looked at
 * first, and only a wrong one is held against its address: a household, an office or a mobile carrier is one address to
 * us, and nobody there may be locked out by a neighbour.
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

  /**
   * This address was wrong. How long it must wait before it is told so again; 0: it is told now, and the try is counted.
   * A try that must wait is not counted.
   */
  judge(address: string | null): Millis {
    const wait = this.wait(address)
    if (wait === 0) this.wrong(address)
    return wait
  }

  /** How long this address must wait before it is told again that it is wrong. `null` is never limited. */
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
