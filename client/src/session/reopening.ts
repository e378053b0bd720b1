/**
 * Going on with an ended session, as one tab decides it. Once a session is over here, no word of the server brings it
 * back: it takes this person's own tap and, on the client's side, the therapist's sealed word. Outlives a reload.
 */
import type { FactId, KnockId, SessionId } from '@fermata/shared/ids'
import { endToTell, type Journal, pairState, saidOf } from '@fermata/shared/pair'
import { THERAPIST } from '@fermata/shared/ids'
import { readJson, type TabKeep } from '../lib/keep.ts'
import { type Observable, observable } from '../lib/observable.ts'
import type { Call } from './call/call.ts'

/** The session that is over in this tab. */
export interface OverHere {
  session: SessionId
  /** Whether this person tapped Resume. */
  asked: 'no' | 'yes'
  /** The therapist's last word on going on that was heard before it was over: an old one brings nothing back. */
  heard: FactId | null
  /** This person's knocks since: a yes to one of them is the therapist's word as well. */
  knocks: readonly KnockId[]
}

const NAME = 'over'

export class Reopening {
  /** `null` while no session is over here. */
  readonly over: Observable<OverHere | null>
  readonly #over

  constructor(private readonly keep: TabKeep) {
    const kept = readJson<Omit<OverHere, 'knocks'> & Partial<OverHere>>(keep, NAME)
    this.#over = observable<OverHere | null>(kept && { knocks: [], ...kept })
    this.over = this.#over
  }

  /** This session is over. Said again it changes nothing: whoever has tapped, has. */
  isOver(session: SessionId, journal: Journal | null): void {
    if (this.of(session) !== null) return
    this.#write({ session, asked: 'no', heard: journal && lastWord(journal), knocks: [] })
  }

  /** This person's tap, or that it came to nothing. */
  ask(session: SessionId, asked: OverHere['asked']): void {
    const over = this.of(session)
    if (over !== null) this.#write({ ...over, asked })
  }

  /** This person knocked, though it is over here. */
  knocked(knock: KnockId): void {
    const over = this.#over.get()
    if (over !== null) this.#write({ ...over, knocks: [...over.knocks, knock] })
  }

  /** What is known of the end of this session; `null` while it is not over here. */
  of(session: SessionId): OverHere | null {
    const over = this.#over.get()
    return over?.session === session ? over : null
  }

  /** Whether the therapist has said, since it was over, that they go on. */
  isHeard(session: SessionId, journal: Journal): boolean {
    const over = this.of(session)
    const word = lastWord(journal)
    return word !== null && word !== over?.heard && !pairState(journal).ended
  }

  /** It goes on. */
  goesOn(session: SessionId): void {
    if (this.of(session) === null) return
    this.keep.remove(NAME)
    this.#over.set(null)
  }

  #write(over: OverHere): void {
    this.keep.set(NAME, JSON.stringify(over))
    this.#over.set(over)
  }
}

const lastWord = (journal: Journal): FactId | null => saidOf(journal, 'reopened', THERAPIST).at(-1)?.fact.fact ?? null

/**
 * The client's word that they heard the end, and which. It may have come by the call alone, from a device that the server
 * hears no more; another one of the therapist's learns it from this.
 */
export function sayHeardEnd({ correspondence }: Pick<Call, 'correspondence'>): void {
  const end = endToTell(correspondence.journal.get())
  if (end !== null) void correspondence.say({ k: 'heardEnd', ...end })
}

/**
 * The therapist's sealed word that they go on. Said again should the end be heard only now, on a device that had not
 * said it itself, so that it comes after. Returns what stops that.
 */
export function sayReopened({ pair, correspondence }: Pick<Call, 'pair' | 'correspondence'>): () => void {
  const say = (): void => void correspondence.say({ k: 'reopened' })
  say()
  return pair.watch(({ ended }) => ended && say())
}
