/** How long people wait around a fault: told beside the counts, judged by nobody but the reader. */
import { percentile } from '../bench/figures.ts'
import type { Watch } from '../support/nodes/sender.ts'
import { pause } from './faults.ts'

interface Span {
  name: string
  begunAt: number
  healedAt: number
}

/** After the last check-in was sent, the therapists' tabs get this long to have been told of all. */
const SETTLED_WITHIN_MS = 15_000

export class Timing implements Watch {
  readonly #triedAt = new Map<string, number>()
  readonly #shownAt = new Map<string, number>()
  readonly #backs: { lostAt: number; ms: number }[] = []
  readonly #faults: Span[] = []

  tried(id: string): void {
    if (!this.#triedAt.has(id)) this.#triedAt.set(id, performance.now())
  }

  back(lostAt: number, ms: number): void {
    this.#backs.push({ lostAt, ms })
  }

  shown(id: string): void {
    if (!this.#shownAt.has(id)) this.#shownAt.set(id, performance.now())
  }

  befell(name: string, begunAt: number, healedAt: number): void {
    this.#faults.push({ name, begunAt, healedAt })
  }

  async settled(count: number): Promise<void> {
    const until = performance.now() + SETTLED_WITHIN_MS
    while (this.#shownAt.size < count && performance.now() < until) await pause(50)
  }

  /** What was sent during a fault counts from its end; what was sent in quiet from the sending. */
  tell(): void {
    const waits = [...this.#shownAt].map(([id, at]) => {
      const triedAt = this.#triedAt.get(id) ?? at
      const during = this.#faults.find(({ begunAt, healedAt }) => begunAt <= triedAt && triedAt <= healedAt)
      return { during: during?.name ?? null, sinceSent: at - triedAt, ms: Math.max(0, at - (during?.healedAt ?? triedAt)) }
    })
    const inFault = waits.filter(({ during }) => during !== null)
    const kills = this.#faults.filter(({ name }) => name.startsWith('server killed'))
    const backs = this.#backs.filter(({ lostAt }) => kills.some(({ begunAt, healedAt }) => begunAt <= lostAt && lostAt <= healedAt))
    line('signalling back at the other server after a SIGKILL', backs.map(({ ms }) => ms))
    line('check-in at the therapist’s tab, sent in quiet', waits.filter(({ during }) => during === null).map(({ ms }) => ms))
    line('check-in at the therapist’s tab, sent in a fault, from its sending', inFault.map(({ sinceSent }) => sinceSent))
    line('check-in at the therapist’s tab after the fault it was sent in has healed', inFault.map(({ ms }) => ms))
    for (const name of new Set(this.#faults.map((fault) => fault.name))) {
      line(`  of it, ${name}`, inFault.filter(({ during }) => during === name).map(({ ms }) => ms))
    }
  }
}

function line(what: string, values: readonly number[]): void {
  if (values.length === 0) return console.info(`${what}: none`)
  const [p50, p99, most] = [percentile(values, 0.5), percentile(values, 0.99), Math.max(...values)].map((value) => Math.round(value))
  console.info(`${what}: p50 ${p50} ms, p99 ${p99} ms, at most ${most} ms (${values.length})`)
}
