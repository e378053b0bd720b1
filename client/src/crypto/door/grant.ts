/**
 * A grant: the therapist's tap, sealed to the key of the one device that knocked. Out of it both sides take the
 * session secret, from which every later key of this admission comes.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import { CLIENT, THERAPIST, type GrantId, type RoomId, type Seat, type SessionId } from '@fermata/shared/ids'
import { GrantInside } from '@fermata/shared/protocol'
import { aesKey, readJson, writeJson } from '../primitives/box.ts'
import { openWith, sealTo, type Occasion } from '../primitives/hpke.ts'
import { concat, deriveBytes, idBytes, labelled, type Bytes } from '../primitives/kdf.ts'
import { commitTo, MAX_INSIDE_BYTES, type KnockTrace, type OpenedKnock, type PendingKnock } from './knock.ts'

/** 32 bytes that only the two ends of one grant have. */
export type SessionSecret = Bytes & { readonly __brand: 'SessionSecret' }

const occasion = (knock: KnockTrace, grant: GrantId): Occasion => ({
  info: labelled(
    'fermata/1 grant', ...[knock.room, knock.link, knock.session, grant].map(idBytes), knock.digest,
  ),
  psk: knock.grantPsk,
  pskId: idBytes(knock.knock),
  exportLabel: 'fermata/1 session',
})

/** Seals a grant for exactly this knock; `null` if the description and its candidates are too large. */
export async function sealGrant(
  { knock, grant, inside }: { knock: OpenedKnock; grant: GrantId; inside: GrantInside },
): Promise<{ box: string; secret: SessionSecret } | null> {
  const plain = writeJson(GrantInside, inside)
  if (plain === null || plain.length > MAX_INSIDE_BYTES) return null
  const { sealed, exported } = await sealTo(knock.clientKey, plain, occasion(knock, grant))
  return { box: toBase64url(sealed), secret: exported as SessionSecret }
}

/** Opens the grant for a pending knock; `null` for any other grant, knock, device or sender. */
export async function openGrant(
  pending: PendingKnock, grant: GrantId, box: string,
): Promise<{ inside: GrantInside; secret: SessionSecret } | null> {
  const sealed = fromBase64url(box)
  const opened = sealed && (await openWith(pending.keyPair, sealed, occasion(pending, grant)))
  const inside = opened && readJson(GrantInside, opened.plain)
  return opened && inside && { inside, secret: opened.exported as SessionSecret }
}

/** A session secret read back from where it was kept (base64url); `null` if that is none. */
export function readSecret(text: string): SessionSecret | null {
  const bytes = fromBase64url(text)
  return bytes?.length === 32 ? (bytes as SessionSecret) : null
}

/** What a session's keys belong to; every envelope is held against it. */
export interface SessionAbout { room: RoomId; session: SessionId; grant: GrantId }

/** The keys of one grant: one for each direction between its two seats. Structured-cloneable, not readable. */
export interface SessionKeys extends SessionAbout {
  directions: readonly { from: Seat; to: Seat; key: CryptoKey }[]
}

/** @param pair the two seats that share this secret. A guest's seat has a secret of its own with the therapist. */
export async function sessionKeys(
  secret: SessionSecret, { room, session, grant }: SessionAbout, pair: readonly [Seat, Seat] = [CLIENT, THERAPIST],
): Promise<SessionKeys> {
  const direction = async (from: Seat, to: Seat) => ({
    from, to, key: await aesKey(await deriveBytes(secret, `env ${from}>${to}`, idBytes(grant))),
  })
  const [one, other] = pair
  return { room, session, grant, directions: await Promise.all([direction(one, other), direction(other, one)]) }
}

/** Whether a revealed nonce is the one committed to in the knock. Without this, no spoken code may be shown. */
export async function checkNonce(commit: string, nonce: Uint8Array): Promise<boolean> {
  return nonce.length === 32 && (await commitTo(nonce)) === commit
}

/**
 * Six digits that both people can read to each other. Whoever stands between them has one guess in a million for
 * each Admit, because the client's nonce was fixed before the therapist's was known.
 */
export async function spokenCode(
  secret: SessionSecret, grant: GrantId, clientNonce: Uint8Array, therapistNonce: Uint8Array,
): Promise<string> {
  const bytes = await deriveBytes(secret, 'sas', concat(idBytes(grant), clientNonce, therapistNonce), 8)
  return (new DataView(bytes.buffer).getBigUint64(0) % 1_000_000n).toString().padStart(6, '0')
}

/** The pre-shared key of reflections written by a device that was admitted under this grant. */
export async function reflectionPsk(secret: SessionSecret, grant: GrantId): Promise<Bytes> {
  return deriveBytes(secret, 'reflection', idBytes(grant))
}

/** The pair's keep key as it came with the grant (base64url), ready for use and not readable. */
export async function importKeepKey(text: string): Promise<CryptoKey | null> {
  const bytes = fromBase64url(text)
  return bytes?.length === 32 ? aesKey(bytes) : null
}
