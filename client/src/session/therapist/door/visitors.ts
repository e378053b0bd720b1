/**
 * Everybody at the therapist's doors whose knock could be opened. A tab that knocks again – after a reload, with a new
 * offer – keeps its card: the old one stands until the new one is ready in its place.
 */
import type { KnockId, RoomId } from '@fermata/shared/ids'
import type { Signal, TherapistView, WaitingKnock } from '@fermata/shared/protocol'
import { type Observable, observable } from '../../../lib/observable.ts'
import type { MediaLink } from '../../../media/port.ts'
import { receiveKnock, type Visitor } from './doorbell.ts'
import type { RoomRecord } from '../records.ts'

export interface VisitorsParts {
  keys: CryptoKeyPair
  recordOf: (room: RoomId) => RoomRecord | undefined
  openLink: (signal: (signal: Signal) => void) => Promise<MediaLink>
  /** Whether this link is somebody's session now, and no longer the visitor's to close. */
  isInUse: (link: MediaLink) => boolean
}

export class Visitors {
  /** First come first. */
  readonly list: Observable<readonly Visitor[]>
  readonly #list = observable<readonly Visitor[]>([])
  /** Who waits at each door, by the newest view. */
  readonly #waiting = new Map<RoomId, readonly WaitingKnock[]>()
  /** Knocks that were opened, or are being opened, so that none is opened twice. */
  readonly #received = new Set<KnockId>()

  constructor(private readonly parts: VisitorsParts) {
    this.list = this.#list
  }

  /** Lets go of the answers prepared for these: what is prepared at the next `meet` takes their place. */
  forget(visitors: readonly Visitor[]): void {
    for (const visitor of visitors) {
      this.#letGo(visitor)
      this.#received.delete(visitor.knock)
    }
    this.#list.set(this.#list.get().filter((visitor) => !visitors.includes(visitor)))
  }

  /** The door of a room as its view shows it: opens new knocks, lets go of those that are no longer there. */
  async meet({ room, session }: TherapistView): Promise<void> {
    const waiting = session.phase === 'arrived' || session.phase === 'inProgress' ? session.knocks : []
    this.#waiting.set(room, waiting)
    const record = this.parts.recordOf(room)
    const fresh = waiting.filter(({ knock }) => !this.#received.has(knock))
    for (const { knock } of fresh) this.#received.add(knock)
    const opened =
      record === undefined
        ? []
        : await Promise.all(
            fresh.map((knock) => receiveKnock(record, session.session, knock, this.parts.keys, this.parts.openLink)),
          )
    const came = opened.filter((visitor) => visitor !== null)
    const there = (visitor: Visitor): boolean =>
      visitor.room !== room || (this.#waiting.get(room) ?? []).some(({ knock }) => knock === visitor.knock)
    const all = [...this.#list.get(), ...came]
    for (const visitor of all) if (!there(visitor)) this.#letGo(visitor)
    const next = all.filter(there).sort((a, b) => a.at - b.at)
    const same = next.length === this.#list.get().length && next.every((visitor, i) => visitor === this.#list.get()[i])
    if (!same) this.#list.set(next)
  }

  #letGo({ prepared: { link } }: Visitor): void {
    if (!this.parts.isInUse(link)) link.close()
  }
}
