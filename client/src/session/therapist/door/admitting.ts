/**
 * Letting somebody in: the sealed yes, offered to the server until it has it, they have gone, or the therapist turns
 * them away. While the server or its store is away the tap is not lost, and the desk says that it is being tried.
 */
import type { Clock } from '@fermata/shared/clock'
import { SECOND } from '@fermata/shared/clock'
import type { GrantId, KnockId, RoomId } from '@fermata/shared/ids'
import type { Refusal } from '@fermata/shared/result'
import { comesTrue } from '../../../lib/comes-true.ts'
import { type Observable, observable } from '../../../lib/observable.ts'
import type { Asking } from '../../asking.ts'
import type { Visitor } from './doorbell.ts'
import type { KeptSecret } from '../kept-secret.ts'
import { type GrantWords, type MeetingParts, sealYes } from '../meeting.ts'

/** A tap on Admit that is under way. `trying`: the server has not answered for a while. */
export interface Admission {
  knock: KnockId
  how: 'admitting' | 'trying'
}

/** What the session is opened with, once the server has the yes. */
export interface Admitted {
  grant: GrantId
  visitor: Visitor
  secrets: KeptSecret
}

export interface AdmittingParts extends Pick<MeetingParts, 'vault' | 'random'> {
  asking: Pick<Asking, 'ask'>
  clock: Clock
  visitors: Observable<readonly Visitor[]>
  /** `null`: this room is no longer the therapist's. */
  wordsFor: (visitor: Visitor) => GrantWords | null
  /** The answer was released: the link is the session's now, and this is what opens it. */
  released: (admitted: Admitted) => void
  /** Whether a session is shown that this yes has opened: the server has it, though its answer may be lost. */
  isTaken: (room: RoomId, grant: GrantId) => boolean
  /** The server has the yes. */
  taken: (admitted: Admitted) => void
}

/** What became of a tap. */
type Outcome = Refusal | 'stopped' | 'shown' | null
export const isRefused = (outcome: Outcome): outcome is Refusal => outcome !== null && typeof outcome !== 'string'

/** From then on the desk says that it cannot admit yet. */
const SAY_SO_AFTER = 2 * SECOND
/** A knock in the place of another is shown, opened and answered by then. */
const SHOWN_WITHIN = 5 * SECOND
/** For as long as somebody stands at the door; nobody waits a day. */
const PATIENCE = 24 * 60 * 60 * SECOND

export class Admitting {
  readonly state: Observable<Admission | null>
  readonly #state = observable<Admission | null>(null)
  readonly #parts: AdmittingParts

  constructor(parts: AdmittingParts) {
    this.#parts = parts
    this.state = this.#state
  }

  /**
   * `null` once the server has answered that they are in, `shown` where only the room shows it; `stopped` when it was given
   * up for something else, with nothing to say about it.
   */
  async admit(visitor: Visitor): Promise<Outcome> {
    let next: Visitor | undefined = visitor
    let outcome: Outcome = { code: 'knockGone' }
    while (next !== undefined) {
      const tried: Visitor = next
      outcome = await this.#try(tried)
      const gone = isRefused(outcome) && !this.#waits(tried)
      // Their tab knocked again meanwhile, from the same place at the door: that one was meant.
      next = gone ? this.#parts.visitors.get().find((other) => other.room === tried.room && other.at === tried.at) : undefined
    }
    return outcome
  }

  /** Not today, after all: nothing is tried any more. What the server took before stands. */
  stop(): void {
    this.#state.set(null)
  }

  async #try(visitor: Visitor): Promise<Outcome> {
    const { clock, asking, released, taken, isTaken, wordsFor } = this.#parts
    const words = wordsFor(visitor)
    if (words === null) return { code: 'noSuchRoom' }
    const { knock, session, room } = visitor
    this.#state.set({ knock, how: 'admitting' })
    const isMeant = (): boolean => this.#state.get()?.knock === knock
    const cancel = clock.after(SAY_SO_AFTER, () => isMeant() && this.#state.set({ knock, how: 'trying' }))
    try {
      const yes = await sealYes(visitor, this.#parts, words)
      if (yes === null) return { code: this.#waits(visitor) ? 'malformed' : 'knockGone' }
      const { grant, box, kept, secrets } = yes
      const admitted = { grant, visitor, secrets }
      released(admitted)
      const wanted = (): boolean => isMeant() && this.#waits(visitor)
      const asked = await asking.ask(room, { type: 'admit', session, knock, grant, box, kept }, PATIENCE, wanted)
      if (asked.ok || isTaken(room, grant)) {
        taken(admitted)
        return asked.ok ? null : 'shown'
      }
      visitor.prepared.link.close()
      // The server knows it before this page is shown who stands there now.
      if (asked.refusal.code === 'knockGone') await comesTrue(this.#parts.visitors, (list) => !list.includes(visitor), clock, SHOWN_WITHIN)
      return isMeant() ? asked.refusal : 'stopped'
    } finally {
      cancel()
      if (isMeant()) this.#state.set(null)
    }
  }

  #waits(visitor: Visitor): boolean {
    return this.#parts.visitors.get().includes(visitor)
  }
}
