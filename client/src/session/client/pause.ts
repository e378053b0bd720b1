/**
 * The client's pause: a register owned by this seat. A press takes effect here at once, with no network: it is kept,
 * camera and microphone stop, and only then the word is sent. Every page start reads what was kept before anything
 * is captured; until the pause is known to be off, nothing is sent.
 */
import type { PauseWord } from '@fermata/shared/protocol'
import { pauseWord } from '@fermata/shared/pair'
import type { SessionId } from '@fermata/shared/ids'
import { readJson, type TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import type { Correspondence } from '../correspondence.ts'

/** `unknown`: this tab has not heard yet whether a pause is on. */
export type PauseState = 'unknown' | PauseWord

const OFF: PauseWord = { n: 0, on: false, keep: 'see' }

export class Pause {
  readonly state: Observable<PauseState>
  readonly #state = observable<PauseState>('unknown')
  #correspondence: Correspondence | null = null
  #session: SessionId | null = null

  constructor(
    private readonly keep: TabKeep,
    /** Camera and microphone stop, lights off. */
    private readonly stopCapture: () => void,
  ) {
    this.state = this.#state
  }

  /**
   * A session begins, or is taken up again: the pause is what this tab kept, else what the grant says.
   * @param granted the word that came with the grant; `null` when there was none yet.
   */
  begin(session: SessionId, granted: PauseWord | null, correspondence: Correspondence): void {
    this.#session = session
    this.#correspondence = correspondence
    const kept = readJson<PauseWord>(this.keep, `pause.${session}`)
    const known = newest(newest(granted ?? OFF, kept), pauseWord(correspondence.journal.get()))
    this.#set(known)
    if (known.on) this.stopCapture()
    correspondence.journal.watch((journal) => {
      const word = pauseWord(journal)
      if (word === null || this.#state.get() === 'unknown') return
      const before = this.#known()
      this.#set(newest(before, word))
      if (this.#known().on && !before.on) this.stopCapture()
    })
  }

  /** Whether this tab itself kept that no pause was on in this session; nobody else could press since. */
  keptOff(session: SessionId): boolean {
    return readJson<PauseWord>(this.keep, `pause.${session}`)?.on === false
  }

  /** Pause now. */
  now(): void {
    if (this.#known().on) return
    this.stopCapture()
    this.#say({ on: true, keep: 'see' })
  }

  /** What the client keeps of the therapist; changes nothing else. */
  keepOf(keep: PauseWord['keep']): void {
    if (this.#known().on) this.#say({ on: true, keep })
  }

  /** The client's own tap, after the preview: back in the session. */
  comeBack(): void {
    if (this.#known().on) this.#say({ on: false, keep: this.#known().keep })
  }

  /** The session is not lived here now. The word stays with the tab: whoever comes back into a pause begins in it. */
  end(): void {
    this.#session = null
    this.#correspondence = null
    this.#state.set('unknown')
  }

  /** This session does not go on: nothing of its pause is kept. */
  forget(session: SessionId): void {
    this.keep.remove(`pause.${session}`)
  }

  #known(): PauseWord {
    const state = this.#state.get()
    return state === 'unknown' ? OFF : state
  }

  #say(word: Pick<PauseWord, 'on' | 'keep'>): void {
    const next = { n: this.#known().n + 1, ...word }
    this.#set(next)
    void this.#correspondence?.say({ k: 'pause', ...next })
  }

  #set({ n, on, keep }: PauseWord): void {
    const before = this.#state.get()
    if (before !== 'unknown' && before.n === n && before.on === on && before.keep === keep) return
    if (this.#session !== null) this.keep.set(`pause.${this.#session}`, JSON.stringify({ n, on, keep }))
    this.#state.set({ n, on, keep })
  }
}

const newest = (one: PauseWord, other: PauseWord | null): PauseWord => (other !== null && other.n > one.n ? other : one)
