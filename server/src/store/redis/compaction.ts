/**
 * What is removed stays readable in the append-only file until Redis writes that file anew. After an erasure this asks
 * it to, and asks again while it says that it cannot now.
 */
import { SECOND, type Cancel, type Clock } from '@fermata/shared/clock'
import type { Connection } from './connection.ts'

/** Erasures that follow one another share a rewriting. */
const GATHER = SECOND
/** Redis refuses while a rewriting is under way: that one may have begun before the erasure. */
const AGAIN_AFTER = 10 * SECOND

export class Compaction {
  #cancel: Cancel | null = null
  #stopped = false

  constructor(
    private readonly connection: Connection,
    private readonly clock: Clock,
  ) {}

  /** Something was erased, at whatever process. */
  soon(): void {
    this.#ask(GATHER)
  }

  stop(): void {
    this.#stopped = true
    this.#cancel?.()
  }

  #ask(delay: number): void {
    if (this.#stopped || this.#cancel !== null) return
    this.#cancel = this.clock.after(delay, () => {
      this.#cancel = null
      void this.#rewrite().then((begun) => {
        if (!begun) this.#ask(AGAIN_AFTER)
      })
    })
  }

  /** Whether every primary has begun. One without an append-only file begins, too: it makes none of the old content. */
  async #rewrite(): Promise<boolean> {
    const states = await this.connection.everywhere(['INFO', 'persistence']).catch(() => [])
    const busy = states.some((state) => /aof_rewrite_(in_progress|scheduled):1/.test(String(state)))
    if (busy || states.length === 0) return false
    const begun = await this.connection.everywhere(['BGREWRITEAOF']).catch(() => [])
    return begun.length === states.length
  }
}
