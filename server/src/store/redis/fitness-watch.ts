/**
 * Looks again and again whether Redis is still set as it must be: settings can be changed while it runs, and another
 * primary may have others.
 */
import { type Cancel, type Clock, SECOND } from '@fermata/shared/clock'
import type { Connection } from './connection.ts'
import { findings, type Finding } from './fitness.ts'

const LOOK_EVERY = 2 * SECOND
/** With these nothing that is acknowledged is safe. A server that began without them is not ready while they last. */
const WORSE: readonly Finding[] = ['evicts', 'noAppendOnly']

export interface FitnessTold {
  /** Something is found that was not there before. */
  onFinding(finding: Finding): void
  /** All that was found since the start is as it was again. */
  onMended(): void
}

export class FitnessWatch {
  /** What was found at first, and told; `null` before the first answer. */
  #first: readonly Finding[] | null = null
  #last: readonly Finding[] = []
  #cancel: Cancel = () => {}
  #closed = false

  constructor(
    private readonly connection: Connection,
    private readonly clock: Clock,
    private readonly replicated: boolean,
    private readonly told: FitnessTold,
  ) {}

  /** Whether Redis is no worse than it was when the server began. */
  get isAsBefore(): boolean {
    return !this.#worse.length
  }

  /** Looks now, and answers what was not found before. A Redis that evicts keys is asked nothing more until it is mended. */
  async look(): Promise<readonly Finding[]> {
    const found = await findings(this.connection, this.replicated)
    if (found === null || this.#closed) return []
    const before = this.#last
    this.#first ??= found.filter((finding) => finding !== 'evicts')
    this.#last = found
    this.connection.bar(found.includes('evicts'))
    return found.filter((finding) => !before.includes(finding))
  }

  /** Looks from now on, and tells. */
  start(): void {
    this.#cancel = this.clock.after(LOOK_EVERY, () => void this.#lookAgain())
  }

  stop(): void {
    this.#closed = true
    this.#cancel()
  }

  async #lookAgain(): Promise<void> {
    const wasWorse = !this.isAsBefore
    for (const finding of await this.look()) this.told.onFinding(finding)
    if (wasWorse && this.isAsBefore) this.told.onMended()
    if (!this.#closed) this.start()
  }

  get #worse(): readonly Finding[] {
    return this.#last.filter((finding) => WORSE.includes(finding) && this.#first?.includes(finding) !== true)
  }
}
