/**
 * The sealed conversation of one session between two seats, as one browser holds it. What is said is sealed once and
 * goes by data channel and socket at once; what arrives on either path, or is pulled from the room's log, is opened,
 * read strictly and entered in the journal once. Everything else is a fold over that journal.
 */
import { type CommandId, type EnvelopeId, type FactId, type GrantId, newId, type RandomSource, type RoomId, type Seat } from '@fermata/shared/ids'
import { emptyOutbox, type Outbox, posted, settled } from '@fermata/shared/check-in'
import { type Clock, SECOND } from '@fermata/shared/clock'
import { decodeInside, type Delivered, encodeInside, Envelope, type Fact, type Hint } from '@fermata/shared/protocol'
import { emptyJournal, type Journal, withSaid } from '@fermata/shared/pair'
import type { RefusalCode } from '@fermata/shared/result'
import * as v from 'valibot'
import { openEnvelope, sealEnvelope } from '../crypto/envelope.ts'
import type { SessionKeys } from '../crypto/grant.ts'
import { every } from '../lib/every.ts'
import { type TabKeep, readJson } from '../lib/keep.ts'
import { type Observable, observable } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'
import type { Signalling } from '../signalling/port.ts'
import { Counters } from './counters.ts'
import type { ServerTime } from './server-time.ts'

/** What the caller says; the id and the time are added here. */
export type FactBody = Fact extends infer Each ? (Each extends Fact ? Omit<Each, 'fact' | 'said'> : never) : never

export interface CorrespondenceParts {
  room: RoomId
  me: Seat
  other: Seat
  /** Keys of every grant of this session this browser may read, oldest first; the last is written with. */
  keyring: readonly [SessionKeys, ...SessionKeys[]]
  /** This seat's epoch while this tab holds it; `null` while it does not. */
  epoch: () => number | null
  /** Whether the server takes this tab for the holder of its seat now: connected, and attached or entered. */
  ready: Observable<boolean>
  signalling: Signalling
  keep: TabKeep
  clock: Clock
  random: RandomSource
  time: ServerTime
}

/** How often an unacknowledged fact is offered to the server again. */
const OFFER_EVERY = 1 * SECOND
/** How often the log is asked for what no hint told of. */
const PULL_EVERY = 5 * SECOND

/** After these refusals no further try can succeed; after any other, the seat may yet be this tab's again. */
const FINAL: ReadonlySet<RefusalCode> = new Set(['sessionOver', 'malformed', 'noSuchRoom'])

const parseEnvelope = v.safeParser(Envelope)

export class Correspondence {
  readonly #parts: CorrespondenceParts
  readonly #keys: SessionKeys
  readonly #scope = new Scope()
  readonly #journal = observable<Journal>(emptyJournal)
  readonly #waiting = observable(0)
  readonly #outboxName: string
  readonly #counters: Counters
  readonly #hintListeners = new Set<(hint: Hint) => void>()
  readonly #underWay = new Set<EnvelopeId>()
  #outbox: Outbox = emptyOutbox
  #position = 0
  #pulling = false
  #path: (text: string) => boolean = () => false

