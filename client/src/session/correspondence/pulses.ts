/**
 * The sealed pulse of one browser: when it goes out, and what the other's pulses and facts say. The two keep one rhythm:
 * each draws when to speak next, evenly from 2 to 20 seconds; whoever is first speaks, the other answers at once, and
 * both draw anew. The earlier of two such draws comes after 8 seconds on average, and no sooner or later than each.
 *
 * Why so. A press is answered within a moment too, by the receipt of the therapist's browser: an exchange without
 * content looks like one with. And a hidden page, whose timers browsers slow down to one a minute, still answers at
 * once, because messages wake it and only timers are slowed; so its silence means something.
 */
import { type Cancel, type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import type { RandomSource } from '@fermata/shared/ids'
import { feel, type Felt, type Finding, finding, firstPulse, type Pulse, unconfirmedFrom } from '@fermata/shared/pair'
import type { Hint } from '@fermata/shared/protocol'
import { type Observable, observable } from '../../lib/observable.ts'

export type PulseWord = Extract<Hint, { k: 'pulse' }>

export interface PulsesParts {
  clock: Clock
  random: RandomSource
  /** The highest number of ours that left before this page. */
  sent: number
  /** Sends a pulse; it may be lost. */
  send(pulse: PulseWord): void
  /** Something of theirs is missing here: look for it. */
  seek(): void
  /** They have all of ours up to this number, and of what is beyond not all. */
  seen(upTo: number): void
}

const SOONEST = 2 * SECOND
const LATEST = 20 * SECOND

export class Pulses {
  /** How well the other side is heard. */
  readonly finding: Observable<Finding>
  readonly #parts: PulsesParts
  readonly #finding = observable<Finding>('well')
  #pulse: Pulse
  /** The highest number of ours that left. */
  #sent: number
  /** When our last pulse went out. */
  #spokeAt: Millis
  /** The number of their last pulse: an older one, brought again, is no sign of life. */
  #last = 0
  #cancelBeat: Cancel = () => {}
  #cancelLook: Cancel = () => {}
  #closed = false

  constructor(parts: PulsesParts) {
    this.#parts = parts
    this.finding = this.#finding
    this.#sent = parts.sent
    this.#pulse = firstPulse(parts.clock.elapsed())
    this.#spokeAt = parts.clock.elapsed() - SOONEST
    this.#draw()
  }

  /** A fact of theirs came; each is told once. */
  heardFact(seq: number): void {
    this.#feel({ felt: 'fact', seq })
    // A gap is asked about at once: the answer brings what is missing over the call.
    if (this.#pulse.missingSince !== null) this.#beatUnlessJust()
  }

  /** A pulse of theirs came, by either path, with the number of its envelope. */
  heardPulse(number: number, { sent, seen }: PulseWord): void {
    if (number <= this.#last) return
    this.#last = number
    this.#feel({ felt: 'pulse', sent, seen })
    this.#parts.seen(seen)
    this.#beatUnlessJust()
  }

  /** A fact of ours is on its way, or was found in the log. */
  said(seq: number): void {
    this.#sent = Math.max(this.#sent, seq)
    this.#feel({ felt: 'said', seq })
    this.#draw()
  }

  close(): void {
    this.#closed = true
    this.#cancelBeat()
    this.#cancelLook()
  }

  #beatUnlessJust(): void {
    if (this.#parts.clock.elapsed() - this.#spokeAt >= SOONEST) this.#beat()
  }

  #beat(): void {
    this.#spokeAt = this.#parts.clock.elapsed()
    this.#parts.send({ k: 'pulse', sent: this.#sent, seen: this.#pulse.theirs.upTo })
    this.#feel({ felt: 'asked' })
    this.#draw()
  }

  /** When to speak next; words of ours put it off, but never beyond the latest. */
  #draw(): void {
    const { clock, random } = this.#parts
    this.#cancelBeat()
    if (this.#closed) return
    const part = new DataView(random.bytes(4).buffer).getUint32(0) / 2 ** 32
    const due = Math.min(clock.elapsed() + SOONEST + part * (LATEST - SOONEST), this.#spokeAt + LATEST)
    this.#cancelBeat = clock.after(Math.max(0, due - clock.elapsed()), () => this.#beat())
  }

  #feel(felt: Felt): void {
    this.#pulse = feel(this.#pulse, felt, this.#parts.clock.elapsed())
    this.#look()
    if (this.#pulse.missingSince !== null && (felt.felt === 'fact' || felt.felt === 'pulse')) this.#parts.seek()
  }

  #look(): void {
    const { clock } = this.#parts
    this.#cancelLook()
    if (this.#closed) return
    const now = clock.elapsed()
    this.#finding.set(finding(this.#pulse, now))
    const turns = unconfirmedFrom(this.#pulse)
    if (turns > now && turns < Infinity) this.#cancelLook = clock.after(turns - now, () => this.#look())
  }
}
