/** Whether bytes arrive: the ICE states notice a dead path only after 6 to 18 s (measured), this within 2 s. */
import type { Clock, Millis } from '@fermata/shared/clock'
import { observable } from '../../../lib/observable.ts'
import type { Observable } from '../../../lib/observable.ts'

/** How often the counters are read, ms. */
export const TICK = 300
/** Bytes within this time count as flowing, ms. */
const FLOWING = 2_000
/** A gap between readings that means the page slept: background pages still get a turn each second. */
const SLEPT = 3_000

export class Flow {
  readonly flowing: Observable<boolean>
  readonly #flowing = observable(false)
  readonly #clock: Clock
  #counted = 0
  #heardAt: Millis | null = null
  #lookedAt: Millis

  constructor(clock: Clock) {
    this.#clock = clock
    this.#lookedAt = clock.elapsed()
    this.flowing = this.#flowing
  }

  /** Something of the other side arrived right now; the counters start anew. */
  hear(): void {
    this.#heardAt = this.#clock.elapsed()
    this.#counted = 0
    this.#flowing.set(true)
  }

  /** Takes a reading of the bytes received; whether there were new ones. */
  look(bytes: number): boolean {
    const now = this.#clock.elapsed()
    const grew = bytes > this.#counted
    // The page itself slept (a closed lid, a frozen tab): that silence says nothing about the path.
    const slept = bytes > 0 && now - this.#lookedAt > SLEPT
    if (grew || slept) this.#heardAt = now
    this.#counted = bytes
    this.#lookedAt = now
    this.#flowing.set(this.silence() < FLOWING)
    return grew
  }

  /** Nothing will come any more. */
  stop(): void {
    this.#flowing.set(false)
  }

  /** Milliseconds since bytes last arrived; infinite before the first. */
  silence(): Millis {
    return this.#heardAt === null ? Number.POSITIVE_INFINITY : this.#clock.elapsed() - this.#heardAt
  }
}

/** Bytes received on the ICE transport; from its parts where a browser has no transport statistic. */
export function receivedBytes(stats: RTCStatsReport): number {
  const sums = new Map<string, number>()
  for (const report of stats.values() as Iterable<RTCStats & Record<string, unknown>>) {
    const bytes = report['bytesReceived']
    if (typeof bytes === 'number') sums.set(report.type, (sums.get(report.type) ?? 0) + bytes)
  }
  const parts = (sums.get('inbound-rtp') ?? 0) + (sums.get('data-channel') ?? 0)
  return sums.get('transport') ?? sums.get('candidate-pair') ?? parts
}
