/**
 * The therapist's cues: a fold over the journal, so that they are all there again after a reload. Says "shown" of a
 * cue only once it was painted on a page that is in view, and "behind" when it has arrived at a page that is not.
 */
import { type CheckIn, checkIns, SHOW_AGE_AFTER } from '@fermata/shared/check-in'
import type { FactId } from '@fermata/shared/ids'
import type { FactOf } from '@fermata/shared/protocol'
import { memo, type Observable } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'
import type { Correspondence } from '../session/correspondence.ts'
import type { ServerTime } from '../session/server-time.ts'

/** The page as far as honesty needs it (`ui/paint.ts`). */
export interface Eyes {
  pageVisible(): Observable<boolean>
  nextPaint(): Promise<void>
}

type ReceiptState = FactOf<'receipt'>['state']
const RANK: Record<ReceiptState, number> = { behind: 1, shown: 2, seen: 3, cleared: 4 }

export class Cues {
  /** Those that are not cleared, oldest first. */
  readonly open: Observable<readonly CheckIn[]>
  readonly #scope = new Scope()
  readonly #said = new Map<FactId, number>()
  /** Which cues stand in the page now, painted or not. */
  #drawn: readonly FactId[] = []

  constructor(
    private readonly correspondence: Correspondence,
    private readonly eyes: Eyes,
    private readonly time: ServerTime,
  ) {
    this.open = memo(correspondence.journal, (journal) => checkIns(journal).filter(({ reached }) => reached !== 'cleared'))
    this.#scope.onClose(this.open.watch(() => this.#tellHidden()))
    this.#scope.onClose(
      eyes.pageVisible().watch((visible) => (visible ? void this.rendered(this.#drawn) : this.#tellHidden())),
    )
    this.#tellHidden()
  }

  /** These cues stand in the page now. Waits until they have been painted, then says so. */
  async rendered(facts: readonly FactId[]): Promise<void> {
    this.#drawn = facts
    const fresh = facts.filter((fact) => (this.#said.get(fact) ?? 0) < RANK.shown)
    if (fresh.length === 0 || !this.eyes.pageVisible().get()) return
    await this.eyes.nextPaint()
    for (const fact of fresh) this.#tell(fact, 'shown')
  }

  /** The therapist's own tap: seen. */
  acknowledge(fact: FactId): void {
    this.#tell(fact, 'seen')
  }

  /** How old a cue is, in milliseconds, if it is so late that its age must show. */
  age({ said }: CheckIn, firstShown: number): number | null {
    return firstShown - said > SHOW_AGE_AFTER ? this.time.now() - said : null
  }

  close(): void {
    this.#scope.close()
  }

  #tellHidden(): void {
    if (this.eyes.pageVisible().get()) return
    for (const { fact, reached } of this.open.get()) if (reached === 'nowhere') this.#tell(fact, 'behind')
  }

  #tell(of: FactId, state: ReceiptState): void {
    const known = checkIns(this.correspondence.journal.get()).find(({ fact }) => fact === of)
    const told = Math.max(this.#said.get(of) ?? 0, known === undefined || known.reached === 'nowhere' ? 0 : RANK[known.reached])
    if (RANK[state] <= told) return
    this.#said.set(of, RANK[state])
    void this.correspondence.say({ k: 'receipt', of, state })
  }
}
