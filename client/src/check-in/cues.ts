/**
 * The therapist's cues: a fold over the journal, so that they are all there again after a reload. Says "shown" of a
 * press only once its cue was painted on a page that is in view, and "behind" when it has arrived at a page that is not.
 */
import { type CheckIn, checkIns, type Cue, cues, isFurther, type Reached, reachedOf, type ReplyCode } from '@fermata/shared/check-in'
import type { FactId } from '@fermata/shared/ids'
import { memo, type Observable } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'
import type { Correspondence } from '../session/correspondence.ts'

/** The page as far as honesty needs it (`ui/paint.ts`). */
export interface Eyes {
  pageVisible(): Observable<boolean>
  nextPaint(): Promise<void>
}

export class Cues {
  /** Newest first. */
  readonly open: Observable<readonly Cue[]>
  readonly #scope = new Scope()
  /** What was told of each press already; the journal learns of it at once, but a painting may be under way. */
  readonly #told = new Map<FactId, Reached>()
  /** Which cues stand in the page now, painted or not. */
  #drawn: readonly FactId[] = []
  #window: Eyes | null = null
  #collapsed: 'no' | 'dot' = 'no'

  constructor(
    private readonly correspondence: Correspondence,
    private readonly eyes: Eyes,
  ) {
    this.open = memo(correspondence.journal, cues)
    this.#scope.onClose(this.open.watch(() => this.#tellHidden()))
    this.#scope.onClose(
      eyes.pageVisible().watch((visible) => (visible ? void this.rendered(this.#drawn) : this.#tellHidden())),
    )
    this.#tellHidden()
  }

  /** These cues stand in the page now. Waits until they have been painted, then says so of every press in them. */
  async rendered(facts: readonly FactId[]): Promise<void> {
    this.#drawn = facts
    await this.#painted(facts, this.eyes)
  }

  /** They stand in a small window that is looked at apart from the page. */
  async renderedInWindow(facts: readonly FactId[], eyes: Eyes): Promise<void> {
    await this.#painted(facts, eyes)
  }

  /** The small window that shows cues now; `null`: none. While it is in view, nothing is told as out of view. */
  useWindow(eyes: Eyes | null): void {
    this.#window = eyes
    this.#tellHidden()
  }

  /** Everything that may show cues now: the page, and the small window. */
  get looks(): readonly Eyes[] {
    return this.#window === null ? [this.eyes] : [this.eyes, this.#window]
  }

  /** The client's pause, or a practice press, stands in the page now: it is told of the way a cue is. */
  async factRendered(press: FactId): Promise<void> {
    if (!this.eyes.pageVisible().get() || !this.#isFactNews(press, 'shown')) return
    this.#told.set(press, 'shown')
    await this.eyes.nextPaint()
    if (!this.#scope.closed) void this.correspondence.say({ k: 'receipt', of: press, state: 'shown' })
  }

  /** The therapist's own tap on what is no cue. */
  factSeen(press: FactId): void {
    if (!this.#isFactNews(press, 'seen')) return
    this.#told.set(press, 'seen')
    void this.correspondence.say({ k: 'receipt', of: press, state: 'seen' })
  }

  /** `dot`: while anything is shared, what cues say is on no screen: they have arrived, and no more is said of them. */
  collapse(collapsed: 'no' | 'dot'): void {
    this.#collapsed = collapsed
    this.#tellHidden()
  }

  /** The therapist's own tap: seen, with every press merged into this cue. */
  acknowledge(fact: FactId): void {
    for (const press of this.#cue(fact)?.presses ?? []) this.#tell(press, 'seen')
  }

  /** A preset answer; it says "seen" as well. */
  reply(fact: FactId, reply: ReplyCode): void {
    const cue = this.#cue(fact)
    if (cue === undefined) return
    void this.correspondence.say({ k: 'reply', of: fact, reply })
    this.acknowledge(fact)
  }

  close(): void {
    this.#scope.close()
  }

  #cue(fact: FactId): Cue | undefined {
    return this.open.get().find((cue) => cue.fact === fact)
  }

  #tellHidden(): void {
    if (this.#isInView() && this.#collapsed === 'no') return
    for (const press of checkIns(this.correspondence.journal.get())) {
      if (press.ended === 'no' && press.reached === 'nowhere') this.#tell(press, 'behind')
    }
  }

  #isCollapsed(): boolean {
    return this.#collapsed === 'dot'
  }

  #isInView(): boolean {
    return this.eyes.pageVisible().get() || this.#window?.pageVisible().get() === true
  }

  async #painted(facts: readonly FactId[], eyes: Eyes): Promise<void> {
    const presses = this.open.get().filter(({ fact }) => facts.includes(fact)).flatMap((cue) => cue.presses)
    if (this.#isCollapsed() || !eyes.pageVisible().get() || !presses.some((press) => this.#isNews(press, 'shown'))) return
    await eyes.nextPaint()
    // The session was let go of in between, and its cues with it; who opens it again draws them anew.
    if (this.#scope.closed) return
    // A share began in between: the words went before they were painted.
    if (this.#isCollapsed()) return this.#tellHidden()
    // What was taken back or put to rest before the frame was drawn stood in no frame.
    const standing = new Set(this.open.get().flatMap((cue) => cue.presses.map(({ fact }) => fact)))
    for (const press of presses) if (standing.has(press.fact)) this.#tell(press, 'shown')
  }

  #isNews({ fact, reached }: CheckIn, state: Reached): boolean {
    return isFurther(state, reached) && isFurther(state, this.#told.get(fact) ?? 'nowhere')
  }

  #isFactNews(fact: FactId, state: Reached): boolean {
    return isFurther(state, reachedOf(this.correspondence.journal.get(), fact)) && isFurther(state, this.#told.get(fact) ?? 'nowhere')
  }

  #tell(press: CheckIn, state: Exclude<Reached, 'nowhere'>): void {
    if (!this.#isNews(press, state)) return
    this.#told.set(press.fact, state)
    void this.correspondence.say({ k: 'receipt', of: press.fact, state })
  }
}
