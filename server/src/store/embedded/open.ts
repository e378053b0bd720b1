import { MINUTE, type Cancel, type Clock } from '@fermata/shared/clock'
import { unavailable } from '../in-time.ts'
import type { Store } from '../port.ts'
import { Engine } from './engine.ts'
import { sweepDue } from './erase.ts'
import { LeaseBook } from './leases.ts'
import { embeddedRecords } from './records.ts'
import { embeddedRooms } from './rooms.ts'

const SWEEP_EVERY = MINUTE
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
 * sees what the other committed. Leases are the exception – they live in this process.
 * Throws `StoreUnavailable` when the directory cannot be used.
 */
export async function openEmbeddedStore(
  { directory, clock }: { directory: string; clock: Clock },
): Promise<EmbeddedStore> {
  const engine = openEngine(directory, clock)
  const leases = new LeaseBook()
  let closed = false

  const sweep = async (): Promise<number> => {
    leases.sweep(clock.now())
    let swept = 0
    for (let more = true; more; ) {
      const now = await engine.write((tables) => sweepDue(tables, clock.now(), SWEEP_AT_ONCE))
      swept += now
      more = now === SWEEP_AT_ONCE
    }
    return swept
  }

  let cancel: Cancel
  const sweepLater = (): void => {
    cancel = clock.after(SWEEP_EVERY, () => {
      // What could not be swept now is never returned either way, and is swept a minute later.
      void sweep().catch(() => 0).then(() => {
        if (!closed) sweepLater()
      })
    })
  }
  sweepLater()

  return {
    rooms: embeddedRooms(engine, leases, clock),
    records: embeddedRecords(engine, clock),
    sweep,
    now: () => clock.now(),
    healthy: () => engine.read((tables) => !tables.rooms.doesExist('-')).catch(() => false),
    async close() {
      closed = true
      cancel()
      await engine.close()
    },
  }
}

function openEngine(directory: string, clock: Clock): Engine {
  try {
    return new Engine(directory, clock)
  } catch (cause) {
    throw unavailable(cause)
  }
}
