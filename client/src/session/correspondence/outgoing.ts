/**
 * This browser's own facts on their way. Kept through a reload, and offered to the server again, until it says that it
 * has them; at hand for the data channel until the other side's own pulse says that they came. Each is sealed once; the
 * same bytes go every time.
 */
import { bucket } from '@fermata/shared/bucket'
import { emptyOutbox, type Outbox, posted, settled } from '@fermata/shared/check-in'
import type { Clock } from '@fermata/shared/clock'
import type { EnvelopeId, GrantId } from '@fermata/shared/ids'
import { type Envelope, MESSAGES_AT_ONCE, MESSAGES_PER_SECOND } from '@fermata/shared/protocol'
import type { RefusalCode } from '@fermata/shared/result'
import { readJson, type TabKeep } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import type { RoomLine } from './room-line.ts'

/**
 * After these refusals no further try can succeed. After any other the seat may yet be this tab's again, and a session
 * that is over may go on: what was said before its end then arrives without a hole.
 */
const FINAL: ReadonlySet<RefusalCode> = new Set(['malformed', 'noSuchRoom'])

/** How many go over the data channel again at once, oldest first; the next pulse asks for the next. */
const AGAIN_AT_MOST = 64

export interface OutgoingParts {
  grant: GrantId
  line: RoomLine
  keep: TabKeep
  clock: Clock
  /** Sends over the data channel; `false` when it cannot be sent now. */
  path(text: string): boolean
  /** The server has one of them on disk, at this position of the log. */
  committed(at: number): void
}

export class Outgoing {
  readonly #parts: OutgoingParts
  readonly #name: string
  readonly #outbox
  /** Less than the server takes from one connection: what gathered while it was away must not look like a flood. */
  readonly #mayOffer: () => boolean
  /** Offered, and not yet answered. */
  readonly #underWay = new Set<EnvelopeId>()
  /** Not known to have come, by number. What the server says of them is no proof. */
  readonly #unseen = new Map<number, Envelope>()

  constructor(parts: OutgoingParts) {
    this.#parts = parts
    this.#mayOffer = bucket(parts.clock, 0.75 * MESSAGES_PER_SECOND, 0.5 * MESSAGES_AT_ONCE)
    this.#name = `outbox.${parts.grant}`
    this.#outbox = observable<Outbox>(readJson<Outbox>(parts.keep, this.#name) ?? emptyOutbox)
  }

  /** What the server is not known to have, oldest first. */
  get waiting(): Outbox {
    return this.#outbox.get()
  }

  /** Keeps it, and sends it both ways at once. */
  send(envelope: Envelope): void {
    this.#become(posted(this.waiting, envelope))
    this.#unseen.set(envelope.seq, envelope)
    this.#parts.path(JSON.stringify(envelope))
    this.offer()
  }

  /** One that was sent before a reload: from the outbox, or from the log. */
  found(envelope: Envelope): void {
    this.#unseen.set(envelope.seq, envelope)
  }

  /** The other side has all up to this number; what it may not have goes over the data channel again. */
  seen(upTo: number): void {
    for (const seq of this.#unseen.keys()) if (seq <= upTo) this.#unseen.delete(seq)
    this.again()
  }

  /** Over the data channel again, as far as they are not known to have come. */
  again(): void {
    const oldest = [...this.#unseen.values()].sort((one, other) => one.seq - other.seq).slice(0, AGAIN_AT_MOST)
    for (const envelope of oldest) if (!this.#parts.path(JSON.stringify(envelope))) return
  }

  /** Offers what waits, oldest first, where the line is open; what is too much at once goes at the next turn. */
  offer(): void {
    if (!this.#parts.line.isOpen) return
    for (const envelope of this.waiting) {
      if (this.#underWay.has(envelope.id)) continue
      if (!this.#mayOffer()) return
      this.#underWay.add(envelope.id)
      void this.#offer(envelope).finally(() => this.#underWay.delete(envelope.id))
    }
  }

  /** Resolves once the server has everything, or `patience` ms have passed. */
  drained(patience: number): Promise<void> {
    if (this.waiting.length === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const done = (): void => {
        cancel()
        stop()
        resolve()
      }
      const cancel = this.#parts.clock.after(patience, done)
      const stop = this.#outbox.watch((outbox) => outbox.length === 0 && done())
    })
  }

  async #offer(envelope: Envelope): Promise<void> {
    const ack = await this.#parts.line.post(envelope)
    if (ack?.outcome === 'committed') {
      this.#become(settled(this.waiting, envelope.id))
      if (ack.at !== null) this.#parts.committed(ack.at)
    } else if (ack?.outcome === 'refused' && FINAL.has(ack.refusal.code)) this.#become(settled(this.waiting, envelope.id))
  }

  #become(outbox: Outbox): void {
    this.#parts.keep.set(this.#name, JSON.stringify(outbox))
    this.#outbox.set(outbox)
  }
}
