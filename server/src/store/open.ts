import type { Clock } from '@fermata/shared/clock'
import { openEmbeddedStore } from './embedded/open.ts'
import type { Store } from './port.ts'
import { openRedisStore } from './redis/open.ts'

export type StoreConfig =
  /** A directory of this machine, for an installation of one server process. */
  | { kind: 'embedded'; directory: string }
  /** `redis://` or `rediss://`, for several server processes. */
  | { kind: 'redis'; url: string }

/** Opens the store the installation is set up for. Throws `StoreUnavailable` when its directory cannot be used. */
export function openStore(config: StoreConfig, clock: Clock): Promise<Store> {
  switch (config.kind) {
    case 'embedded':
      return openEmbeddedStore({ directory: config.directory, clock })
    case 'redis':
      return openRedisStore({ url: config.url, clock })
  }
}
