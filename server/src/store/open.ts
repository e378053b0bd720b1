import type { Clock, Millis } from '@fermata/shared/clock'
import { openEmbeddedStore } from './embedded/open.ts'
import type { Store } from './port.ts'
import { FINDINGS, StoreUnfit } from './redis/fitness.ts'
import { openRedisStore } from './redis/open.ts'

export { StoreUnfit }
/** Copies of the embedded store; Redis has its own means. */
export { backUp, bringBack } from './embedded/backup.ts'

export type StoreConfig =
  /** A directory of this machine, for an installation of one server process. */
  | { kind: 'embedded'; directory: string }
  /** As `redis/address.ts` reads it, for several server processes. */
  | { kind: 'redis'; url: string }

/** Between two commits to the disk of the embedded store. Measured: docs/decisions/0019-together.md. */
const WRITES_APART: Millis = 8

/**
 * Opens the store the installation is set up for. Throws `StoreUnavailable` when its directory cannot be used, and
 * `StoreUnfit`, with a sentence for the operator, when Redis must not be used as it is set. `advise` is told, in a
 * sentence, what the operator should change.
 */
export function openStore(config: StoreConfig, clock: Clock, advise: (sentence: string) => void): Promise<Store> {
  switch (config.kind) {
    case 'embedded':
      return openEmbeddedStore({ directory: config.directory, clock, writesApart: WRITES_APART })
    case 'redis':
      return openRedisStore({ url: config.url, clock, onFinding: (finding) => advise(FINDINGS[finding]) })
  }
}
