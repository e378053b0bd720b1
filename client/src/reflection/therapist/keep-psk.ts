/**
 * The secrets that open reflections, kept in the therapist's vault: the session's own secret goes with the session's
 * data, but what a client wrote after it stays readable.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import { type Clock, SECOND } from '@fermata/shared/clock'
import type { GrantId, RoomId } from '@fermata/shared/ids'
import type { TherapistSession, TherapistView } from '@fermata/shared/protocol'
import { readSecret, reflectionPsk } from '../../crypto/door/grant.ts'
import type { ReflectionKey } from '../../crypto/sealed/reflection.ts'
import { idBytes } from '../../crypto/primitives/kdf.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import { readKept } from '../../session/therapist/kept-secret.ts'
import type { RoomRecord, SessionRecord } from '../../session/therapist/records.ts'

type InProgress = Extract<TherapistSession, { phase: 'inProgress' }>

const DEVICES_AT_MOST = 4
const AGAIN_AFTER = 5 * SECOND
/** For about a quarter of an hour; after that the next time the session is shown. */
const TRIES = 180

type Met = Pick<InProgress, 'session' | 'admittedAt'>
type Psks = SessionRecord['psks']

/**
 * Keeps what will open the reflections on each session, at whichever desk of theirs: by every view of one, whether this
 * page sits in it or not, and by the own yes, since the session may have ended before a view of it came.
 */
export class PskKeeping {
  /** Grants of which it is kept, or is being kept. */
  readonly #known = new Set<GrantId>()

  constructor(private readonly parts: { account: OpenAccount; clock: Clock }) {}

  /** A room as the server shows it. */
  see({ room, session }: TherapistView): void {
    if (session.phase !== 'inProgress') return
    // Older ones were let go of already: taken in again they would push the newest out.
    const fresh = session.grants.slice(-DEVICES_AT_MOST).filter(({ grant }) => !this.#known.has(grant))
    if (fresh.length > 0) void this.#keep(room, session, fresh.map(({ grant }) => grant), psksOf(this.parts.account, fresh))
  }

  /** Somebody was let in from here. */
  letIn(room: RoomId, { grant, secret, ...met }: Met & { grant: GrantId; secret: string }): void {
    if (!this.#known.has(grant)) void this.#keep(room, met, [grant], pskOf(grant, secret))
  }

  /** Tried again while the vault cannot be written. */
  async #keep(room: RoomId, met: Met, grants: readonly GrantId[], opened: Promise<Psks>, tries = TRIES): Promise<void> {
    const { account, clock } = this.parts
    for (const grant of grants) this.#known.add(grant)
    const psks = await opened
    const saved = await account.records.changeRoom(room, (before) => withPsks(before, met, psks))
    if (saved.ok) return
    if (tries > 1) return void clock.after(AGAIN_AFTER, () => void this.#keep(room, met, grants, opened, tries - 1))
    for (const grant of grants) this.#known.delete(grant)
  }
}

/** The record with these secrets beside those it has; the very same if nothing is new. */
export function withPsks(record: RoomRecord, { session, admittedAt }: Met, psks: Psks): RoomRecord {
  const { sessions = [] } = record
  const known = sessions.find((one) => one.session === session)
  const fresh = psks.filter(({ grant }) => known?.psks.every((one) => one.grant !== grant) ?? true)
  if (fresh.length === 0) return record
  const changed = { session, metAt: admittedAt, read: null, ...known, psks: [...(known?.psks ?? []), ...fresh].slice(-DEVICES_AT_MOST) }
  return { ...record, sessions: [...sessions.filter((one) => one !== known), changed] }
}

/** The kept secrets of a session, as a reflection is opened with them. */
export function keysOf({ psks }: SessionRecord): ReflectionKey[] {
  return psks.flatMap(({ grant, psk }) => {
    const bytes = fromBase64url(psk)
    return bytes === null ? [] : [{ psk: bytes, pskId: idBytes(grant) }]
  })
}

async function psksOf({ vault }: OpenAccount, grants: InProgress['grants']): Promise<Psks> {
  return (await Promise.all(grants.map(async ({ grant, kept }) => pskOf(grant, (await readKept(vault, grant, kept))?.secret ?? '')))).flat()
}

async function pskOf(grant: GrantId, text: string): Promise<Psks> {
  const secret = readSecret(text)
  return secret === null ? [] : [{ grant, psk: toBase64url(await reflectionPsk(secret, grant)) }]
}
