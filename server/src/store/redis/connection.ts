import { MINUTE, type Cancel, type Clock, type Millis } from '@fermata/shared/clock'
import { inTime, unavailable } from '../in-time.ts'
import { StoreUnavailable } from '../port.ts'
import { newClient, type Client } from './client.ts'
import { DRIFT, type ScriptTime } from './scripts/prelude.ts'
import type { ServerTime } from './server-time.ts'

/** How often the time is compared with that of Redis while all is well. */
const CORRECT_EVERY = MINUTE

/** One connection to one Redis, remade whenever it is lost. Calls in between fail at once with `StoreUnavailable`. */
export class Connection {
  readonly #clock: Clock
  readonly #time: ServerTime
  readonly #connect: () => Client
  #client: Client
  /** Counts answers, to tell a slow call from a connection on which nothing answers. */
  #answers = 0
  #closed = false
  #cancel: Cancel = () => undefined

  constructor(url: string, name: string | undefined, clock: Clock, time: ServerTime) {
    this.#clock = clock
    this.#time = time
    this.#connect = () => {
      const client = newClient(url, name)
      // Every call says for itself that it failed; without a listener the event would end the process.
      client.on('error', () => undefined)
      client.on('ready', () => void this.#correct(client).catch(() => undefined))
      client.connect().catch(() => undefined)
      return client
    }
    this.#client = this.#connect()
    this.#correctLater()
  }

  /** Resolves when the first connection stands and the time is known; after `DEADLINE_MS` in any case. */
  async opened(): Promise<void> {
    const client = this.#client
    const ready = new Promise<void>((resolve) => client.once('ready', resolve))
    await inTime(this.#clock, ready.then(() => this.#correct(client))).catch(() => undefined)
  }

  /** Runs a script, and once more if it was refused because the time was off: it has then changed nothing. */
  ask<T>(call: (client: Client, time: ScriptTime) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed'))
    const [client, answers] = [this.#client, this.#answers]
    return inTime(this.#clock, this.#try(client, call), () => {
      if (this.#answers === answers) this.#replace(client)
    })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#cancel()
    const client = this.#client
    if (client.isReady) await inTime(this.#clock, client.close()).catch(() => undefined)
    client.destroy()
  }

  async #try<T>(client: Client, call: (client: Client, time: ScriptTime) => Promise<T>): Promise<T> {
    try {
      return await this.#once(client, call)
    } catch (thrown) {
      if (!(thrown instanceof Error) || !thrown.message.startsWith(DRIFT)) throw unavailable(thrown)
    }
    await this.#correct(client)
    return this.#once(client, call)
  }

  async #once<T>(client: Client, call: (client: Client, time: ScriptTime) => Promise<T>): Promise<T> {
    const answer = await call(client, { now: this.#time.now(), allowedDrift: this.#time.allowedDrift })
    this.#answers += 1
    return answer
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

  #correct(client: Client): Promise<void> {
    return this.#time.correct(async (): Promise<Millis> => {
      const [seconds, micros] = await client.time()
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
