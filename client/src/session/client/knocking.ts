/**
 * Asking to come in. The peer and its offer are made while the client is still in the lobby; the sealed knock carries
 * them, so that the therapist's yes costs one round trip. The key that opens the grant is kept before the knock
 * leaves, so that a reload finds it.
 */
import { type KnockId, newId, type RandomSource, type SessionId } from '@fermata/shared/ids'
import { ageFrom, type Cancel, type Clock, type Millis, MINUTE, SECOND } from '@fermata/shared/clock'
import type { ClientStanding, LobbyCard, Signal, Welcome } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import type { PendingKnock } from '../../crypto/door/knock.ts'
import type { Link } from '../../crypto/door/link.ts'
import { type KeyKeep, readJson, type TabKeep } from '../../lib/keep.ts'
import type { Observable } from '../../lib/observable.ts'
import type { MediaLink, OpenLink, Prepared } from '../../media/port.ts'
import { risingEpoch } from '../call/epoch.ts'
import { KeptKnocks } from './kept-knocks.ts'
import type { Line } from './line.ts'

export interface KnockingParts {
  line: Pick<Line, 'ask' | 'token'>
  link: Link
  welcome: Welcome
  openLink: OpenLink
  reachable: Observable<boolean>
  signal: (signal: Signal) => void
  /** Told of each knock before it leaves. */
  knocked: (knock: KnockId) => void
  keep: TabKeep
  keys: KeyKeep
  clock: Clock
  random: RandomSource
}

/** How long the offer gathers candidates before the knock goes without the rest. */
const GATHER_FOR = 1 * SECOND
/** A waiting offer is made anew this often: a place at the relay that was asked for long ago may be gone. */
const RENEW_AFTER = 8 * MINUTE
/** An offer younger than this is not made anew because the line came back: nothing can have changed. */
const STILL_FRESH = 5 * SECOND

/** HPKE is fetched when the lobby is on screen, so that it is not waited for before. */
const loadSealing = () => Promise.all([import('../../crypto/door/knock.ts'), import('../../crypto/vault/therapist-keys.ts')])

type Waiting = Extract<ClientStanding, { standing: 'waiting' }>

interface Ready {
  link: MediaLink
  offer: Prepared
}

export class Knocking {
  readonly #parts: KnockingParts
  readonly #kept: KeptKnocks
  #ready: Promise<Ready> | null = null
  /** The knock that the ready link's offer went with. */
  #knocked: KnockId | null = null
  #busy = false
  /** Where this tab waits, by the server's last word. */
  #waiting: Waiting | null = null
  /** How old the newest offer is. */
  #age: () => Millis = () => Infinity
  #cancelRenewal: Cancel = () => undefined
  readonly #stopWatching: () => void

