/**
 * The sealed conversation of one session between two seats, as one browser holds it. What is said is sealed once and
 * goes by data channel and socket at once; what arrives on either path, or is pulled from the room's log, is opened,
 * read strictly and entered in the journal once. Everything else is a fold over that journal.
 */
import { type FactId, newId } from '@fermata/shared/ids'
import { type Clock, SECOND } from '@fermata/shared/clock'
import type { Delivered, Envelope, Fact, Hint } from '@fermata/shared/protocol'
import { emptyJournal, type Finding, type Journal, type Said, skipped, withSaid } from '@fermata/shared/pair'
import { every } from '../lib/every.ts'
import type { TabKeep } from '../lib/keep.ts'
import { type Observable, observable } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'
import { Counters } from './correspondence/counters.ts'
import { LogReader } from './correspondence/log-reader.ts'
import { Outgoing } from './correspondence/outgoing.ts'
import { Pulses } from './correspondence/pulses.ts'
import { RoomLine, type RoomLineParts } from './correspondence/room-line.ts'
import { envelopeOf, type Opened, Sealing, type SealingParts } from './correspondence/sealing.ts'

/** What the caller says; the id and the time are added here. */
export type FactBody = Fact extends infer Each ? (Each extends Fact ? Omit<Each, 'fact' | 'said'> : never) : never

export interface CorrespondenceParts extends SealingParts, RoomLineParts {
  keep: TabKeep
  clock: Clock
  /**
   * Whether another device may have spoken for this seat under this grant since this tab last did. Then the log says which
   * numbers are in use, before anything is numbered here.
   */
  others: 'none' | 'maybe'
}

/** How often an unacknowledged fact is offered to the server again. */
const OFFER_EVERY = 1 * SECOND
/** How often the log is asked for what no hint told of. */
const PULL_EVERY = 5 * SECOND

const nothing = (): void => {}
/** What comes next waits for this, however it went; who asked for it learns that. */
const settled = (work: Promise<void>): Promise<void> => work.then(nothing, nothing)

export class Correspondence {
  readonly #parts: CorrespondenceParts
  readonly #scope = new Scope()
  readonly #journal = observable<Journal>(emptyJournal)
  readonly #sealing: Sealing
  readonly #line: RoomLine
  readonly #outgoing: Outgoing
  readonly #log: LogReader
  readonly #counters: Counters
  readonly #pulses: Pulses
  readonly #hintListeners = new Set<(hint: Hint) => void>()
  /** Resolve when all that came in so far is entered, and all that was said so far is sent: each in its order. */
  #entered: Promise<void> = Promise.resolve()
  #sent: Promise<void> = Promise.resolve()
  #path: (text: string) => boolean = () => false
  /** Resolves when it is known which numbers are in use; `null`: it is. */
  #numbers: Promise<void> | null = null

