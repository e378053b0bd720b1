import type { Clock } from '@fermata/shared/clock'
import { StoreUnavailable, type Store } from '../port.ts'

export async function openRedisStore(_options: { url: string; clock: Clock }): Promise<Store> {
  throw new StoreUnavailable('the Redis store is not built yet')
}
