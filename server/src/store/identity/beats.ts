/**
 * How a server process notices that what the store acknowledged is missing from it: it writes down a number that
 * rises, and remembers what each room had become by its own acknowledged commits. What other processes wrote, or what
 * was never acknowledged, proves nothing.
 */
import { DAY, type Millis, SECOND } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import type { Store } from '../port.ts'
import { OWNER } from './identity.ts'

const SHELF = 'beats'
const BEAT_EVERY = 10 * SECOND
/** Kept this long after the process ended; a process that slept as long cannot tell any more. */
const BEAT_LASTS = DAY
/** Rooms that are remembered; of more the one committed to longest ago is let go. */
const ROOMS = 1_000

export class Beats {
  /** The last number the store acknowledged. */
  #acknowledged: { n: number; at: Millis } | null = null
  readonly #versions = new Map<RoomId, number>()

  constructor(
    private readonly store: Pick<Store, 'records' | 'now'>,
    private readonly node: string,
  ) {}

  /** What a room had become by what was acknowledged so far; 0 when nothing is known. */
  version(room: RoomId): number {
    return this.#versions.get(room) ?? 0
  }

  /** A commit was acknowledged. */
  committed(room: RoomId, version: number): void {
    const newest = Math.max(version, this.version(room))
    this.#versions.delete(room)
    this.#versions.set(room, newest)
    const [first] = this.#versions.keys()
    if (this.#versions.size > ROOMS && first !== undefined) this.#versions.delete(first)
  }

  /** Whether the last number is still there; writes the next one from time to time. Throws `StoreUnavailable`. */
  async isKept(): Promise<boolean> {
    const { records } = this.store
    const before = this.#acknowledged
    const now = this.store.now()
    if (before !== null && now < before.at + BEAT_LASTS / 2) {
      const entry = await records.get(OWNER, SHELF, this.node)
      if (Number(entry?.value ?? 0) < before.n) return false
      if (now - before.at < BEAT_EVERY) return true
    }
    const n = (before?.n ?? 0) + 1
    await records.write(OWNER, [{ shelf: SHELF, key: this.node, expect: 'any', value: String(n), until: now + BEAT_LASTS }])
    this.#acknowledged = { n, at: now }
    return true
  }

  /** Nothing that was remembered counts any more. */
  forget(): void {
    this.#acknowledged = null
    this.#versions.clear()
  }
}
