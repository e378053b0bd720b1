/**
 * *Leave quietly*: the page is blank first. Then the word goes by every way there is, nothing of the room stays in this
 * browser, and a neutral page takes the place of this one in the history. Not one step waits longer than `PATIENCE`.
 */
import type { QuietWay } from '@fermata/shared/protocol'
import { type Clock, SECOND } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import { forgetRoom, type KeyKeep, type TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import type { KeptKnocks } from './kept-knocks.ts'
import type { Visit } from './visit.ts'

/** What a page can do to itself. */
export interface PageExit {
  /** Nothing of it is seen or heard any more, at once. */
  blank(): void
  /** Sends a body that arrives though the page goes; `false` when the browser does not take it. */
  beacon(path: string, body: unknown): boolean
  /** This page's place in the history is the other one's. */
  replaceWith(address: string): void
}

/**
 * What stands ready for it. A button that names it works in either case; `on`: the client turned on what needs no search,
 * a small button in the room and the two ways by keyboard.
 */
export type QuietLeaveState = 'offByOperator' | 'off' | 'on'

export interface QuietLeaveParts {
  room: RoomId
  visit: Pick<Visit, 'leaveQuietly'>
  way: Observable<QuietWay>
  exit: PageExit
  knocks: KeptKnocks
  tab: TabKeep
  keys: KeyKeep
  clock: Clock
}

/** Our own plain page, without our name. */
export const PLAIN_PAGE = '/plain.html'

const KEPT = 'quietLeave'
const PATIENCE = 0.4 * SECOND

export class QuietLeave {
  readonly state: Observable<QuietLeaveState>
  readonly #state
  readonly #parts: QuietLeaveParts

  constructor(parts: QuietLeaveParts) {
    this.#parts = parts
    this.#state = observable<QuietLeaveState>(this.#read())
    this.state = this.#state
    parts.way.watch(() => this.#state.set(this.#read()))
  }

  /** Turned on or off by the client. Kept in this tab, as long as nobody left quietly. */
  choose(wish: 'on' | 'off'): void {
    this.#parts.tab.set(KEPT, wish)
    this.#state.set(this.#read())
  }

  async go(): Promise<void> {
    const { visit, exit, room, knocks, tab, keys, clock, way } = this.#parts
    if (this.#state.get() === 'offByOperator') return
    const to = way.get()
    exit.blank()
    const said = visit.leaveQuietly((body) => exit.beacon(`/rooms/${room}/last-word`, body), PATIENCE)
    await atMost(clock, PATIENCE, said)
    await atMost(clock, PATIENCE, Promise.all([knocks.removeAll(), forgetRoom(keys, room)]))
    tab.clear()
    exit.replaceWith(to.way === 'address' ? to.address : PLAIN_PAGE)
  }

  #read(): QuietLeaveState {
    if (this.#parts.way.get().way === 'off') return 'offByOperator'
    return this.#parts.tab.get(KEPT) === 'on' ? 'on' : 'off'
  }
}

/** Resolves when the work is done, has failed, or has taken `patience` ms: whoever leaves is not held up. */
function atMost(clock: Clock, patience: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(patience, resolve)
    const done = (): void => {
      cancel()
      resolve()
    }
    work.then(done, done)
  })
}
