/** The client's quiet signals: sends them, and tells of the latest how far it honestly got. */
import { type CheckIn, checkIns, CONFIRM_WITHIN, type CheckInCode, signalState, type SignalState } from '@fermata/shared/check-in'
import type { Clock } from '@fermata/shared/clock'
import { type Observable, observable } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'
import type { Correspondence } from '../session/correspondence.ts'
import type { ServerTime } from '../session/server-time.ts'

/** What the signal button shows: at rest, or the latest signal as far as it got. */
export type MySignal = { state: 'rest' } | { state: SignalState; code: CheckInCode }

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

  close(): void {
    this.#scope.close()
  }

  #show(): void {
    this.#cancel()
    const last = checkIns(this.correspondence.journal.get()).at(-1)
    if (last === undefined) return
    const next = shown(last, this.time.now())
    const before = this.#latest.get()
    const same = before.state === next.state && (next.state === 'rest' || ('code' in before && before.code === next.code))
    if (!same) this.#latest.set(next)
    // Silence is told too, when it has lasted long enough to mean something.
    if (next.state === 'sending') {
      this.#cancel = this.clock.after(last.said + CONFIRM_WITHIN - this.time.now() + 1, () => this.#show())
    }
  }
}

function shown(last: CheckIn, now: number): MySignal {
  const state = signalState(last, now, false)
  return state === 'cleared' ? AT_REST : { state, code: last.code }
}
