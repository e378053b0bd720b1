import { DAY, MINUTE, type Cancel, type Clock, type Millis } from '@fermata/shared/clock'
import { unavailable } from '../in-time.ts'
import type { Store } from '../port.ts'
import { Compacting, Engine } from './disk/engine.ts'
import { sweepDue } from './erase.ts'
import { LeaseBook } from './leases.ts'
import { embeddedRecords } from './records.ts'
import { embeddedRooms } from './rooms.ts'

const SWEEP_EVERY = MINUTE
/** What had its time is out of the file as well within a day. */
const COMPACT_EVERY = DAY
const OPENING_TRIES = 100
const OPENING_AGAIN = 100
/** Things swept in one transaction: writers wait for it, so it stays short. */
const SWEEP_AT_ONCE = 200

/** The embedded store, and what only it can be asked. */
export interface EmbeddedStore extends Store {
  /** Removes what has had its time; happens by itself every minute. Answers how many things were due. */
  sweep(): Promise<number>
}

/**
 * Opens the store of one server in `directory` (made when it is not there).
 *
 * Another process may have the same directory open, for example to write a set-up link: writes take turns, and each
 * sees what the other committed. Leases are the exception – they live in this process. `writesApart`: of writes that come
 * closer to each other than that, in ms, several are committed together; a write that comes alone waits for none.
 * Throws `StoreUnavailable` when the directory cannot be used.
 */
export async function openEmbeddedStore(
  { directory, clock, writesApart = 0 }: { directory: string; clock: Clock; writesApart?: Millis },
): Promise<EmbeddedStore> {
  const engine = await openEngine(() => new Engine(directory, clock, writesApart), clock)
  const leases = new LeaseBook(clock)
  let closed = false

  const sweep = async (): Promise<number> => {
    leases.sweep()
    let swept = 0
    for (let more = true; more; ) {
      const now = await engine.write((tables) => sweepDue(tables, clock.now(), SWEEP_AT_ONCE))
      swept += now
      more = now === SWEEP_AT_ONCE
    }
    return swept
  }

  // Whoever opens it compacts it soon; from then on, what had its time is out of the file as well within a day.
  let compactedAt = clock.elapsed()
  const compact = async (): Promise<void> => {
    // What is over, but still lies there, would be copied.
    await sweep()
    compactedAt = (await engine.compact()) === 'compacted' ? clock.elapsed() : Number.NEGATIVE_INFINITY
  }
  const tidy = (): Promise<unknown> => (clock.elapsed() - compactedAt < COMPACT_EVERY ? sweep() : compact())

  let cancel: Cancel
  const tidyLater = (): void => {
    cancel = clock.after(SWEEP_EVERY, () => {
      // What could not be done now is never returned either way, and is tried again a minute later.
      void tidy().catch(() => undefined).then(() => {
        if (!closed) tidyLater()
      })
    })
  }
  tidyLater()

  return {
    rooms: embeddedRooms(engine, leases, clock),
    records: embeddedRecords(engine, clock),
    sweep,
    compact,
    now: () => clock.now(),
    healthy: () => engine.read((tables) => !tables.rooms.doesExist('-')).catch(() => false),
    async close() {
      closed = true
      cancel()
      await engine.close()
    },
  }
}

/** Another process that is compacting has done so in a moment. */
async function openEngine(open: () => Engine, clock: Clock): Promise<Engine> {
  for (let tries = 1; ; tries++) {
    try {
      return open()
    } catch (cause) {
      if (!(cause instanceof Compacting) || tries === OPENING_TRIES) throw unavailable(cause)
      await new Promise<void>((resolve) => void clock.after(OPENING_AGAIN, resolve))
    }
  }
}
