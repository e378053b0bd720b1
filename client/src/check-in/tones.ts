/**
 * Soft tones in the therapist's headphones: for a signal that comes while their page is hidden (on unless agreed
 * otherwise), and for one that is unanswered for 45 seconds (off unless chosen). Once for each signal; nothing of it
 * reaches anybody outside the room.
 */
import type { Cue, Tones } from '@fermata/shared/check-in'
import { type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import type { FactId } from '@fermata/shared/ids'
import type { Observable } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'

/** Unanswered for so long, a signal may sound. */
export const LATE_AFTER = 45 * SECOND

export interface TonesParts {
  open: Observable<readonly Cue[]>
  /** Whether any page of this therapist's is in view that shows cues: the room itself, or its small window. */
  inView: () => boolean
  chosen: () => Tones
  play: () => void
  clock: Clock
  now: () => Millis
}

export class TherapistTones {
  readonly #parts: TonesParts
  readonly #scope = new Scope()
  readonly #sounded = { hidden: new Set<FactId>(), late: new Set<FactId>() }
  #cancel = (): void => {}

  constructor(parts: TonesParts) {
    this.#parts = parts
    // What stood there before this page was opened does not sound now.
    for (const cue of this.#unanswered()) this.#sounded.hidden.add(first(cue))
    this.#scope.onClose(parts.open.watch(() => this.#look()))
    this.#scope.onClose(() => this.#cancel())
    this.#look()
  }

  close(): void {
    this.#scope.close()
  }

  #unanswered(): Cue[] {
    return this.#parts.open.get().filter(({ state }) => state === 'open')
  }

  #look(): void {
    this.#cancel()
    const { now, chosen, inView, play, clock } = this.#parts
    const { whileHidden, whenLate } = chosen()
    const cues = this.#unanswered()
    const fresh = cues.filter((cue) => !this.#sounded.hidden.has(first(cue)))
    for (const cue of fresh) this.#sounded.hidden.add(first(cue))
    // After "I can't talk freely" nothing sounds but the arrival itself.
    const late = cues.filter((cue) => cue.code !== 'not_private' && !this.#sounded.late.has(first(cue)))
    const due = late.filter(({ since }) => now() - since >= LATE_AFTER)
    for (const cue of due) this.#sounded.late.add(first(cue))
    if ((fresh.length > 0 && whileHidden === 'on' && !inView()) || (due.length > 0 && whenLate === 'on')) play()
    const next = late.filter((cue) => !due.includes(cue)).map(({ since }) => since + LATE_AFTER - now())
    if (next.length > 0) this.#cancel = clock.after(Math.max(0, Math.min(...next)), () => this.#look())
  }
}

/** A cue is known by its first press: repeats of it are the same one. */
const first = ({ presses, fact }: Cue): FactId => presses[0]?.fact ?? fact
