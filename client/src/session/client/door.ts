/** The client's link, from the address bar to the opened door: what hangs there is all a stranger could learn. */
import type { RoomId } from '@fermata/shared/ids'
import { type Clock, SECOND } from '@fermata/shared/clock'
import { Door as DoorAnswer, type Welcome } from '@fermata/shared/protocol'
import { openBundle } from '../../crypto/bundle.ts'
import { type Link, readLink } from '../../crypto/link.ts'
import type { Api } from '../../lib/api.ts'
import type { TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'

export type DoorState =
  | { door: 'asking' }
  /** No answer from the server; it keeps asking. */
  | { door: 'unreachable' }
  /** Not a link, or not any more: one answer for every reason. */
  | { door: 'wrong' }
  | { door: 'open'; link: Link; welcome: Welcome }

export interface DoorParts {
  room: RoomId
  /** The address's fragment; empty after a reload. */
  fragment: string
  /** Takes the fragment out of the address bar, once this tab keeps it. */
  forgetFragment: () => void
  keep: TabKeep
  api: Api
  clock: Clock
}

const ASK_AGAIN_AFTER = 2 * SECOND

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
    if (link === null) return this.#state.set({ door: 'wrong' })
    keep.set('link', link.fragment)
    forgetFragment()
    await this.#ask(link)
  }

  /** The server said that this link is no more. */
  closed(): void {
    this.#parts.keep.remove('link')
    this.#state.set({ door: 'wrong' })
  }

  async #ask(link: Link): Promise<void> {
    const { api, room, clock } = this.#parts
    const asked = await api.send('POST', `/rooms/${room}/door`, { link: link.id, auth: link.auth }, DoorAnswer)
    if (!asked.ok) {
      if (asked.refusal.code !== 'unavailable') return this.#state.set({ door: 'wrong' })
      this.#state.set({ door: 'unreachable' })
      clock.after(ASK_AGAIN_AFTER, () => void this.#ask(link))
      return
    }
    const welcome = await openBundle(link, asked.value.bundle)
    this.#state.set(welcome === null ? { door: 'wrong' } : { door: 'open', link, welcome })
  }
}
