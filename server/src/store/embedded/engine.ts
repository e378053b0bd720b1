import type { Clock } from '@fermata/shared/clock'
import type { RootDatabase } from 'lmdb'
import { inTime, unavailable } from '../in-time.ts'
import { StoreUnavailable } from '../port.ts'
import { openEnvironment, openTables, type Tables } from './tables.ts'

/** lmdb hangs this beside the error of a failed commit; see `write`. */
interface CommitFailure {
  commitError?: Promise<unknown>
}

/**
 * The lmdb environment, with its errors and delays turned into `StoreUnavailable`.
 *
 * `overlappingSync` is off: a commit is then answered when the disk has it, and a failing disk fails the commit.
 * (With it on, lmdb answers earlier and offers `flushed`, which a failed sync never settles.) Writes that wait
 * while a commit is under way share the next one, so that many together wait for the disk once.
 */
export class Engine {
  readonly tables: Tables
  readonly #environment: RootDatabase
  readonly #clock: Clock
  #open = true

  constructor(directory: string, clock: Clock) {
    this.#clock = clock
    this.#environment = openEnvironment(directory)
    this.tables = openTables(this.#environment)
  }

  /** Looks at one snapshot. `look` must not wait for anything, or it would see two. */
  async read<T>(look: (tables: Tables) => T): Promise<T> {
    this.#assertOpen()
    try {
      return look(this.tables)
    } catch (cause) {
      throw unavailable(cause)
    }
  }

  /** Makes a change that happens wholly or not at all, and is on the disk when this answers. */
  write<T>(change: (tables: Tables) => T): Promise<T> {
    return inTime(this.#clock, this.#commit(change))
  }

  /** Waits for writes under way. */
  async close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#environment.close()
  }

  async #commit<T>(change: (tables: Tables) => T): Promise<T> {
    this.#assertOpen()
    try {
      // A child transaction, because lmdb would keep the writes a plain one made before it threw.
      return await this.#environment.childTransaction(() => change(this.tables))
    } catch (cause) {
      // A failed commit also rejects a promise nobody holds, which would end the process (lmdb-js issue 368).
      void (cause as CommitFailure | undefined)?.commitError?.catch(() => undefined)
      throw cause
    }
  }

  #assertOpen(): void {
    // lmdb reads from unmapped memory once it is closed.
    if (!this.#open) throw new StoreUnavailable('the store is closed')
  }
}
