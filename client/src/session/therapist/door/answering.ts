/**
 * What the desk answers to a knock without letting anybody in: that it was painted, *In a moment*, *Not today*. The
 * waiting device is told by the server.
 */
import { type Clock, SECOND } from '@fermata/shared/clock'
import type { TherapistView, WaitingKnock } from '@fermata/shared/protocol'
import { comesTrue } from '../../../lib/comes-true.ts'
import { type Observable, observable } from '../../../lib/observable.ts'
import { type Line, PATIENCE } from '../line.ts'
import type { Visitor } from './doorbell.ts'

export interface AnsweringParts {
  line: Pick<Line, 'ask' | 'asking' | 'tell'>
  clock: Clock
  visitors: Observable<readonly Visitor[]>
}

/** A knock in the place of another is shown and opened by then. */
const SHOWN_WITHIN = 5 * SECOND

export class Answering {
  /** Places at a door to which *In a moment* was tapped here, until the server refuses it. */
  readonly soon: Observable<readonly string[]>
  readonly #soon = observable<readonly string[]>([])

  constructor(private readonly parts: AnsweringParts) {
    this.soon = this.#soon
  }

  /** Tells the server that a desk has painted this knock. */
  async painted({ room, session, knock }: Visitor): Promise<void> {
    await this.parts.line.asking.ask(room, { type: 'notice', session, knock }, PATIENCE)
  }

  /** *In a moment*: the ring stops at the tap. It starts again if the server does not take the answer. */
  async inAMoment(visitor: Visitor): Promise<void> {
    const { line, clock, visitors } = this.parts
    const place = placeOf(visitor)
    if (this.#soon.get().includes(place)) return
    this.#soon.set([...this.#soon.get(), place])
    let next: Visitor | undefined = visitor
    while (next !== undefined) {
      const { room, session, knock }: Visitor = next
      const asked = await line.asking.ask(room, { type: 'soon', session, knock }, PATIENCE)
      if (asked.ok) return line.tell(null)
      if (asked.refusal.code !== 'knockGone') {
        this.#soon.set(this.#soon.get().filter((one) => one !== place))
        return line.tell(asked.refusal)
      }
      // Their tab may have knocked again from the same place: the answer is for that knock as well.
      const isGone = (list: readonly Visitor[]): boolean => list.every((one) => one.knock !== knock)
      await comesTrue(visitors, isGone, clock, SHOWN_WITHIN)
      next = isGone(visitors.get()) ? visitors.get().find((other) => placeOf(other) === place) : undefined
    }
  }

  /** *Not today*. */
  async notToday({ room, session, knock }: Visitor): Promise<void> {
    await this.parts.line.ask(room, { type: 'turnAway', session, knock })
  }
}

/** A place at a door: the same tab keeps it when it knocks again. */
export const placeOf = ({ room, at }: Pick<Visitor, 'room' | 'at'>): string => `${room} ${at}`

/** This knock as its room's newest view shows it; `undefined` when it is gone. */
export function shownKnock(view: TherapistView | undefined, { knock }: Pick<Visitor, 'knock'>): WaitingKnock | undefined {
  const knocks = view !== undefined && 'knocks' in view.session ? view.session.knocks : []
  return knocks.find((waiting) => waiting.knock === knock)
}