  constructor(parts: CorrespondenceParts) {
    this.#parts = parts
    this.#sealing = new Sealing(parts)
    this.#line = new RoomLine(parts)
    const { grant, session } = this.#sealing.keys
    this.#counters = new Counters(parts.keep, grant)
    this.#log = new LogReader(this.#line, session, (entries) => this.#enter(entries))
    const path = (text: string): boolean => this.#path(text)
    this.#outgoing = new Outgoing({ ...parts, path, grant, line: this.#line, committed: (at) => this.#log.knows(at) })
    this.#pulses = new Pulses({
      ...parts,
      sent: this.#counters.facts,
      send: (pulse) => void this.hint(pulse),
      seek: () => this.#log.seek(),
      seen: (upTo) => this.#outgoing.seen(upTo),
    })
    void this.#enter(this.#outgoing.waiting.map((envelope) => ({ at: null, envelope })))

    if (parts.others === 'maybe') this.#numbers = this.#learnNumbers()
    this.#scope.onClose(() => this.#log.close())
    this.#scope.onClose(() => this.#pulses.close())
    this.#scope.onClose(this.#pulses.finding.watch((finding) => finding === 'well' && this.#log.whole()))
    this.#scope.onClose(parts.ready.watch(() => this.resume()))
    this.#scope.onClose(every(parts.clock, OFFER_EVERY, () => this.#outgoing.offer()))
    this.#scope.onClose(every(parts.clock, PULL_EVERY, () => void this.#log.pull()))
  }

  /** Everything said in this session that this browser may read. */
  get journal(): Observable<Journal> {
    return this.#journal
  }

  /** How well the other browser is heard, and whether anything of the two is missing at the other. */
  get finding(): Observable<Finding> {
    return this.#pulses.finding
  }

  /** Which grant of the session is spoken under, counted from 0. */
  get turn(): number {
    return this.#sealing.turn
  }

  /** The server's time, as everything here is dated. */
  now(): number {
    return this.#parts.time.now()
  }

  /** Says something that must arrive. It is kept before it is sent, and sent until the server has it. */
  say(body: FactBody): Promise<FactId> {
    return this.#numbers === null ? this.#say(body) : this.#numbers.then(() => this.#say(body))
  }

  #say(body: FactBody, seq = this.#counters.nextFact()): Promise<FactId> {
    const id = newId<FactId>(this.#parts.random)
    const fact: Fact = { ...body, fact: id, said: this.#parts.time.now() }
    // Shown to its own author at once, before any network.
    this.#note([{ from: this.#parts.me, seq, turn: this.#sealing.turn, fact }])
    // One after the other, so that no number is in use before the one below it.
    const sent = this.#sent.then(() => this.#send(seq, fact))
    this.#sent = settled(sent)
    return sent.then(() => id)
  }

  /** Says something that may be lost. */
  async hint(hint: Hint): Promise<void> {
    const seq = this.#counters.nextHint(this.#parts.time.now())
    const envelope = await this.#sealing.hint(seq, hint)
    this.#path(JSON.stringify(envelope))
    await this.#line.post(envelope)
  }

  onHint(listener: (hint: Hint) => void): () => void {
    this.#hintListeners.add(listener)
    return () => this.#hintListeners.delete(listener)
  }

  /** The data channel, or what stands in its place; facts that may not have come go over it again. */
  usePath(send: (text: string) => boolean): void {
    this.#path = send
    this.#outgoing.again()
  }

  /** Text from the data channel. */
  receiveText(text: string): void {
    const envelope = envelopeOf(text)
    if (envelope !== null) void this.#enter([{ at: null, envelope }])
  }

  /** A sealed message the server passed on. */
  receive(delivered: Delivered): void {
    void this.#enter([delivered])
    if (delivered.at === null) return
    this.#log.knows(delivered.at)
    this.#log.reaches(delivered.at)
  }

  /** The log is known to reach `head`: fetch what is missing. */
  reaches(head: number): void {
    this.#log.reaches(head)
  }

  /** Resolves once the log was read to its end for the first time. */
  read(): Promise<void> {
    return this.#log.read()
  }

  /** This tab can speak (again): offer what waits and fetch what was missed. */
  resume(): void {
    this.#outgoing.offer()
    void this.#log.pull()
  }

  /** The newest of what the server is not known to have; `null` when it has everything. */
  get unsettled(): Envelope | null {
    return this.#outgoing.waiting.at(-1) ?? null
  }

  /** Resolves once the server has everything that was said, or `patience` ms have passed. */
  drained(patience: number): Promise<void> {
    return this.#outgoing.drained(patience)
  }

  close(): void {
    this.#scope.close()
    this.#path = () => false
  }

  /** However long it takes: what was numbered too low would be older than what the device before said. */
  async #learnNumbers(): Promise<void> {
    void this.#log.pull()
    await this.#log.read()
    this.#fillGaps()
    this.#numbers = null
  }

  /** What the device before said and no log took is not waited for: its numbers go to a word that changes nothing. */
  #fillGaps(): void {
    const gaps = skipped(this.#journal.get(), this.#parts.me, this.#sealing.turn)
    for (const seq of gaps) void this.#say({ k: 'sharing', what: 'nothing' }, seq)
  }

  async #send(seq: number, fact: Fact): Promise<void> {
    const envelope = await this.#sealing.fact(seq, fact)
    this.#counters.used('fact', seq)
    this.#outgoing.send(envelope)
    this.#pulses.said(seq)
  }

  /** Opens, reads and enters messages in their order, whichever path they came by. */
  #enter(delivered: readonly Delivered[]): Promise<void> {
    const opening = Promise.all(delivered.map(({ envelope }) => this.#sealing.open(envelope)))
    const entered = this.#entered.then(() => opening).then((opened) => this.#take(opened.filter((each) => each !== null)))
    this.#entered = settled(entered)
    return entered
  }

  #take(opened: readonly Opened[]): void {
    const { me } = this.#parts
    const before = this.#journal.get()
    const facts = opened.filter((each) => each.class === 'fact')
    this.#note(facts.map(({ said }) => said))
    for (const { said, envelope } of facts) {
      if (said.turn !== this.#sealing.turn || before.has(said.fact.fact)) continue
      if (said.from !== me) this.#pulses.heardFact(said.seq)
      else this.#found(envelope)
    }
    for (const each of opened) {
      if (each.class !== 'hint' || each.from === me) continue
      if (each.hint.k === 'pulse') this.#pulses.heardPulse(each.seq, each.hint)
      else for (const listener of [...this.#hintListeners]) listener(each.hint)
    }
  }

  /** A word of this seat's own from before a reload, or of its device before this one. */
  #found(envelope: Envelope): void {
    this.#counters.used('fact', envelope.seq)
    this.#outgoing.found(envelope)
    this.#pulses.said(envelope.seq)
  }

  #note(said: readonly Said[]): void {
    if (!this.#scope.closed) this.#journal.set(withSaid(this.#journal.get(), said))
  }
}
