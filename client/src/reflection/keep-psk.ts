/**
 * The secrets that open reflections, kept in the therapist's vault: the session's own secret goes with the session's
 * data, but what a client wrote after it stays readable.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import { type Clock, SECOND } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import type { TherapistSession } from '@fermata/shared/protocol'
import { readSecret, reflectionPsk } from '../crypto/grant.ts'
import type { ReflectionKey } from '../crypto/reflection.ts'
import { idBytes } from '../crypto/kdf.ts'
import type { OpenAccount } from '../session/therapist/account.ts'
import { readKept } from '../session/therapist/kept-secret.ts'
import type { RoomRecord, SessionRecord } from '../session/therapist/records.ts'

type InProgress = Extract<TherapistSession, { phase: 'inProgress' }>

const DEVICES_AT_MOST = 4
const AGAIN_AFTER = 5 * SECOND
/** For about a quarter of an hour; after that the next time the session is opened. */
const TRIES = 180

/** Keeps what will open the reflections on this session; tried again while the vault cannot be written. */
export async function keepPsks(
  { account, clock }: { account: OpenAccount; clock: Clock }, room: RoomId, session: InProgress, tries = TRIES,
): Promise<void> {
  const psks = await psksOf(account, session)
  const saved = await account.records.changeRoom(room, (before) => withPsks(before, session, psks))
  if (saved.ok || tries <= 1) return
  clock.after(AGAIN_AFTER, () => void keepPsks({ account, clock }, room, session, tries - 1))
}

/** The record with these secrets beside those it has; the very same if nothing is new. */
export function withPsks(
  record: RoomRecord, { session, admittedAt }: Pick<InProgress, 'session' | 'admittedAt'>, psks: SessionRecord['psks'],
): RoomRecord {
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

async function psksOf({ vault }: OpenAccount, { grants }: InProgress): Promise<SessionRecord['psks']> {
  const psks = await Promise.all(
    grants.map(async ({ grant, kept }) => {
      const secret = readSecret((await readKept(vault, grant, kept))?.secret ?? '')
      return secret === null ? [] : [{ grant, psk: toBase64url(await reflectionPsk(secret, grant)) }]
    }),
  )
  return psks.flat()
}
