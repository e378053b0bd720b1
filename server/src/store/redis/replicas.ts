/**
 * Waits until replicas have what the primary has answered, so that a fail-over loses nothing that was acknowledged.
 *
 * `WAIT` holds up its own connection, and everything sent after it on that connection. So it has a connection of its
 * own, on which a small key is written first: `WAIT` is about what its own connection wrote last, and what other
 * connections wrote before lies before that in the one stream that replicas read. Whoever asks while one `WAIT` is
 * under way shares the next.
 */
import type { Clock } from '@fermata/shared/clock'
import type { RedisAddress } from '../../redis/address.ts'
import { inTime } from '../in-time.ts'
import { StoreUnavailable } from '../port.ts'
import type { Connection } from './connection.ts'

/** Less than the deadline of a store call. */
const WAIT_MS = 2_000
/** The small key goes by itself. */
const KEY_LASTS_MS = 5_000

export interface Replicas {
  /**
   * The answer to `work`, once enough replicas have everything it wrote at the primary of `base`. `StoreUnavailable`
   * when they do not get it in time; the change may then stand or not, as with any call that got no answer.
   */
  after<T>(base: string, work: Promise<T>): Promise<T>
  close(): Promise<void>
}

/** When nobody is waited for. */
export const noReplicas: Replicas = { after: (_, work) => work, close: () => Promise.resolve() }

export class WaitingForReplicas implements Replicas {
  /** By the key that is written: one for all, or of a Cluster one for each room or owner. */
  readonly #rounds = new Map<string, { running: Promise<void>; next: Promise<void> | null }>()

  constructor(
    /** Nobody else's. */
    private readonly connection: Connection,
    private readonly address: RedisAddress,
    private readonly clock: Clock,
  ) {}

  after<T>(base: string, work: Promise<T>): Promise<T> {
    const whole = async (): Promise<T> => {
      const answer = await work
      // In a Cluster it must be written where the room or owner lies.
      await this.#confirm(this.address.place.kind === 'cluster' ? `${base}:replicated` : 'tr:replicated')
      return answer
    }
    return inTime(this.clock, whole())
  }

  close(): Promise<void> {
    return this.connection.close()
  }

  #confirm(key: string): Promise<void> {
    const round = this.#rounds.get(key)
    if (round === undefined) return this.#begin(key)
    round.next ??= round.running.catch(() => undefined).then(() => this.#begin(key))
    return round.next
  }

  #begin(key: string): Promise<void> {
    const running = this.#ask(key)
    const round = { running, next: null }
    this.#rounds.set(key, round)
    const over = (): void => {
      if (this.#rounds.get(key) === round && round.next === null) this.#rounds.delete(key)
    }
    running.then(over, over)
    return running
  }

  async #ask(key: string): Promise<void> {
    await this.connection.send(['SET', key, '', 'PX', String(KEY_LASTS_MS)], key)
    const { replicas } = this.address
    const have = Number(await this.connection.send(['WAIT', String(replicas), String(WAIT_MS)], key))
    if (have < replicas) throw new StoreUnavailable('not enough replicas have it')
  }
}
