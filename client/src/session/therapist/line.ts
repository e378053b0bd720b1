/** The desk's one line to the server: the views of all rooms, what is asked of it, and the seat it gives this tab. */
import { type Clock, SECOND } from '@fermata/shared/clock'
import type { GrantId, RandomSource, RoomId } from '@fermata/shared/ids'
import { type Delivered, PROTOCOL_VERSION, type TherapistView } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import type { TabKeep } from '../../lib/keep.ts'
import { memo, type Observable, observable } from '../../lib/observable.ts'
import { Scope } from '../../lib/scope.ts'
import type { OpenSignalling, Signalling } from '../../signalling/port.ts'
import { Asking, type CommandBody } from '../asking.ts'
import { NewestView, type Problem } from '../newest-view.ts'
import { ServerTime } from '../server-time.ts'
import { deviceOf, nextConnection } from '../tab.ts'

export interface LineParts {
  openSignalling: OpenSignalling
  tab: TabKeep
  clock: Clock
  random: RandomSource
  onView: (view: TherapistView) => void
  onEnvelope: (room: RoomId, delivered: Delivered) => void
}

/** How long a tap waits for an answer before it says that there is none. */
export const PATIENCE = 10 * SECOND

export class Line {
  readonly signalling: Signalling
  readonly time: ServerTime
  readonly asking: Asking
  readonly device
  readonly views: Observable<ReadonlyMap<RoomId, TherapistView>>
  /** Why the last tap came to nothing, or that the server went back; `null` when all is well. */
  readonly problem: Observable<Problem | null>
  /** Whether the server takes this tab for the holder of a seat, on this connection. */
  readonly seated: Observable<boolean>
  readonly #scope = new Scope()
  readonly #newest = new Map<RoomId, NewestView>()
  readonly #views = observable<ReadonlyMap<RoomId, TherapistView>>(new Map())
  readonly #problem = observable<Problem | null>(null)
  /** The room of that seat. */
  readonly #entered = observable<RoomId | null>(null)
  /** Counts connections: each asks for its seat anew. */
  #turn = 0

  constructor({ openSignalling, tab, clock, random, onView, onEnvelope }: LineParts) {
    this.views = this.#views
    this.problem = this.#problem
    this.seated = memo(this.#entered, (room) => room !== null)
    this.time = new ServerTime(clock)
    this.device = deviceOf(tab, random)
    this.signalling = openSignalling(() => ({ as: 'therapist', v: PROTOCOL_VERSION, device: this.device, nth: nextConnection(tab, clock) }))
    this.asking = new Asking(this.signalling, clock, random, this.time)
    this.#scope.onClose(this.signalling.onDown((message) => {
      if (message.type === 'envelope') onEnvelope(message.room, message.delivered)
      else if (message.type === 'view' && message.view.for === 'therapist' && this.#isNews(message.view)) onView(message.view)
    }))
    // A new connection holds no seat before it has entered.
    this.#scope.onClose(this.signalling.connection.watch(() => {
      this.#turn += 1
      for (const newest of this.#newest.values()) newest.reconnected()
      this.#entered.set(null)
    }))
  }

  /** Asks for a tap; what became of it is told. */
  async ask(room: RoomId, body: CommandBody): Promise<Refusal | null> {
    const asked = await this.asking.ask(room, body, PATIENCE)
    this.tell(asked.ok ? null : asked.refusal)
    return asked.ok ? null : asked.refusal
  }

  /**
   * Takes the therapist's seat in a room, however long the store is away, on this connection and while it is `wanted`: the
   * next connection asks anew.
   */
  async takeSeat(room: RoomId, media: 'flowing' | 'none', wanted: () => boolean): Promise<void> {
    const turn = this.#turn
    const isMeant = (): boolean => turn === this.#turn && wanted()
    const asked = await this.asking.ask(room, { type: 'enter', media }, Infinity, isMeant)
    if (!isMeant()) return
    if (asked.ok) this.entered(room)
    else this.tell(asked.refusal)
  }

  /** The server took this tab for the holder of the seat there. */
  entered(room: RoomId): void {
    this.#entered.set(room)
  }

  /** Whether the server takes this tab for the holder of the seat in this room, on this connection. */
  sitsIn(room: RoomId): boolean {
    return this.#entered.get() === room
  }

  /** Why something came to nothing; `null`: it was read, or all is well again. */
  tell(problem: Problem | null): void {
    this.#problem.set(problem)
  }

  view(room: RoomId | null): TherapistView | undefined {
    return room === null ? undefined : this.#views.get().get(room)
  }

  /** The epoch of this tab's seat in a room; `null` while it has none. */
  epoch(room: RoomId): number | null {
    const holder = this.view(room)?.holder
    return holder?.device === this.device ? holder.epoch : null
  }

  /** Whether the session that is shown there goes on under this grant, or did before a later one. */
  isTaken(room: RoomId, grant: GrantId): boolean {
    const session = this.view(room)?.session
    return session?.phase === 'inProgress' && session.grants.some((one) => one.grant === grant)
  }

  /** Resolves once a view of this room is so. */
  shown(room: RoomId, isSo: (view: TherapistView) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        const view = this.view(room)
        if (view === undefined || !isSo(view)) return
        stop()
        resolve()
      }
      const stop = this.#views.watch(look)
      look()
    })
  }

  close(): void {
    this.#turn += 1
    this.#scope.close()
    this.signalling.close()
  }

  #isNews(view: TherapistView): boolean {
    const newest = this.#newest.get(view.room) ?? new NewestView()
    const verdict = newest.judge(view)
    if (verdict === 'older') return false
    newest.take(view)
    this.#newest.set(view.room, newest)
    if (verdict === 'wentBack') this.tell({ code: 'wentBack' })
    this.time.observe(view.now)
    this.#views.set(new Map(this.#views.get()).set(view.room, view))
    return true
  }
}
