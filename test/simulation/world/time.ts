/** Virtual time: what is due happens in its order, and in between only what was already promised goes on. */
import type { Cancel, Clock, Millis } from '@fermata/shared/clock'

interface Due {
  at: Millis
  order: number
  act: (() => void) | null
}

const isBefore = (one: Due, other: Due): boolean => one.at < other.at || (one.at === other.at && one.order < other.order)

/** Resolves when every promise that can go on by itself has: nothing here waits for anything but promises. */
const quiet = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

const BEGINNING: Millis = 1_800_000_000_000

export class VirtualTime implements Clock {
  /** How many things have happened. */
  events = 0
  #now: Millis = BEGINNING
  #order = 0
  /** A binary heap, the earliest first. */
  readonly #heap: Due[] = []

  now(): Millis {
    return this.#now
  }

  elapsed(): Millis {
    return this.#now - BEGINNING
  }

  after(delay: Millis, act: () => void): Cancel {
    if (delay === Infinity) return () => {}
    const due: Due = { at: this.#now + Math.max(0, delay), order: this.#order++, act }
    this.#push(due)
    return () => {
      due.act = null
    }
  }

  /** Lets time pass until `until`, or until `isEnough` says so after something happened. */
  async run(until: Millis, isEnough: () => boolean = () => false): Promise<void> {
    for (let due = this.#heap[0]; due !== undefined && due.at <= until; due = this.#heap[0]) {
      this.#pop()
      if (due.act === null) continue
      this.#now = Math.max(this.#now, due.at)
      this.events += 1
      due.act()
      await quiet()
      if (isEnough()) return
    }
    this.#now = Math.max(this.#now, until)
  }

  #push(due: Due): void {
    const heap = this.#heap
    let at = heap.length
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || !isBefore(due, parent)) break
      heap[at] = parent
      at = above
    }
    heap[at] = due
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]]
      if (left === undefined) break
      const [child, next] = right !== undefined && isBefore(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1]
      if (!isBefore(child, last)) break
      heap[at] = child
      at = next
    }
    heap[at] = last
  }
}

/** The time of one process or page: it can stop for a while, and end. */
export class OwnTime implements Clock {
  #state: 'running' | 'stopped' | 'ended' = 'running'
  #waiting: (() => void)[] = []

  constructor(private readonly world: Clock) {}

  now(): Millis {
    return this.world.now()
  }

  elapsed(): Millis {
    return this.world.elapsed()
  }

  after(delay: Millis, act: () => void): Cancel {
    let cancelled = false
    const cancel = this.world.after(delay, () => {
      if (!cancelled) this.soon(() => !cancelled && act())
    })
    return () => {
      cancelled = true
      cancel()
    }
  }

  /** Does it now, or when the process goes on; never, once it has ended. */
  soon(act: () => void): void {
    if (this.#state === 'running') act()
    else if (this.#state === 'stopped') this.#waiting.push(act)
  }

  get ended(): boolean {
    return this.#state === 'ended'
  }

  stop(): void {
    if (this.#state === 'running') this.#state = 'stopped'
  }

  goOn(): void {
    if (this.#state !== 'stopped') return
    this.#state = 'running'
    for (const act of this.#waiting.splice(0)) this.world.after(0, () => this.soon(act))
  }

  end(): void {
    this.#state = 'ended'
    this.#waiting = []
  }
}
