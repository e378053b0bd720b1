/**
 * What a client shared before, read again on a device that was let in: in session, for 24 hours after it, and longer
 * only where they chose to keep it readable. The server hands out sealed copies; the link alone opens none of them.
 */
import type { Clock, Millis } from '@fermata/shared/clock'
import type { RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { type OwnCopy, OwnCopyList } from '@fermata/shared/protocol'
import type { Reflection } from '@fermata/shared/reflection'
import { ok, refuse, type Result } from '@fermata/shared/result'
import type { Api } from '../../lib/api.ts'
import type { KeyKeep, TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import type { DoorState } from '../../session/client/door.ts'
import { deviceOf } from '../../session/tab.ts'
import { keptName, readInvitation } from './invitation.ts'
import { Offered } from './offered.ts'

/** Whether the therapist has opened it. `another`: the receipt names another text than this one. */
export type Opening = 'notYet' | 'read' | 'another'

export interface OwnReflection {
  session: SessionId
  metAt: Millis
  rev: number
  reflection: Reflection
  opening: Opening
}

/** Until when the past can be read here. `no`: nothing on this device opens it. */
export type Readable = 'no' | 'forNow' | 'kept'

export interface OwnPastParts {
  room: RoomId
  api: Api
  keys: KeyKeep
  tab: TabKeep
  clock: Clock
  random: RandomSource
  door: Observable<DoorState>
}

export class OwnPast {
  /** What other questionnaires ask, to read what was answered to them. */
  readonly offered: Offered
  readonly readable: Observable<Readable>
  readonly #readable = observable<Readable>('no')
  readonly #parts: OwnPastParts

  constructor(parts: OwnPastParts) {
    this.#parts = parts
    this.readable = this.#readable
    this.offered = new Offered(parts)
    void this.look()
  }

  /** Finds out what this device may read: again after a session has opened here. */
  async look(): Promise<void> {
    this.#readable.set((await this.#key()).readable)
  }

  /** Everything that opens here, in no order. */
  async read(): Promise<Result<OwnReflection[]>> {
    const { room, api, door } = this.#parts
    const here = door.get()
    const { key } = await this.#key()
    if (here.door !== 'open' || key === null) return refuse({ code: 'noSuchRoom' })
    const { id: link, auth } = here.link
    const asked = await api.send('POST', `/rooms/${room}/reflections/own`, { link, auth }, OwnCopyList)
    if (!asked.ok) return asked
    const opened = await Promise.all(asked.value.copies.map((copy) => open(room, key, copy)))
    return ok(opened.filter((one) => one !== null))
  }

  /** Keeps it readable on this device, beyond the day, until it is taken back. */
  async keep(): Promise<void> {
    const { keys, room } = this.#parts
    const { key } = await this.#key()
    if (key !== null) await keys.set(keptName(room), key)
    await this.look()
  }

  async stopKeeping(): Promise<void> {
    await this.#parts.keys.remove(keptName(this.#parts.room))
    await this.look()
  }

  /** The newest grant's key first: an older one that was kept may be out of use. */
  async #key(): Promise<{ key: CryptoKey | null; readable: Readable }> {
    const { keys, room, tab, random, clock } = this.#parts
    const kept = ((await keys.get(keptName(room))) ?? null) as CryptoKey | null
    const invitation = await readInvitation(keys, room, clock.now())
    const met = invitation !== null && invitation.device === deviceOf(tab, random) ? invitation.keepKey : null
    if (kept !== null) return { key: met ?? kept, readable: 'kept' }
    return { key: met, readable: met === null ? 'no' : 'forNow' }
  }
}

async function open(room: RoomId, key: CryptoKey, { session, seat, rev, own, receipt }: OwnCopy): Promise<OwnReflection | null> {
  if (own === null) return null
  const { openOwnCopy, openReceipt } = await import('../../crypto/sealed/reflection.ts')
  const about = { room, session, seat, rev }
  const copy = await openOwnCopy(key, about, own)
  if (copy === null) return null
  const hash = receipt === null ? null : await openReceipt(key, about, receipt)
  const opening = hash === null ? 'notYet' : hash === copy.hash ? 'read' : 'another'
  return { session, metAt: copy.metAt, rev, reflection: copy.reflection, opening }
}
