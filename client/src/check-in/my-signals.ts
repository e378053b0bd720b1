/** The client's quiet signals: sends them, and tells of the latest how far it honestly got. */
import {
  type CheckIn, type CheckInCode, checkIns, CONFIRM_WITHIN, type ReplyCode, SEE_WITHIN, signalState, type SignalState, undoUntil,
} from '@fermata/shared/check-in'
import type { Clock, Millis } from '@fermata/shared/clock'
import { type Observable, observable, sameFields } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'
import type { Correspondence } from '../session/correspondence.ts'
import type { ServerTime } from '../session/server-time.ts'

/** What the signal button shows: at rest, or the latest signal as far as it got. */
export type MySignal =
  | { state: 'rest' }
  | {
      state: Exclude<SignalState, 'cleared' | 'takenBack'>
      code: CheckInCode
      reply: ReplyCode | null
      undo: 'offered' | 'over'
    }

const AT_REST: MySignal = { state: 'rest' }

export class MySignals {
  readonly latest: Observable<MySignal>
  readonly #latest = observable<MySignal>(AT_REST)
  readonly #scope = new Scope()
  #cancel = (): void => {}

  constructor(
    private readonly correspondence: Correspondence,
    private readonly clock: Clock,
    private readonly time: ServerTime,
  ) {
    this.latest = this.#latest
    this.#scope.onClose(correspondence.journal.watch(() => this.#show()))
    this.#scope.onClose(() => this.#cancel())
    this.#show()
  }

  send(code: CheckInCode): void {
    void this.correspondence.say({ k: 'checkIn', code })
  }

  /** A practice press: marked as that on both sides, and no cue. */
  practise(code: CheckInCode): void {
    void this.correspondence.say({ k: 'practice', code })
  }

  /** Takes the latest back, while that is possible. */
  undo(): void {
    const last = this.#last()
    const until = last === undefined ? null : undoUntil(last)
    if (last === undefined || until === null || this.time.now() >= until) return
    void this.correspondence.say({ k: 'takeBack', of: last.fact })
  }

  close(): void {
    this.#scope.close()
  }

  #last(): CheckIn | undefined {
    return checkIns(this.correspondence.journal.get()).findLast(({ ended }) => ended !== 'takenBack')
  }

  #show(): void {
    this.#cancel()
    const last = this.#last()
    if (last === undefined) return this.#latest.set(AT_REST)
    const now = this.time.now()
    const next = shown(last, now)
    const before = this.#latest.get()
    if (!sameFields(before, next)) this.#latest.set(next)
    // Silence is told too, when it has lasted long enough to mean something; and an offer to undo ends by itself.
    const turns = [last.said + CONFIRM_WITHIN, last.said + SEE_WITHIN, undoUntil(last) ?? 0].filter((at) => at > now)
    if (turns.length > 0) this.#cancel = this.clock.after(Math.min(...turns) - now + 1, () => this.#show())
  }
}

function shown(last: CheckIn, now: Millis): MySignal {
  const state = signalState(last, now, false)
  if (state === 'cleared' || state === 'takenBack') return AT_REST
  const until = undoUntil(last)
  return { state, code: last.code, reply: last.reply, undo: until !== null && now < until ? 'offered' : 'over' }
}
