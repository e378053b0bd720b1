/**
 * The therapist's own side of sessions, and the totals they enter from paper: kept sealed in this browser at once, and written into the vault until it is
 * there, after a crash too. It goes nowhere else: no message holds it, and no key of a client's opens it.
 */
import { type Clock, SECOND } from '@fermata/shared/clock'
import { type RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { Own, type OwnSide, type PaperTotal, saysSomething, type SessionSide } from '@fermata/shared/reflection'
import type { Result } from '@fermata/shared/result'
import * as v from 'valibot'
import { openKept, sealKept } from '../../crypto/vault/vault.ts'
import type { KeyKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import { type Retry, retrying } from '../../lib/retry.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import { eraseOwn, keyOf, ownOf, withOwn } from './own-side-parts.ts'

/** Written, and not known to be in the vault. `own`: `null` where it is to be taken away. */
const Waiting = v.strictObject({ room: RoomId, session: SessionId, key: v.string(), own: v.nullable(Own) })
type Waiting = v.InferOutput<typeof Waiting>

/** `notYet`: sealed on this device, and sent until the vault has it. */
export type Saving = 'notYet' | 'kept'
export type OwnSideState = { side: OwnSide | null; saving: Saving }

export interface OwnSidesParts {
  account: Pick<OpenAccount, 'vault' | 'records'>
  keys: KeyKeep
  clock: Clock
  random: RandomSource
}

const AGAIN_AFTER = 5 * SECOND

export class OwnSides {
  /** What waits to be written, by its key. */
  readonly waiting: Observable<ReadonlyMap<string, Waiting>>
  readonly #waiting = observable<ReadonlyMap<string, Waiting>>(new Map())
  readonly #parts: OwnSidesParts
  readonly #retry: Retry
  #pushing = false
  #closed = false

  constructor(parts: OwnSidesParts) {
    this.#parts = parts
    this.#retry = retrying(parts.clock, () => void this.#push())
    this.waiting = this.#waiting
    void this.#readWaiting().then(() => this.#push())
  }

  /** Every session of a room that has an own side, as it is known here. */
  of(room: RoomId): SessionSide[] {
    return this.#all(room).filter((own) => 'side' in own)
  }

  /** Every total of a room that was entered from paper. */
  totals(room: RoomId): PaperTotal[] {
    return this.#all(room).filter((own) => 'total' in own)
  }

  /** The own side of one session, and whether it is in the vault. */
  state(room: RoomId, session: SessionId): OwnSideState {
    const side = this.of(room).find((one) => one.session === session)?.side ?? null
    return { side, saving: this.#waiting.get().has(session) ? 'notYet' : 'kept' }
  }

  /** Whether a total is in the vault. */
  savingOf(total: PaperTotal): Saving {
    return this.#waiting.get().has(keyOf(total)) ? 'notYet' : 'kept'
  }

  /** Keeps what was answered; nothing answered and nothing noted takes away what was there. Resolves once it is sealed here. */
  keep(room: RoomId, side: SessionSide): Promise<void> {
    return this.#wait(room, side, saysSomething(side.side) ? 'kept' : 'takenAway')
  }

  /** Keeps a total from paper, in place of an earlier one of the same session and questionnaire. Resolves once it is sealed here. */
  enter(room: RoomId, total: PaperTotal): Promise<void> {
    return this.#wait(room, total, 'kept')
  }

  /** Keeps those of which there is none yet. */
  async enterNew(room: RoomId, totals: readonly PaperTotal[]): Promise<void> {
    const there = new Set(this.totals(room).map(keyOf))
    await Promise.all(totals.filter((one) => !there.has(keyOf(one))).map((one) => this.enter(room, one)))
  }

  /** Takes a total away again. */
  takeAway(room: RoomId, total: PaperTotal): Promise<void> {
    return this.#wait(room, total, 'takenAway')
  }

  /** Erases what there is of one session, or of all in a room: what waits here first, so that it is not written again. */
  async erase(room: RoomId, session: SessionId | 'all'): Promise<Result<null>> {
    for (const [key, waiting] of this.#waiting.get()) {
      if (waiting.room !== room || (session !== 'all' && waiting.session !== session)) continue
      await this.#parts.keys.remove(this.#name(room, key))
      this.#setWaiting(key, null)
    }
    return eraseOwn(this.#parts.account.records, room, session)
  }

  close(): void {
    this.#closed = true
    this.#retry.cancel()
  }

  #all(room: RoomId): Own[] {
    const waiting = [...this.#waiting.get().values()].filter((one) => one.room === room)
    const kept = ownOf(this.#parts.account.records.opened.get(), room).filter((own) => !this.#waiting.get().has(keyOf(own)))
    return [...kept, ...waiting.flatMap(({ own }) => (own === null ? [] : [own]))]
  }

  async #wait(room: RoomId, own: Own, becomes: 'kept' | 'takenAway'): Promise<void> {
    const [key, { session }] = [keyOf(own), own]
    const waiting: Waiting = { room, session, key, own: becomes === 'kept' ? own : null }
    const { account, keys, random } = this.#parts
    await keys.set(this.#name(room, key), await sealKept(account.vault, session, JSON.stringify(waiting), random))
    this.#setWaiting(key, waiting)
    void this.#push()
  }

  #name(room: RoomId, key: string): string {
    return `${this.#prefix}${room}.${key}`
  }

  get #prefix(): string {
    return `ownSide.${this.#parts.account.vault.therapist}.`
  }

  /** What a page before this one left behind. */
  async #readWaiting(): Promise<void> {
    const { account, keys } = this.#parts
    for (const name of (await keys.names()).filter((one) => one.startsWith(this.#prefix))) {
      const session = (name.slice(this.#prefix.length).split('.')[1] ?? '') as SessionId
      const text = await openKept(account.vault, session, String(await keys.get(name)))
      const waiting = text === null ? null : v.safeParse(Waiting, JSON.parse(text))
      // What does not open is another vault's: it stays where it is.
      if (waiting?.success && !this.#waiting.get().has(waiting.output.key)) this.#setWaiting(waiting.output.key, waiting.output)
    }
  }

  #setWaiting(key: string, waiting: Waiting | null): void {
    const next = new Map(this.#waiting.get())
    if (waiting === null) next.delete(key)
    else next.set(key, waiting)
    this.#waiting.set(next)
  }

  /** Writes what waits, one after the other, until nothing does. */
  async #push(): Promise<void> {
    const { account: { records }, keys } = this.#parts
    if (this.#pushing || this.#closed) return
    this.#pushing = true
    const [next] = this.#waiting.get()
    const wrote = next === undefined ? null : await records
      .changePart((opened) => withOwn(opened, next[1].room, next[0], next[1].own))
      .catch(() => ({ ok: false as const }))
    this.#pushing = false
    if (next === undefined || wrote === null) return
    if (!wrote.ok) return this.#closed ? undefined : this.#retry.plan(AGAIN_AFTER)
    const [key, waiting] = next
    // Written anew meanwhile: that one is still to follow.
    if (this.#waiting.get().get(key) === waiting) {
      await keys.remove(this.#name(waiting.room, key))
      if (this.#waiting.get().get(key) === waiting) this.#setWaiting(key, null)
    }
    return this.#push()
  }
}
