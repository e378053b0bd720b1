import { type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import { newId, type RandomSource } from '@fermata/shared/ids'
import { readRedisUrl, REDIS_URL_FORMS } from '../redis/address.ts'
import { openEmbeddedStore } from './embedded/open.ts'
import { establish, establishRestored } from './identity/establish.ts'
import { guarded, type IdentifiedStore } from './identity/guarded.ts'
import { acceptInstead, readIdentity } from './identity/identity.ts'
import { type KnownStore, knownBeside } from './identity/known.ts'
import { type StoreNews, Watched } from './identity/watched.ts'
import { type Store, StoreUnavailable, StoreUnfit } from './port.ts'
import { FINDINGS } from './redis/fitness.ts'
import { openRedisStore, type RedisStore } from './redis/open.ts'
import { redisProblem } from './redis/problem.ts'

export type { IdentifiedStore }
/** Copies of the embedded store; Redis has its own means. */
export { backUp, bringBack } from './embedded/backup.ts'

export type StoreConfig =
  /** A directory of this machine, for an installation of one server process. */
  | { kind: 'embedded'; directory: string }
  /** As `redis/address.ts` reads it, for several server processes. */
  | { kind: 'redis'; url: string }

/** What a store is opened with. */
export interface Opening {
  clock: Clock
  random: RandomSource
  /** The list of what was erased; which store this server knows stands beside it. */
  erasedList: string
  /** Told, in a sentence, what the operator should know or change. */
  advise(sentence: string): void
  /** Told what became of a Redis while the server runs. */
  onNews?(news: StoreNews | 'unfit' | 'fitAgain'): void
  onFault?(thrown: unknown): void
  /** `wait`: for a Redis that is late, or not the one that is known, as long as it takes. */
  ifAway: 'wait' | 'giveUp'
}

/** Between two commits to the disk of the embedded store. Measured: docs/decisions/0019-together.md. */
const WRITES_APART: Millis = 8
/** Between two tries to meet a Redis at the start. */
const AGAIN_AFTER = SECOND

/** What is said of a store that is not the one this server knows. */
const NOT_OURS = {
  embedded: {
    emptied: 'DATA_DIR is empty, and this server knows a store that was not. Is the right disk mounted? If the store is lost and a new one is meant, run: npm run accept-store',
    replaced: 'DATA_DIR holds another store than the one this server knows. Is the right disk mounted? If this one is meant, run: npm run accept-store',
  },
  redis: {
    emptied: 'Redis is empty, and this server knows a store that was not. Everybody is told to wait until it is back. If it is lost and a new one is meant, run: npm run accept-store',
    replaced: 'Redis holds another store than the one this server knows. Everybody is told to wait until it is back. If this one is meant, run: npm run accept-store',
  },
} as const
const AGAIN = {
  ours: 'Redis is the store that this server knows again. All goes on.',
  wentBack: 'Redis has lost something that it had acknowledged: a fail-over or an older copy. What is open goes on with what is left; people are told.',
  mended: 'Redis is set as it must be again.',
} as const

/**
 * Opens the store the installation is set up for. Throws `StoreUnavailable` when its directory cannot be used, and
 * `StoreUnfit`, with a sentence for the operator, when it must not be used as it is.
 */
export function openStore(config: StoreConfig, opening: Opening): Promise<IdentifiedStore> {
  return config.kind === 'embedded' ? openEmbedded(config.directory, opening) : openRedis(config.url, opening)
}

async function openEmbedded(directory: string, { clock, random, erasedList }: Opening): Promise<IdentifiedStore> {
  const store = await openEmbeddedStore({ directory, clock, writesApart: WRITES_APART })
  const established = await establish(store.records, knownBeside(erasedList, 'embedded'), random).catch(whenUnwritable)
  if (established.is === 'ours') return { ...store, generation: () => established.identity.generation }
  await store.close()
  throw new StoreUnfit(NOT_OURS.embedded[established.is])
}

async function openRedis(url: string, opening: Opening): Promise<IdentifiedStore> {
  const { clock, random, erasedList, advise, onNews = () => undefined, onFault = () => undefined } = opening
  const store = await openRedisStore({
    url, clock,
    onFinding(finding) {
      advise(FINDINGS[finding])
      onNews('unfit')
    },
    onMended() {
      advise(AGAIN.mended)
      onNews('fitAgain')
    },
  })
  const watched = new Watched({
    store, clock, random, known: knownBeside(erasedList, 'redis'), node: newId(random), onFault,
    onNews(news) {
      advise(news === 'emptied' || news === 'replaced' ? NOT_OURS.redis[news] : AGAIN[news])
      onNews(news)
    },
  })
  const identified = guarded(store, watched)
  try {
    await meet(url, store, watched, opening)
  } catch (thrown) {
    await identified.close()
    throw thrown
  }
  return identified
}

/** Resolves once the store was met and is the one that is known. Says, once for each, what it waits for. */
async function meet(url: string, store: RedisStore, watched: Watched, { clock, advise, ifAway }: Opening): Promise<void> {
  const place = readRedisUrl(url)?.place
  if (place === undefined) throw new StoreUnfit(REDIS_URL_FORMS)
  for (let said = ''; ; ) {
    const met = await watched.meet().catch((thrown: unknown) => thrown)
    if (met === true) return
    if (met === false && ifAway === 'giveUp') throw new StoreUnfit('Redis is not the store that this server knows.')
    if (met instanceof StoreUnavailable) {
      const { kind, sentence } = redisProblem(place, store.problem() ?? met)
      if (kind === 'wrong' || ifAway === 'giveUp') throw new StoreUnfit(sentence)
      if (said !== sentence) advise(`${sentence} The start waits for it.`)
      said = sentence
    } else if (met !== false) whenUnwritable(met)
    await new Promise<void>((resolve) => void clock.after(AGAIN_AFTER, resolve))
  }
}

/** Files that cannot be used are said as what they are; anything else is thrown on. */
function whenUnwritable(thrown: unknown): never {
  if (thrown instanceof Error && 'path' in thrown && 'code' in thrown)
    throw new StoreUnfit(`${String(thrown.path)} cannot be read or written (${String(thrown.code)}). It says which store this server knows, and must be kept.`)
  throw thrown
}

/** The embedded store after a backup was brought back: known from now on as it is. */
export async function openRestored(directory: string, { clock, random, erasedList }: Pick<Opening, 'clock' | 'random' | 'erasedList'>): Promise<Store> {
  const store = await openEmbeddedStore({ directory, clock })
  await establishRestored(store.records, knownBeside(erasedList, 'embedded'), random)
  return store
}

/** Takes the store that is there in place of the one this server knows. Answers what was done, in a sentence. */
export async function acceptStore(config: StoreConfig, { clock, random, erasedList }: Pick<Opening, 'clock' | 'random' | 'erasedList'>): Promise<string> {
  const known: KnownStore = knownBeside(erasedList, config.kind)
  const expected = await known.read()
  if (expected === null) return 'This server knows no store yet; there is nothing to accept. Just start it.'
  const store: Store = config.kind === 'embedded'
    ? await openEmbeddedStore({ directory: config.directory, clock })
    : await openRedisStore({ url: config.url, clock })
  try {
    if ((await readIdentity(store.records))?.identity.store === expected) return 'This is the store that this server knows; there is nothing to accept.'
    const identity = await acceptInstead(store.records, random, expected)
    await known.write(identity.store)
    return 'The store is accepted. Servers that run go on with it within seconds; others can be started.'
  } finally {
    await store.close()
  }
}