  constructor(parts: KnockingParts) {
    this.#parts = parts
    this.#kept = new KeptKnocks(parts.keep, parts.keys)
    // A line that came back may have come back from another network, where the old offer leads nowhere.
    this.#stopWatching = parts.reachable.watch((reachable) => {
      if (reachable && this.#waiting !== null && this.#age() > STILL_FRESH) void this.renew()
    })
  }

  /** Makes peer, certificate and offer, if that was not done yet. */
  warm(): Promise<Ready> {
    this.#ready ??= this.#prepare()
    return this.#ready
  }

  /**
   * Knocks with this card; `null` when the server has it, else why not. What a page knocks by itself keeps the place it
   * waits in; into another session only a tap leads.
   */
  async knock(card: LobbyCard, session: SessionId, by: 'tap' | 'itself' = 'tap'): Promise<Refusal | null> {
    if (this.#busy) return null
    this.#busy = true
    this.#parts.keep.set('card', JSON.stringify(card))
    try {
      const { offer } = await this.warm()
      const refusal = await this.#send(card, session, offer)
      // The room moved on to another session in the meantime: seal for that one.
      return refusal?.code === 'otherSession' && by === 'tap' ? await this.#send(card, refusal.session, offer) : refusal
    } finally {
      this.#busy = false
    }
  }

  /** Makes a new offer in place of the one at hand, and where this tab waits, knocks again with it: it keeps its place. */
  async renew(): Promise<void> {
    if (this.#busy || this.#ready === null) return
    const old = this.#ready
    this.#ready = null
    this.#knocked = null
    void old.then(({ link }) => link.close(), () => undefined)
    if (this.#waiting === null) await this.warm()
    else await this.again(this.#waiting)
  }

  /** This page asks no more. */
  close(): void {
    this.#cancelRenewal()
    this.#stopWatching()
  }

  /** After a reload the offer of a waiting knock is gone with the page: the same tab knocks again and keeps its place. */
  async again(standing: Waiting): Promise<void> {
    this.#waiting = standing
    if (this.#busy || this.#knocked === standing.knock) return
    const card = readJson<LobbyCard>(this.#parts.keep, 'card')
    if (card !== null) await this.knock(card, standing.session, 'itself')
  }

  /**
   * The link whose offer went with this knock, if this page made it; it is the caller's from now on. An offer that went
   * with another knock was passed by: the Admit was for one from before a reload.
   */
  async take(knock: KnockId): Promise<MediaLink | null> {
    const [ready, isTheOne] = [this.#ready, this.#knocked === knock]
    if (ready === null) return null
    this.#ready = null
    this.#knocked = null
    const { link } = await ready
    if (isTheOne) return link
    link.close()
    return null
  }

  /** What opens the grant for this knock; `null` if it was made on another device. */
  pending(knock: KnockId): Promise<PendingKnock | null> {
    return this.#kept.get(knock)
  }

  /** Lets go of what knocks left in this browser, as far as nothing can come of them any more. */
  async tidy(standing: ClientStanding | null, before: ClientStanding | null): Promise<void> {
    if (standing?.standing !== 'waiting') this.#waitNoMore()
    switch (standing?.standing) {
      case 'waiting':
        return this.#kept.removeBefore(standing.knock)
      case 'seated':
        return this.#kept.removeBefore(standing.grant.knock)
      case 'outside':
        // Withdrawn, or away for too long. To a tab that had no place this says nothing: its knock may be on the way.
        return before === null || before.standing === 'outside' ? undefined : this.letGo()
      case 'over':
        // What opens the grant is kept for as long as the session may go on.
        return standing.reopening === null ? this.letGo() : undefined
      case 'turnedAway':
        return this.letGo()
      default:
        // Who left comes back with the same grant; a copy of this tab, which displaced it, goes on with its key.
        return undefined
    }
  }

  /** Nothing can come of any knock of this tab any more. */
  async letGo(): Promise<void> {
    if (this.#busy) return
    this.#parts.keep.remove('card')
    await this.#kept.removeAll()
  }

  #waitNoMore(): void {
    this.#waiting = null
    this.#cancelRenewal()
  }

  async #send(card: LobbyCard, session: SessionId, offer: Prepared): Promise<Refusal | null> {
    const { line, link, welcome, random, clock } = this.#parts
    const [{ sealKnock }, { newKnockKeys }] = await loadSealing()
    const knock = newId<KnockId>(random)
    const sealed = await sealKnock({
      link, session, knock, therapistKey: welcome.therapistKey, ...(await newKnockKeys(random)), inside: { ...offer, card },
    })
    if (sealed === null) return { code: 'malformed' }
    await this.#kept.add(knock, sealed.pending)
    this.#knocked = knock
    this.#parts.knocked(knock)
    this.#cancelRenewal()
    this.#cancelRenewal = clock.after(RENEW_AFTER, () => this.#waiting !== null && void this.renew())
    return line.ask({ type: 'knock', session, knock, box: sealed.box, next: await line.token.forKnock() })
  }

  async #prepare(): Promise<Ready> {
    const { openLink, reachable, signal, clock, keep } = this.#parts
    void loadSealing()
    this.#age = ageFrom(clock)
    const link = await openLink({
      role: 'caller', clock, reachable, signal, ...risingEpoch(keep),
    })
    return { link, offer: await link.prepareOffer(GATHER_FOR) }
  }
}
