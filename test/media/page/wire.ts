/** Carries signals between the two ends, losing, changing and remembering what a test asks for. */
import type { Signal } from '@fermata/shared/protocol'

export type Side = 'caller' | 'answerer'
type Kind = Signal['s']
export const across = (side: Side): Side => (side === 'caller' ? 'answerer' : 'caller')

export class Wire {
  /** Everything that was sent, also what was lost. */
  readonly sent: { from: Side; signal: Signal }[] = []
  readonly #losses: { from: Side; kind: Kind; left: number }[] = []
  readonly #receivers: Partial<Record<Side, (signal: Signal) => void>> = {}

  attach(side: Side, receive: (signal: Signal) => void): void {
    this.#receivers[side] = receive
  }

  send(from: Side, signal: Signal): void {
    // A copy through text, as every real wire makes one.
    const copy = JSON.parse(JSON.stringify(signal)) as Signal
    this.sent.push({ from, signal: copy })
    const loss = this.#losses.find((loss) => loss.from === from && loss.kind === copy.s && loss.left > 0)
    if (loss) loss.left -= 1
    else setTimeout(() => this.#receivers[across(from)]?.(copy), 0)
  }

  /** Loses the next `count` signals of a kind from one side. */
  lose(from: Side, kind: Kind, count: number): void {
    this.#losses.push({ from, kind, left: count })
  }

  /** Delivers a signal nobody sent just now: late, doubled or made up. */
  inject(to: Side, signal: Signal): void {
    this.#receivers[to]?.(signal)
  }

  /** What one side sent of a kind. */
  from(side: Side, kind: Kind): Signal[] {
    return this.sent.filter((one) => one.from === side && one.signal.s === kind).map((one) => one.signal)
  }
}
