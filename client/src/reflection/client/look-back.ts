/**
 * A client looks back on a session: whether that is open now, sealing, and sending until the server has it on its
 * disk. Answers are never here before the client chose to share them; who keeps them to themselves never calls.
 */
import { type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import { CLIENT, type RandomSource, type RoomId, type SessionId } from '@fermata/shared/ids'
import type { ClientStanding, ReflectionPsk } from '@fermata/shared/protocol'
import type { Reflection } from '@fermata/shared/reflection'
import { retryOf } from '@fermata/shared/result'
import { type Api, Done } from '../../lib/api.ts'
import type { KeyKeep, TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import { type Retry, retrying } from '../../lib/retry.ts'
import type { DoorState } from '../../session/client/door.ts'
import { deviceOf } from '../../session/tab.ts'
import {
  type Invitation, openUntil, readInvitation, readUnsent, removeUnsent, writeInvitation, writeUnsent,
} from './invitation.ts'
import { Offered } from './offered.ts'
import type { Opening, OwnPast, OwnReflection } from './own-past.ts'

/**
 * `notYet`: sealed and kept here, and sent until it is saved. `refused`: too late, or another one is there. `readBefore`:
 * the therapist had opened the one before, which stays.
 */
export type Saving = 'nothing' | 'notYet' | 'saved' | 'refused' | 'readBefore'

export type LookBackState =
  | { open: 'no' }
  | {
      open: 'yes'
      /** While the session goes on, or after it. */
      when: 'inSession' | 'after'
      through: ReflectionPsk
      until: Millis
      saving: Saving
      readable: boolean
      opening: Opening
    }

export interface LookBackParts {
  room: RoomId
  api: Api
  keys: KeyKeep
  tab: TabKeep
  clock: Clock
  random: RandomSource
  door: Observable<DoorState>
  standing: Observable<ClientStanding | null>
  /** Whether the therapist's own word that the session is over was heard. */
  ended: Observable<boolean>
  /** The session that goes on here: resolves once its invitation is kept. */
  invited: Observable<Promise<void> | null>
  past: OwnPast
}

const AGAIN_AFTER = 3 * SECOND

const loadSealing = () => import('../../crypto/sealed/reflection.ts')

export class LookBack {
  readonly state: Observable<LookBackState>
  /** Which questionnaires are asked. */
  readonly offered: Offered
  readonly #state = observable<LookBackState>({ open: 'no' })
  readonly #parts: LookBackParts
  #saving: Saving = 'nothing'
  /** The newest that the server is known to have for this session, where this device can open it. */
  #stored: OwnReflection | null = null
  readonly #retry: Retry
  #pushing = false
  #looks = 0

  constructor(parts: LookBackParts) {
    this.#parts = parts
    this.#retry = retrying(parts.clock, () => void this.#push())
    this.state = this.#state
    this.offered = new Offered(parts)
    const look = (): void => void this.#look().catch(() => undefined)
    parts.standing.watch(look)
    parts.ended.watch(look)
    // Known before the session is over: its last page has everything from the start, and nothing moves on it under a thumb.
    const onceInvited = (): void => void parts.invited.get()?.then(look)
    parts.invited.watch(onceInvited)
    onceInvited()
    // The door may be open already, by the tab's own memory.
    const atTheDoor = (): void => void this.#push().then(() => this.#askAgain())
    parts.door.watch(atTheDoor)
    parts.standing.watch(() => void this.#push())
    parts.ended.watch(() => void this.#push())
    look()
    atTheDoor()
  }

  /** Seals what was answered, keeps it sealed, and sends it. `false`: there is nothing to look back on any more. */
  async send(reflection: Reflection): Promise<boolean> {
    const { room, keys, clock, door, random } = this.#parts
    const here = door.get()
    const invitation = await readInvitation(keys, room, clock.now())
    if (here.door !== 'open' || invitation === null) return false
    const { linkKey, reflectionHash, sealOwnCopy, sealReflection, sessionKey } = await loadSealing()
    const { session, grant, psk, keepKey } = invitation
    const through = this.#through(invitation)
    const about = { room, session, seat: CLIENT, rev: Math.max(invitation.rev, this.#storedFor(session)?.rev ?? 0) + 1 }
    const key = through === 'session' ? sessionKey(grant, psk) : linkKey(here.link)
    const box = await sealReflection(here.welcome.therapistKey, about, key, reflection)
    if (box === null) return false
    // Somebody who only has the link leaves no copy that the admitted tab would take for its own.
    const hash = await reflectionHash(box)
    const own = through === 'session' && hash !== null ? await sealOwnCopy(keepKey, about, { metAt: invitation.metAt, hash, reflection }, random) : null
    await writeUnsent(keys, room, { session, rev: about.rev, psk: through, box, own, until: openUntil(invitation) })
    await writeInvitation(keys, room, { ...invitation, rev: about.rev, own })
    this.#saving = 'notYet'
    await this.#look()
    void this.#push()
    return true
  }

  /** What was written here, or what stands at the server and opens here; `null` where neither is. */
  async readBack(): Promise<Reflection | null> {
    const { room, keys, clock } = this.#parts
    const invitation = await readInvitation(keys, room, clock.now())
    if (invitation === null) return null
    if (invitation.own === null || this.#through(invitation) === 'link') return this.#storedFor(invitation.session)?.reflection ?? null
    const { openOwnCopy } = await loadSealing()
    const { session, rev, keepKey, own } = invitation
    return (await openOwnCopy(keepKey, { room, session, seat: CLIENT, rev }, own))?.reflection ?? null
  }

  /** Makes ready what sealing needs, while the client is still answering. */
  warm(): void {
    void loadSealing()
  }

  /** What stands at the server for this session, and whether the therapist has opened it meanwhile. */
  async #askAgain(): Promise<void> {
    const { room, keys, clock, past } = this.#parts
    const kept = await readInvitation(keys, room, clock.now())
    const read = kept === null ? null : await past.read()
    if (!read?.ok) return
    this.#stored = read.value.find(({ session }) => session === kept?.session) ?? null
    await this.#look()
  }

  /** A copy of what was never taken would be read back as if it had been. */
  async #forgetOwn(): Promise<void> {
    const { room, keys, clock } = this.#parts
    const kept = await readInvitation(keys, room, clock.now())
    if (kept !== null) await writeInvitation(keys, room, { ...kept, own: null })
  }

  #storedFor(session: SessionId): OwnReflection | null {
    return this.#stored?.session === session ? this.#stored : null
  }

  #through({ device }: Invitation): ReflectionPsk {
    return device === deviceOf(this.#parts.tab, this.#parts.random) ? 'session' : 'link'
  }

  /** Whether the session of the kept invitation is over, as far as this tab knows. */
  async #look(): Promise<void> {
    const { room, keys, clock, standing, ended } = this.#parts
    const look = ++this.#looks
    const kept = await readInvitation(keys, room, clock.now())
    const now = standing.get()
    const open =
      kept !== null && now !== null &&
      ((now.standing === 'over' && now.session === kept.session) ||
        // Who is in session or left may write at once; it is sent when the session is over for both.
        ((now.standing === 'left' || now.standing === 'seated') && now.session === kept.session) ||
        (now.standing === 'outside' && now.session !== kept.session))
    if (!open) return look === this.#looks ? this.#state.set({ open: 'no' }) : undefined
    const endedAt = now.standing === 'over' ? now.endedAt : kept.endedAt
    if (endedAt !== kept.endedAt) await writeInvitation(keys, room, { ...kept, endedAt })
    const [through, stored] = [this.#through(kept), this.#storedFor(kept.session)]
    const unsent = await readUnsent(keys, room, clock.now())
    // After a reload: what was written and waits no more is saved.
    const settled = this.#saving === 'nothing' && (kept.own !== null || stored !== null) ? 'saved' : this.#saving
    // A later look has seen more than this one.
    if (look !== this.#looks) return
    this.#state.set({
      open: 'yes', when: now.standing === 'seated' && !ended.get() ? 'inSession' : 'after', opening: stored?.rev === kept.rev ? stored.opening : 'notYet',
      through, until: openUntil({ ...kept, endedAt }), saving: unsent === null ? settled : 'notYet',
      readable: (through === 'session' && kept.own !== null) || stored !== null,
    })
  }

  /** Whether this tab sits in a session: what was written in it is sent once it is over. */
  #goesOn(): boolean {
    return this.#parts.standing.get()?.standing === 'seated' && !this.#parts.ended.get()
  }

  /** Sends what is not known to be saved, until it is. */
  async #push(): Promise<void> {
    const { room, api, keys, clock, door } = this.#parts
    const here = door.get()
    if (this.#pushing || here.door !== 'open' || this.#goesOn()) return
    this.#pushing = true
    try {
      const unsent = await readUnsent(keys, room, clock.now())
      if (unsent === null) return
      const { session, rev, psk, box, own } = unsent
      const { id: link, auth } = here.link
      const put = await api.send(
        'PUT', `/rooms/${room}/reflections`, { link, auth, session, seat: CLIENT, rev, psk, box, own }, Done,
      )
      // `outOfPhase`: the server has not heard yet that the session is over.
      const isForLater = !put.ok && (retryOf(put.refusal) === 'later' || put.refusal.code === 'outOfPhase')
      this.#saving = put.ok ? 'saved' : isForLater ? 'notYet' : put.refusal.code === 'alreadyRead' ? 'readBefore' : 'refused'
      if (isForLater) this.#retry.plan(AGAIN_AFTER)
      // A later revision may have been sealed meanwhile; that one stays.
      else if ((await readUnsent(keys, room, clock.now()))?.rev === rev) await removeUnsent(keys, room)
      else this.#retry.plan(0)
      if (this.#saving === 'refused' || this.#saving === 'readBefore') await this.#forgetOwn()
      await this.#look()
      void this.#askAgain()
    } catch {
      // The browser's database failed: once more, as with a server that does not answer.
      this.#retry.plan(AGAIN_AFTER)
    } finally {
      this.#pushing = false
    }
  }
}
