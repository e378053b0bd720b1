/** The client's link, from the address bar to the opened door: what hangs there is all a stranger could learn. */
import type { RoomId } from '@fermata/shared/ids'
import { type Clock, SECOND } from '@fermata/shared/clock'
import { type Bundle, Door as DoorAnswer, Relay, type Welcome } from '@fermata/shared/protocol'
import { refuse, type Result } from '@fermata/shared/result'
import { openBundle } from '../../crypto/door/bundle.ts'
import { type Link, readLink } from '../../crypto/door/link.ts'
import { FRAGMENT_LETTERS } from '@fermata/shared/link-text'
import type { Api } from '../../lib/api.ts'
import { readJson, type TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'

export type DoorState =
  | { door: 'asking' }
  /** No answer from the server; it keeps asking. */
  | { door: 'unreachable' }
  /** Not a link, or not any more. Only what this page can see of its own address is told apart: letters are missing. */
  | { door: 'wrong'; copy: 'cutShort' | 'whole' }
  | { door: 'open'; link: Link; welcome: Welcome }

export interface DoorParts {
  room: RoomId
  /** The letters in the address's fragment (`lettersOf`); empty after a reload. */
  fragment: string
  /** Takes the fragment out of the address bar, once this tab keeps it. */
  forgetFragment: () => void
  keep: TabKeep
  api: Api
  clock: Clock
}

const ASK_AGAIN_AFTER = 2 * SECOND
/** Under this name a tab keeps what hung at its door, sealed as it came. */
const BUNDLE = 'bundle'

export class Door {
  readonly state: Observable<DoorState>
  readonly #state = observable<DoorState>({ door: 'asking' })
  readonly #parts: DoorParts

  constructor(parts: DoorParts) {
    this.#parts = parts
    this.state = this.#state
  }

  async open(): Promise<void> {
    const { room, fragment, keep, forgetFragment } = this.#parts
    const link = await readLink(room, fragment === '' ? (keep.get('link') ?? '') : fragment)
    if (link === null) {
      const isCutShort = fragment !== '' && fragment.length < FRAGMENT_LETTERS
      return this.#state.set({ door: 'wrong', copy: isCutShort ? 'cutShort' : 'whole' })
    }
    if (keep.get('link') !== link.fragment) keep.remove(BUNDLE)
    keep.set('link', link.fragment)
    forgetFragment()
    await this.#remember(link)
    await this.#ask(link)
  }

  /** What this link's seat needs to be relayed. */
  async relay(): Promise<Result<Relay>> {
    const { api, room } = this.#parts
    const state = this.#state.get()
    if (state.door !== 'open') return refuse({ code: 'unavailable', retryAfterMs: ASK_AGAIN_AFTER })
    const { id, auth } = state.link
    return api.send('POST', `/rooms/${room}/relay`, { link: id, auth }, Relay)
  }

  /** The server said that this link is no more. */
  closed(): void {
    this.#parts.keep.remove('link')
    this.#parts.keep.remove(BUNDLE)
    this.#state.set({ door: 'wrong', copy: 'whole' })
  }

  /**
   * After a reload the door opens with what hung there before, while the server is asked whether it still does: whoever
   * is in session waits for no answer about names. A link that is gone is refused on every other way as well.
   */
  async #remember(link: Link): Promise<void> {
    const kept = readJson<Bundle>(this.#parts.keep, BUNDLE)
    const welcome = kept && (await openBundle(link, kept))
    if (welcome !== null) this.#state.set({ door: 'open', link, welcome })
  }

  async #ask(link: Link): Promise<void> {
    const { api, room, clock, keep } = this.#parts
    const asked = await api.send('POST', `/rooms/${room}/door`, { link: link.id, auth: link.auth }, DoorAnswer)
    if (!asked.ok) {
      if (asked.refusal.code !== 'unavailable') {
        keep.remove(BUNDLE)
        return this.#state.set({ door: 'wrong', copy: 'whole' })
      }
      if (this.#state.get().door !== 'open') this.#state.set({ door: 'unreachable' })
      clock.after(ASK_AGAIN_AFTER, () => void this.#ask(link))
      return
    }
    const bundle = JSON.stringify(asked.value.bundle)
    if (this.#state.get().door === 'open' && keep.get(BUNDLE) === bundle) return
    const welcome = await openBundle(link, asked.value.bundle)
    if (welcome !== null) keep.set(BUNDLE, bundle)
    this.#state.set(welcome === null ? { door: 'wrong', copy: 'whole' } : { door: 'open', link, welcome })
  }
}
