/**
 * The therapist's own side of sessions: kept sealed in this browser at once, and written into the vault until it is
 * there, after a crash too. It goes nowhere else: no message holds it, and no key of a client's opens it.
 */
import { type Clock, SECOND } from '@fermata/shared/clock'
import { type RandomSource, RoomId, type SessionId } from '@fermata/shared/ids'
import { OwnSide, saysSomething, SessionSide } from '@fermata/shared/reflection'
import type { Result } from '@fermata/shared/result'
import * as v from 'valibot'
import { openKept, sealKept } from '../crypto/vault.ts'
import type { KeyKeep } from '../lib/keep.ts'
import { type Observable, observable } from '../lib/observable.ts'
import type { OpenAccount } from '../session/therapist/account.ts'
import { eraseSide, eraseSides, sidesOf, withSide } from './own-side-parts.ts'

/** Written, and not known to be in the vault. `side`: `null` where it is to be taken away. */
const Waiting = v.strictObject({ room: RoomId, of: v.omit(SessionSide, ['side']), side: v.nullable(OwnSide) })
type Waiting = v.InferOutput<typeof Waiting>

/** `notYet`: sealed on this device, and sent until the vault has it. */
export type OwnSideState = { side: OwnSide | null; saving: 'notYet' | 'kept' }

export interface OwnSidesParts {
  account: Pick<OpenAccount, 'vault' | 'records'>
  keys: KeyKeep
  clock: Clock
  random: RandomSource
}

const AGAIN_AFTER = 5 * SECOND

export class OwnSides {
  /** What waits to be written, by session. */
  readonly waiting: Observable<ReadonlyMap<SessionId, Waiting>>
  readonly #waiting = observable<ReadonlyMap<SessionId, Waiting>>(new Map())
  readonly #parts: OwnSidesParts
  #pushing = false
  #closed = false

  constructor(parts: OwnSidesParts) {
    this.#parts = parts
    this.waiting = this.#waiting
    void this.#readWaiting().then(() => this.#push())
  }

  /** Every session of a room that has an own side, as it is known here. */
  of(room: RoomId): SessionSide[] {
    const waiting = [...this.#waiting.get().values()].filter((one) => one.room === room)
    const kept = sidesOf(this.#parts.account.records.opened.get(), room).filter(({ session }) => !this.#waiting.get().has(session))
    return [...kept, ...waiting.flatMap(({ of, side }) => (side === null ? [] : [{ ...of, side }]))]
  }

  /** The own side of one session, and whether it is in the vault. */
  state(room: RoomId, session: SessionId): OwnSideState {
    const side = this.of(room).find((one) => one.session === session)?.side ?? null
    return { side, saving: this.#waiting.get().has(session) ? 'notYet' : 'kept' }
  }

  /** Keeps what was answered; nothing answered and nothing noted takes away what was there. Resolves once it is sealed here. */
  async keep(room: RoomId, { session, at, side }: SessionSide): Promise<void> {
    const waiting = { room, of: { session, at }, side: saysSomething(side) ? side : null }
    const { account, keys, random } = this.#parts
    await keys.set(this.#name(room, session), await sealKept(account.vault, session, JSON.stringify(waiting), random))
    this.#setWaiting(session, waiting)
    void this.#push()
  }

  /** Erases the own side of one session, or of all in a room: what waits here first, so that it is not written again. */
  async erase(room: RoomId, session: SessionId | 'all'): Promise<Result<null>> {
    for (const [id, waiting] of this.#waiting.get()) {
      if (waiting.room !== room || (session !== 'all' && id !== session)) continue
      await this.#parts.keys.remove(this.#name(room, id))
      this.#setWaiting(id, null)
    }
    const { records } = this.#parts.account
    return session === 'all' ? eraseSides(records, room) : eraseSide(records, room, session)
  }

  close(): void {
    this.#closed = true
  }

  #name(room: RoomId, session: SessionId): string {
    return `${this.#prefix}${room}.${session}`
  }

  get #prefix(): string {
    return `ownSide.${this.#parts.account.vault.therapist}.`
  }

  /** What a page before this one left behind. */
  async #readWaiting(): Promise<void> {
    const { account, keys } = this.#parts
    for (const name of (await keys.names()).filter((one) => one.startsWith(this.#prefix))) {
      const session = (name.split('.').at(-1) ?? '') as SessionId
      const text = await openKept(account.vault, session, String(await keys.get(name)))
      const waiting = text === null ? null : v.safeParse(Waiting, JSON.parse(text))
      // What does not open is another vault's: it stays where it is.
      if (waiting?.success && !this.#waiting.get().has(session)) this.#setWaiting(session, waiting.output)
    }
  }

  #setWaiting(session: SessionId, waiting: Waiting | null): void {
    const next = new Map(this.#waiting.get())
    if (waiting === null) next.delete(session)
    else next.set(session, waiting)
    this.#waiting.set(next)
  }

  /** Writes what waits, one after the other, until nothing does. */
  async #push(): Promise<void> {
    const { account: { records }, clock, keys } = this.#parts
    if (this.#pushing || this.#closed) return
    this.#pushing = true
    const [next] = this.#waiting.get()
    const wrote = next === undefined ? null : await records
      .changePart((opened) => withSide(opened, next[1].room, next[1].of, next[1].side))
      .catch(() => ({ ok: false as const }))
    this.#pushing = false
    if (next === undefined || wrote === null) return
    if (!wrote.ok) return void clock.after(AGAIN_AFTER, () => void this.#push())
    const [session, waiting] = next
    // Written anew meanwhile: that one is still to follow.
    if (this.#waiting.get().get(session) === waiting) {
      await keys.remove(this.#name(waiting.room, session))
      if (this.#waiting.get().get(session) === waiting) this.#setWaiting(session, null)
    }
    return this.#push()
  }
}
