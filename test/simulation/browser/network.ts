/** Between browsers and servers: connections that keep order, take their time, and break – seen at once, or only later. */
import type { Ack, Handshake } from '@fermata/shared/protocol'
import type { Refusal, Result } from '@fermata/shared/result'
import type { Clock, Millis } from '@fermata/shared/clock'
import type { OpenConnection } from '../../../server/src/gateway/opening.ts'
import type { ServerNode } from '../server/node.ts'
import { copied } from '../world/copied.ts'
import type { Dice } from '../world/dice.ts'
import type { OwnTime } from '../world/time.ts'

/** The browser's end. */
export interface BrowserEnd {
  time: OwnTime
  opened(): void
  refused(refusal: Refusal): void
  told(message: unknown): void
  /** `cut`: the server closed it on purpose. */
  gone(how: 'lost' | 'cut'): void
}

export class Wire {
  #state: 'opening' | 'open' | 'dead' | 'gone' = 'opening'
  #connection: OpenConnection | null = null
  #upBy: Millis = 0
  #downBy: Millis = 0

  constructor(
    private readonly world: Clock,
    private readonly dice: Dice,
    private readonly node: ServerNode,
    private readonly end: BrowserEnd,
    shown: Handshake,
  ) {
    this.#up(() => {
      void node.admit(shown, { tell: (message) => this.#tell(message), cut: () => this.#cut(), fail: () => this.lose() })
        .then((right) => this.#answer(right))
    })
  }

  /** Sends a message; `acknowledge` is called with the answer, if it arrives. */
  ask(message: unknown, acknowledge: (ack: Ack) => void): void {
    const sent = copied(message)
    this.#up(() => {
      if (this.#connection === null) return
      this.#connection.hear(sent, (ack: Ack) => this.#answered(ack, acknowledge))
    })
  }

  /** Nothing gets through any more; each side finds out by itself, the later the longer nobody speaks. */
  die(): void {
    if (this.#state === 'gone' || this.#state === 'dead') return
    this.#state = 'dead'
    const noticed = this.dice.between(500, 6_000)
    this.world.after(noticed, () => this.end.time.soon(() => this.#gone('lost')))
    this.world.after(this.dice.between(500, 9_000), () => this.#lostThere())
  }

  /** Broken, and both sides see it. */
  lose(): void {
    if (this.#state === 'gone') return
    this.#state = 'dead'
    this.world.after(0, () => this.#lostThere())
    this.world.after(this.dice.between(0, 20), () => this.end.time.soon(() => this.#gone('lost')))
  }

  /** Closed by the browser: the server sees it, unless the browser went without a word. */
  close(how: 'closed' | 'vanished' = 'closed'): void {
    if (this.#state === 'gone') return
    this.#state = 'gone'
    this.world.after(how === 'closed' ? this.dice.between(0, 10) : this.dice.between(4_000, 9_000), () => this.#lostThere())
  }

  #answer(right: Result<OpenConnection>): void {
    if (!right.ok) return this.#down(() => this.end.refused(right.refusal), 'any')
    if (this.#state !== 'opening') return this.node.lost(right.value)
    this.#connection = right.value
    this.#state = 'open'
    this.#down(() => this.end.opened())
  }

  #tell(message: unknown): void {
    const sent = copied(message)
    this.#down(() => this.end.told(sent))
  }

  #answered(ack: Ack, acknowledge: (ack: Ack) => void): void {
    const sent = copied(ack)
    this.#down(() => acknowledge(sent))
  }

  #cut(): void {
    this.#lostThere()
    this.#down(() => this.#gone('cut'))
  }

  #gone(how: 'lost' | 'cut'): void {
    if (this.#state === 'gone') return
    this.#state = 'gone'
    this.end.gone(how)
  }

  #lostThere(): void {
    const connection = this.#connection
    this.#connection = null
    if (connection !== null) this.node.time.soon(() => this.node.lost(connection))
  }

  #up(act: () => void): void {
    this.#upBy = Math.max(this.#upBy, this.world.now() + this.dice.between(1, 12))
    this.world.after(this.#upBy - this.world.now(), () => this.#state !== 'dead' && this.node.time.soon(act))
  }

  #down(act: () => void, when: 'alive' | 'any' = 'alive'): void {
    this.#downBy = Math.max(this.#downBy, this.world.now() + this.dice.between(1, 12))
    const arrive = (): void => {
      if (this.#state === 'open' || (when === 'any' && this.#state === 'opening')) this.end.time.soon(act)
    }
    this.world.after(this.#downBy - this.world.now(), arrive)
  }
}
