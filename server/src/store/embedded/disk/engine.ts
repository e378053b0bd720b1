import { mkdirSync } from 'node:fs'
import type { Clock, Millis } from '@fermata/shared/clock'
import { paced } from '@fermata/shared/paced'
import type { RootDatabase } from 'lmdb'
import { inTime, unavailable } from '../../in-time.ts'
import { StoreUnavailable } from '../../port.ts'
import { fileOf, newest, prepare, replace } from './generations.ts'
import { leaveName, living } from './openers.ts'
import { copyTables, openEnvironment, openTables, type Tables } from './tables.ts'

/** lmdb hangs this beside the error of a failed commit; see `write`. */
interface CommitFailure {
  commitError?: Promise<unknown>
}

/** The store cannot be opened just now. */
export class Compacting extends StoreUnavailable {}

/**
 * The lmdb environment, with its errors and delays turned into `StoreUnavailable`.
 *
 * `overlappingSync` is off: a commit is then answered when the disk has it, and a failing disk fails the commit.
 * (With it on, lmdb answers earlier and offers `flushed`, which a failed sync never settles.) Writes of one moment share
 * a commit, and so do those that wait while one is under way: many together wait for the disk once.
 */
export class Engine {
  readonly #directory: string
  readonly #clock: Clock
  #now: Opened
  /** Commits under way. */
  readonly #writing = new Set<Promise<unknown>>()
  /** Resolves when the file is not being changed for another; writes wait for it. */
  #turned: Promise<void> = Promise.resolve()
  /** A compaction that has not begun to copy: whoever asks now is served by it. */
  #toCompact: Promise<'compacted' | 'busy'> | null = null
  #open = true
  readonly #leave: () => void
  /** Writes that wait to be begun with others, and what begins them. */
  readonly #gathered: (() => void)[] = []
  readonly #begin: () => void

  /** Only this user may read the directory. A write within `apart` ms after another waits until these are over. */
  constructor(directory: string, clock: Clock, apart: Millis = 0) {
    this.#directory = directory
    this.#clock = clock
    this.#begin = paced(clock, apart, () => this.#gathered.splice(0).forEach((begin) => begin()))
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    this.#leave = leaveName(directory, 'open')
    if (living(directory, 'copying') > 0) {
      this.#leave()
      throw new Compacting('another process is compacting the store')
    }
    this.#now = openNewest(directory)
  }

  /** Looks at one snapshot. `look` must not wait for anything, or it would see two. */
  async read<T>(look: (tables: Tables) => T): Promise<T> {
    this.#assertOpen()
    try {
      return look(this.#now.tables)
    } catch (cause) {
      throw unavailable(cause)
    }
  }

  /** Makes a change that happens wholly or not at all, and is on the disk when this answers. */
  write<T>(change: (tables: Tables) => T): Promise<T> {
    return inTime(this.#clock, this.#commit(change))
  }

  /**
   * Copies what there is into a new file that takes the place of this one: what was removed before is in no file any
   * more. Nothing is written meanwhile; this process waits for the copy, some 100 ms for 10 MB. `busy`: another process
   * has the store open, and nothing was done.
   */
  compact(): Promise<'compacted' | 'busy'> {
    this.#toCompact ??= this.#turn(() => {
      this.#toCompact = null
      return this.#copy()
    })
    return this.#toCompact
  }

  /** Waits for writes under way. */
  async close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#turned
    await this.#now.environment.close()
    this.#leave()
  }

  async #commit<T>(change: (tables: Tables) => T): Promise<T> {
    await this.#together()
    await this.#turned
    this.#assertOpen()
    const { environment, tables } = this.#now
    // A child transaction, because lmdb would keep the writes a plain one made before it threw.
    const committing = environment.childTransaction(() => change(tables))
    this.#writing.add(committing)
    try {
      return await committing
    } catch (cause) {
      // A failed commit also rejects a promise nobody holds, which would end the process (lmdb-js issue 368).
      void (cause as CommitFailure | undefined)?.commitError?.catch(() => undefined)
      throw cause
    } finally {
      this.#writing.delete(committing)
    }
  }

  /** Resolves for all writes of a moment in the same turn, which is what makes one commit of them. */
  #together(): Promise<void> {
    return new Promise((resolve) => {
      this.#gathered.push(resolve)
      this.#begin()
    })
  }

  /** Puts a copy in the place of the file in use, unless another process has it open. */
  async #copy(): Promise<'compacted' | 'busy'> {
    const directory = this.#directory
    const done = leaveName(directory, 'copying')
    try {
      // Said first, looked at then: who opens the store does it the other way round, so that one of both sees the other.
      if (living(directory, 'open') > 1 || living(directory, 'copying') > 1) return 'busy'
      const { environment, tables, generation } = this.#now
      const next = openEnvironment(prepare(directory))
      try {
        copyTables(tables, next)
      } finally {
        // Before it gets its name: opened by both, it would go on by the other's lock, and other processes by its own.
        await next.close()
      }
      replace(directory, generation)
      prepare(directory)
      this.#now = openNewest(directory)
      await environment.close()
      return 'compacted'
    } catch (cause) {
      throw unavailable(cause)
    } finally {
      done()
    }
  }

  /** Does this once nothing is being written; writes wait for it. */
  #turn<T>(act: () => Promise<T>): Promise<T> {
    const turning = this.#turned.then(async () => {
      await Promise.allSettled(this.#writing)
      this.#assertOpen()
      return act()
    })
    this.#turned = turning.then(() => undefined, () => undefined)
    return turning
  }

  #assertOpen(): void {
    // lmdb reads from unmapped memory once it is closed.
    if (!this.#open) throw new StoreUnavailable('the store is closed')
  }
}

interface Opened {
  generation: number
  environment: RootDatabase
  tables: Tables
}

function openNewest(directory: string): Opened {
  const generation = newest(directory)
  const environment = openEnvironment(fileOf(directory, generation))
  return { generation, environment, tables: openTables(environment) }
}
