/**
 * A store that is reached over a network, and that others may empty, replace or bring back as it was earlier. It is
 * asked who it is when it is met, every two seconds, and before it is believed that something is not there. While it is
 * not the store this server knows, every call is answered with `StoreUnavailable`: nobody is told that a room is gone, or
 * that a practice is new, because a store is empty that was not.
 */
import { type Cancel, type Clock, SECOND } from '@fermata/shared/clock'
import type { GenerationId, RandomSource, StoreId } from '@fermata/shared/ids'
import { inTime } from '../in-time.ts'
import { type Store, StoreUnavailable } from '../port.ts'
import { Beats } from './beats.ts'
import { beginGeneration, type Identity, makeIdentity, readIdentity } from './identity.ts'
import type { KnownStore } from './known.ts'

const LOOK_EVERY = 2 * SECOND

/** What the operator is told of. */
export type StoreNews =
  /** There is a store, and it says nothing of itself: it was emptied. */
  | 'emptied'
  /** It is another one. */
  | 'replaced'
  /** It is the store this server knows, or one that the operator accepted in its place. */
  | 'ours'
  /** Something that was acknowledged is missing. */
  | 'wentBack'

export interface WatchedParts {
  store: Store
  known: KnownStore
  clock: Clock
  random: RandomSource
  /** Names this process. */
  node: string
  onNews(news: StoreNews): void
  /** Something besides an unanswered store kept it from being looked at. */
  onFault(thrown: unknown): void
}

type Standing = { is: 'unknown' } | { is: 'ours'; identity: Identity } | { is: 'emptied' } | { is: 'replaced' }

export class Watched {
  readonly #parts: WatchedParts
  readonly #beats: Beats
  #standing: Standing = { is: 'unknown' }
  #known: StoreId | null = null
  #generation: GenerationId | null = null
  #cancel: Cancel = () => {}
  #looking: Promise<void> | null = null
  #closed = false

  constructor(parts: WatchedParts) {
    this.#parts = parts
    this.#beats = new Beats(parts.store, parts.node)
  }

  /** Whether this is the store that the server knows. */
  get isOurs(): boolean {
    return this.#standing.is === 'ours'
  }

  /** Names the stretch of the store's life, as far as it is known. Throws `StoreUnavailable` before the store was met. */
  generation(): GenerationId {
    if (this.#generation === null) throw new StoreUnavailable('the store was not met yet')
    return this.#generation
  }

  /** Looks once now and answers whether it is ours, then goes on by itself. Throws `StoreUnavailable` without an answer. */
  async meet(): Promise<boolean> {
    this.#known ??= await this.#parts.known.read()
    await this.look()
    if (this.isOurs) this.#lookLater()
    return this.isOurs
  }

  /** Asks the store who it is, and acts on the answer. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  /**
   * Lets a call through to a store that is ours. An answer that is `doubtful` – that something is not there, or that
   * something new was made – is given only if the store is still ours after it.
   */
  call<T>(act: (store: Store) => Promise<T>, doubtful: (answer: T) => boolean = () => false): Promise<T> {
    const asked = async (): Promise<T> => {
      const { store: expected } = this.#ours()
      const answer = await act(this.#parts.store)
      if (!doubtful(answer)) return answer
      const found = await readIdentity(this.#parts.store.records)
      if (found?.identity.store === expected) return answer
      await this.look()
      throw new StoreUnavailable('this is not the store it was')
    }
    return inTime(this.#parts.clock, asked())
  }

  /** What is known of the rooms by commits of this process. */
  get beats(): Beats {
    return this.#beats
  }

  /** Something that was acknowledged is missing: from now on another generation counts, at every process. */
  async wentBack(): Promise<void> {
    const { store, random } = this.#parts
    const { generation } = this.#ours()
    const identity = await beginGeneration(store.records, random, generation)
    if (identity === null) return this.look()
    if (this.isOurs && this.#ours().generation === generation) this.#become({ is: 'ours', identity })
  }

  close(): void {
    this.#closed = true
    this.#cancel()
  }

  #ours(): Identity {
    if (this.#standing.is !== 'ours') throw new StoreUnavailable('this is not the store that this server knows')
    return this.#standing.identity
  }

  async #look(): Promise<void> {
    const { store, random } = this.#parts
    const found = await readIdentity(store.records)
    if (found === null && this.#known !== null) return this.#become({ is: 'emptied' })
    const identity = found?.identity ?? (await makeIdentity(store.records, random))
    if (this.#known !== null && identity.store !== this.#known && !identity.replaces.includes(this.#known)) {
      return this.#become({ is: 'replaced' })
    }
    if (identity.store !== this.#known) await this.#keep(identity.store)
    this.#become({ is: 'ours', identity })
    if (!(await this.#beats.isKept())) await this.wentBack()
  }

  /** A server that has not met its store needs the file; for one that runs, the next start asks again. */
  async #keep(store: StoreId): Promise<void> {
    const { known, onFault } = this.#parts
    const written = known.write(store)
    await (this.#standing.is === 'unknown' ? written : written.catch(onFault))
    this.#known = store
  }

  #become(next: Standing): void {
    const before = this.#standing
    this.#standing = next
    const { onNews } = this.#parts
    if (next.is === 'unknown') return
    if (next.is !== 'ours') {
      if (before.is !== next.is) onNews(next.is)
      return
    }
    this.#generation = next.identity.generation
    if (before.is !== 'ours' && before.is !== 'unknown') onNews('ours')
    if (before.is === 'ours' && before.identity.generation === next.identity.generation) return
    this.#beats.forget()
    if (before.is === 'ours' && before.identity.store === next.identity.store) onNews('wentBack')
  }

  #lookLater(): void {
    this.#cancel = this.#parts.clock.after(LOOK_EVERY, () => {
      void this.look()
        .catch((thrown: unknown) => {
          // A store that is away is told of by whoever asked it for something.
          if (!(thrown instanceof StoreUnavailable)) this.#parts.onFault(thrown)
        })
        .finally(() => {
          if (!this.#closed) this.#lookLater()
        })
    })
  }
}