  constructor(parts: CorrespondenceParts) {
    this.#parts = parts
    this.#keys = parts.keyring.at(-1) ?? parts.keyring[0]
    this.#outboxName = `outbox.${this.#keys.grant}`
    this.#counters = new Counters(parts.keep, this.#keys.grant)
    this.#setOutbox(readJson<Outbox>(parts.keep, this.#outboxName) ?? emptyOutbox)
    for (const envelope of this.#outbox) void this.#enter({ at: null, envelope })

    this.#scope.onClose(parts.ready.watch(() => this.resume()))
    this.#scope.onClose(every(parts.clock, OFFER_EVERY, () => this.#offer()))
    this.#scope.onClose(every(parts.clock, PULL_EVERY, () => void this.#pull()))
  }

  /** Everything said in this session that this browser may read. */
  get journal(): Observable<Journal> {
    return this.#journal
  }

  /** Says something that must arrive. It is kept before it is sent, and sent until the server has it. */
  async say(body: FactBody): Promise<FactId> {
    const id = newId<FactId>(this.#parts.random)
    const fact: Fact = { ...body, fact: id, said: this.#parts.time.now() }
    const seq = this.#counters.next('fact')
    // Shown to its own author at once, before any network.
    this.#note([{ from: this.#parts.me, seq, turn: this.#turnOf(this.#keys.grant), fact }])
    const envelope = await this.#seal('fact', seq, encodeInside('fact', fact))
    this.#setOutbox(posted(this.#outbox, envelope))
    this.#path(JSON.stringify(envelope))
    this.#offer()
    return id
  }

  /** Says something that may be lost. */
  async hint(hint: Hint): Promise<void> {
    const envelope = await this.#seal('hint', this.#counters.next('hint'), encodeInside('hint', hint))
    this.#path(JSON.stringify(envelope))
    const epoch = this.#parts.epoch()
    if (epoch !== null) await this.#post(epoch, envelope)
  }

  onHint(listener: (hint: Hint) => void): () => void {
    this.#hintListeners.add(listener)
    return () => this.#hintListeners.delete(listener)
  }

  /** The data channel, or what stands in its place; facts not yet with the server go over it again. */
  usePath(send: (text: string) => boolean): void {
    this.#path = send
    for (const envelope of this.#outbox) send(JSON.stringify(envelope))
  }

  /** Text from the data channel. */
  receiveText(text: string): void {
    let raw: unknown
    try {
      raw = JSON.parse(text)
    } catch {
      return
    }
    const envelope = parseEnvelope(raw)
    if (envelope.success) void this.#enter({ at: null, envelope: envelope.output })
  }

  /** A sealed message the server passed on. */
  receive(delivered: Delivered): void {
    void this.#enter(delivered)
    if (delivered.at === null) return
    if (delivered.at === this.#position + 1) this.#position = delivered.at
    else if (delivered.at > this.#position) void this.#pull()
  }

  /** The log is known to reach `head`: fetch what is missing. */
  reaches(head: number): void {
    if (head > this.#position) void this.#pull()
  }

  /** This tab can speak (again): offer what waits and fetch what was missed. */
  resume(): void {
    if (!this.#parts.ready.get()) return
    this.#offer()
    void this.#pull()
  }

  /** Resolves once the server has everything that was said, or `patience` ms have passed. */
  drained(patience: number): Promise<void> {
    if (this.#outbox.length === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const done = (): void => {
        cancel()
        stop()
        resolve()
      }
      const cancel = this.#parts.clock.after(patience, done)
      const stop = this.#waiting.watch((waiting) => waiting === 0 && done())
    })
  }

  close(): void {
    this.#scope.close()
    this.#path = () => false
  }

  async #seal(kind: 'fact' | 'hint', seq: number, text: string): Promise<Envelope> {
    const { me, other, random } = this.#parts
    const envelope = await sealEnvelope(
      this.#keys,
      { id: newId<EnvelopeId>(random), from: me, to: other, class: kind, seq, text },
      random,
    )
    if (envelope === null) throw new Error('a message outgrew its envelope')
    return envelope
  }

  #offer(): void {
    const epoch = this.#parts.epoch()
    if (epoch === null || !this.#parts.ready.get()) return
    for (const envelope of this.#outbox) {
      if (this.#underWay.has(envelope.id)) continue
      this.#underWay.add(envelope.id)
      void this.#post(epoch, envelope).finally(() => this.#underWay.delete(envelope.id))
    }
  }

  async #post(epoch: number, envelope: Envelope): Promise<void> {
    const { room, signalling, time } = this.#parts
    // The envelope's own id names the command: the same bytes twice are one entry in the log.
    const command = envelope.id as string as CommandId
    const ack = await signalling.ask({ type: 'post', command, room, epoch, envelope })
    if (ack === null || envelope.class === 'hint') return
    time.observe(ack.now)
    if (ack.outcome === 'committed') {
      this.#setOutbox(settled(this.#outbox, envelope.id))
      if (ack.at === this.#position + 1) this.#position = ack.at
    } else if (ack.outcome === 'refused' && FINAL.has(ack.refusal.code)) {
      this.#setOutbox(settled(this.#outbox, envelope.id))
    }
  }

  async #pull(): Promise<void> {
    const { room, signalling, random, epoch } = this.#parts
    if (this.#pulling || this.#scope.closed || epoch() === null || !this.#parts.ready.get()) return
    this.#pulling = true
    try {
      for (;;) {
        const command = newId<CommandId>(random)
        const ack = await signalling.ask({ type: 'pull', command, room, session: this.#keys.session, after: this.#position })
        if (ack?.outcome !== 'log') return
        await Promise.all(ack.entries.map((entry) => this.#enter(entry)))
        const last = ack.entries.at(-1)?.at ?? null
        if (last !== null) this.#position = Math.max(this.#position, last)
        if (last === null || last >= ack.head) return
      }
    } finally {
      this.#pulling = false
    }
  }

  /** Opens, reads and enters one message, whichever path it came by. What does not open is not from the other seat. */
  async #enter({ envelope }: Delivered): Promise<void> {
    const keys = this.#parts.keyring.find(({ grant }) => grant === envelope.grant)
    if (keys === undefined) return
    const { me, other } = this.#parts
    const mine = envelope.from === me
    // One's own words, read back from the log, are opened as the other seat would.
    const text = await openEnvelope(keys, envelope, { me: mine ? other : me })
    if (text === null) return
    if (envelope.class === 'hint') {
      const hint = mine ? null : decodeInside('hint', text)
      if (hint !== null) for (const listener of [...this.#hintListeners]) listener(hint)
      return
    }
    const fact = decodeInside('fact', text)
    if (fact === null) return
    if (mine) this.#counters.atLeast('fact', envelope.seq)
    this.#note([{ from: envelope.from, seq: envelope.seq, turn: this.#turnOf(envelope.grant), fact }])
  }

  #note(said: Parameters<typeof withSaid>[1]): void {
    if (!this.#scope.closed) this.#journal.set(withSaid(this.#journal.get(), said))
  }

  #turnOf(grant: GrantId): number {
    return this.#parts.keyring.findIndex((keys) => keys.grant === grant)
  }

  #setOutbox(outbox: Outbox): void {
    this.#outbox = outbox
    this.#waiting.set(outbox.length)
    this.#parts.keep.set(this.#outboxName, JSON.stringify(outbox))
  }
}
