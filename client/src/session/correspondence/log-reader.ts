/** Reads the room's log from where this browser has got to. What no hint told of is found here. */
import type { SessionId } from '@fermata/shared/ids'
import type { Delivered } from '@fermata/shared/protocol'
import type { RoomLine } from './room-line.ts'

export class LogReader {
  /** Everything up to here was read: the log has no holes, so a position that was left out is asked for again. */
  #position = 0
  #pulling = false
  #sought = false
  #closed = false
  /** Called once the log was read to its end. */
  #onceRead: (() => void)[] | null = []

  constructor(
    private readonly line: RoomLine,
    private readonly session: SessionId,
    private readonly enter: (entries: readonly Delivered[]) => Promise<void>,
  ) {}

  /** The log is known to reach `head`: fetch what is missing. */
  reaches(head: number): void {
    if (head > this.#position) void this.pull()
  }

  /** The entry at this position is known here by other ways than reading. */
  knows(at: number): void {
    if (at === this.#position + 1) this.#position = at
  }

  /** Something is missing. What the log, as far as it was shown, does not hold is sought from its beginning. */
  seek(): void {
    if (this.#sought) this.#position = 0
    this.#sought = true
    void this.pull()
  }

  /** Nothing is missing (any more). */
  whole(): void {
    this.#sought = false
  }

  /** Resolves once the log was read to its end for the first time. */
  read(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#onceRead === null) resolve()
      else this.#onceRead.push(resolve)
    })
  }

  async pull(): Promise<void> {
    if (this.#pulling || this.#closed) return
    this.#pulling = true
    try {
      let cursor = this.#position
      for (;;) {
        const log = await this.line.pull(this.session, cursor)
        if (log === null || this.#closed) return
        await this.enter(log.entries)
        for (const { at } of log.entries) if (at !== null) this.knows(at)
        if (log.head < cursor) {
          // The log is shorter than what was read of it: the server went back, and fills these positions anew.
          this.#position = cursor = 0
          continue
        }
        const last = log.entries.at(-1)?.at ?? null
        if (last === null || last <= cursor || last >= log.head) return this.#isRead()
        cursor = last
      }
    } finally {
      this.#pulling = false
    }
  }

  close(): void {
    this.#closed = true
  }

  #isRead(): void {
    const waiting = this.#onceRead ?? []
    this.#onceRead = null
    for (const resolve of waiting) resolve()
  }
}
