/**
 * The relay between two networks that do not let them meet, as this page has it: short-lived credentials kept fresh,
 * the person's wish to hide their network address, and whether the relay works at all.
 */
import { type Clock, type Cancel, MINUTE, SECOND } from '@fermata/shared/clock'
import type { Relay as RelayAnswer } from '@fermata/shared/protocol'
import { retryOf, unreachable, type Result } from '@fermata/shared/result'
import type { KeyKeep, TabKeep } from '../../lib/keep.ts'
import { derived, type Observable, observable } from '../../lib/observable.ts'
import type { IceSettings } from '../../media/port.ts'

/** What a call of this page to itself through the relay has shown. */
export type RelayCheck = 'works' | 'refused' | 'unreachable'

export type RelayState =
  | { relay: 'asking' }
  | { relay: 'none' }
  /** `only`: the operator has every call relayed. */
  | { relay: 'there'; only: boolean; check: 'checking' | RelayCheck }

export interface RelayParts {
  /** Asks for credentials for this page's seat. */
  ask: () => Promise<Result<RelayAnswer>>
  check: (iceServers: RTCIceServer[]) => Promise<RelayCheck>
  /** The person's wish to hide their address, where this browser keeps it. */
  wish: { read(): Promise<boolean>; write(hidden: boolean): Promise<void> }
  clock: Clock
}

/** Where the wish for a hidden address is kept: a client's for this tab, a therapist's for this browser. */
export const wishKeptIn = (keep: TabKeep | KeyKeep): RelayParts['wish'] => ({
  read: async () => (await keep.get('hideAddress')) === 'yes',
  write: async (hidden) => keep.set('hideAddress', hidden ? 'yes' : 'no'),
})

/** Credentials last ten minutes: at any moment those at hand begin something for another five. */
const RENEW_EVERY = 5 * MINUTE
const ASK_AGAIN_AFTER = 5 * SECOND
/** A page whose server does not say makes its offer without a relay after this; it is offered again when it does. */
const KNOWN_WITHIN = 3 * SECOND

export class Relay {
  readonly state: Observable<RelayState>
  /** Whether this person wishes their network address hidden. */
  readonly hidden: Observable<boolean>
  /** For every peer and every restart from now on. */
  readonly ice: Observable<IceSettings>
  readonly #parts: RelayParts
  readonly #state = observable<RelayState>({ relay: 'asking' })
  readonly #servers = observable<RTCIceServer[]>([])
  readonly #hidden = observable(false)
  readonly #wishRead: Promise<void>
  #cancel: Cancel = () => undefined
  #asked: Promise<void> | null = null

  constructor(parts: RelayParts) {
    this.#parts = parts
    this.hidden = this.#hidden
    this.#wishRead = parts.wish.read().then((hidden) => this.#hidden.set(hidden))
    this.state = this.#state
    const settings = (): IceSettings => ({
      iceServers: this.#servers.get(),
      iceTransportPolicy: this.#hidden.get() || isOnly(this.#state.get()) ? 'relay' : 'all',
    })
    this.ice = derived([this.#servers, this.#hidden, this.#state], settings)
  }

  /** Hides this person's network address from the other, or no longer. */
  hide(hidden: boolean): void {
    void this.#parts.wish.write(hidden)
    this.#hidden.set(hidden)
  }

  /** Resolves once it is known what this person wishes, and whether there is a relay; for that it waits three seconds. */
  async known(): Promise<void> {
    await this.#wishRead
    if (this.#state.get().relay !== 'asking') return
    await new Promise<void>((resolve) => {
      const cancel = this.#parts.clock.after(KNOWN_WITHIN, resolve)
      void this.refresh().then(() => {
        cancel()
        resolve()
      })
    })
  }

  /** Fetches credentials now, and from now on before they end. Never rejects. */
  refresh(): Promise<void> {
    this.#asked ??= this.#refresh().finally(() => (this.#asked = null))
    return this.#asked
  }

  async #refresh(): Promise<void> {
    this.#cancel()
    const asked = await this.#parts.ask()
    // A link that is gone, or a sign-in that ended, gets nothing any more.
    if (!asked.ok && retryOf(asked.refusal) !== 'later') return
    this.#cancel = this.#parts.clock.after(asked.ok ? RENEW_EVERY : ASK_AGAIN_AFTER, () => void this.refresh())
    if (asked.ok) this.#take(asked.value)
  }

  #take(answer: RelayAnswer): void {
    switch (answer.relay) {
      case 'none':
        this.#servers.set([])
        return this.#state.set({ relay: 'none' })
      case 'there': {
        const before = this.#state.get()
        const works = before.relay === 'there' && before.check === 'works'
        this.#servers.set([answer.server])
        this.#state.set({ relay: 'there', only: answer.only, check: works ? 'works' : 'checking' })
        if (!works) void this.#check([answer.server])
        return
      }
      default:
        return unreachable(answer)
    }
  }

  async #check(servers: RTCIceServer[]): Promise<void> {
    const check = await this.#parts.check(servers)
    const { relay, ...state } = this.#state.get()
    if (relay === 'there' && 'only' in state) this.#state.set({ relay, only: state.only, check })
  }
}

const isOnly = (state: RelayState): boolean => state.relay === 'there' && state.only
