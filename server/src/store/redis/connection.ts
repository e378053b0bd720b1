import { MINUTE, type Cancel, type Clock, type Millis } from '@fermata/shared/clock'
import type { Place } from '../../redis/address.ts'
import { inTime, unavailable } from '../in-time.ts'
import { StoreUnavailable } from '../port.ts'
import { newClient, type Calls, type Client } from './client.ts'
import { DRIFT, type ScriptTime } from './scripts/prelude.ts'
import type { ServerTime } from './server-time.ts'

/** How often the time is compared with that of Redis while all is well. */
const CORRECT_EVERY = MINUTE
/** Calls under way at once; one more is refused. Far above what a working Redis ever lets stand, see `renew` in rooms.ts. */
export const MOST_UNDER_WAY = 2_000

/** One connection to one Redis, remade whenever it is lost. Calls in between fail at once with `StoreUnavailable`. */
export class Connection {
  readonly #clock: Clock
  readonly #time: ServerTime
  readonly #connect: () => Client
  #client: Client
  /** Counts answers, to tell a slow call from a connection on which nothing answers. */
  #answers = 0
  /** Calls the library has not answered yet, whether their caller still waits or not. */
  #underWay = 0
  #closed = false
  #barred = false
  #cancel: Cancel = () => undefined

  constructor(place: Place, name: string | undefined, clock: Clock, time: ServerTime) {
    this.#clock = clock
    this.#time = time
    this.#connect = () => {
      const client = newClient(place, name)
      client.onReady(() => void this.#correct(client).catch(() => undefined))
      return client
    }
    this.#client = this.#connect()
    this.#correctLater()
  }

  /** Resolves when the first connection stands and the time is known; after `DEADLINE_MS` in any case. */
  async opened(): Promise<void> {
    const client = this.#client
    const ready = new Promise<void>((resolve) => client.onReady(resolve))
    await inTime(this.#clock, ready.then(() => this.#correct(client))).catch(() => undefined)
  }

  /** Runs a script, and once more if it was refused because the time was off: it has then changed nothing. */
  ask<T>(call: (redis: Calls, time: ScriptTime) => Promise<T>): Promise<T> {
    return this.#bounded((client) => this.#try(client, call))
  }

  /** Sends a command as it is. In a Cluster it goes where `key` lies. */
  send(args: string[], key?: string): Promise<unknown> {
    return this.#bounded((client) => client.send(args, key))
  }

  /**
   * Sends a command to every primary and answers what those that could be reached said. No caller waits for this, so
   * it has no deadline but that of the socket.
   */
  async everywhere(args: string[]): Promise<unknown[]> {
    if (this.#closed || !this.#client.isReady()) throw new StoreUnavailable('there is no connection')
    const answers = await this.#client.everywhere(args)
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  }

  /** Why the last try to connect failed; `null` while there is a connection. */
  problem(): unknown {
    return this.#client.isReady() ? null : this.#client.problem()
  }

  /** From now on no call is let through, or every call again. */
  bar(barred: boolean): void {
    this.#barred = barred
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#cancel()
    const client = this.#client
    if (client.isReady()) await inTime(this.#clock, client.close()).catch(() => undefined)
    try {
      client.destroy()
    } catch {
      // The library objects to destroying what has been closed.
    }
  }

  #bounded<T>(work: (client: Client) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed'))
    if (this.#barred) return Promise.reject(new StoreUnavailable('Redis may drop what it was given'))
    const [client, answers] = [this.#client, this.#answers]
    if (!client.isReady()) return Promise.reject(new StoreUnavailable('there is no connection'))
    if (this.#underWay >= MOST_UNDER_WAY) return Promise.reject(new StoreUnavailable('too much is waiting already'))
    this.#underWay += 1
    const done = work(client).finally(() => {
      this.#underWay -= 1
    })
    return inTime(this.#clock, done.then((answer) => this.#answered(answer)), () => {
      if (this.#answers === answers) this.#replace(client)
    })
  }

  #answered<T>(answer: T): T {
    this.#answers += 1
    return answer
  }

  async #try<T>(client: Client, call: (redis: Calls, time: ScriptTime) => Promise<T>): Promise<T> {
    const once = (): Promise<T> =>
      call(client.scripts, { now: this.#time.now(), allowedDrift: this.#time.allowedDrift })
    try {
      return await once()
    } catch (thrown) {
      if (!(thrown instanceof Error) || !thrown.message.startsWith(DRIFT)) throw unavailable(thrown)
    }
    await this.#correct(client)
    return once()
  }

  /**
   * Leaves a connection on which a whole deadline went by without any answer. The client's own socket timeout does
   * not see this while we go on writing, and a machine that is gone does not close its connections.
   */
  #replace(client: Client): void {
    if (this.#closed || this.#client !== client) return
    client.destroy()
    this.#client = this.#connect()
  }

  /** Of a Cluster, the clock of the node that has this key counts: one and the same for every process. */
  #correct(client: Client): Promise<void> {
    return this.#time.correct(async (): Promise<Millis> => {
      const [seconds, micros] = (await client.send(['TIME'], 'tr:time')) as [string, string]
      return Number(seconds) * 1_000 + Number(micros) / 1_000
    })
  }

  #correctLater(): void {
    this.#cancel = this.#clock.after(CORRECT_EVERY, () => {
      void this.#correct(this.#client).catch(() => undefined)
      this.#correctLater()
    })
  }
}
