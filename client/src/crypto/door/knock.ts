/**
 * A knock: the client asks to come in. Sealed to the therapist's key and bound to the link, so that the server can
 * neither read nor invent one. It carries a key of this device alone, and only a grant sealed to that key lets it in.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import type { KnockId, LinkId, RoomId, SessionId } from '@fermata/shared/ids'
import { KnockInside } from '@fermata/shared/protocol'
import { readJson, writeJson } from '../primitives/box.ts'
import { openWith, sealTo, type Occasion } from '../primitives/hpke.ts'
import { idBytes, labelled, sha256, type Bytes } from '../primitives/kdf.ts'
import type { Link } from './link.ts'
import { exportPublicKey, importPublicKey, type KnockKeys } from '../vault/therapist-keys.ts'

/** Largest knock or grant inside, in bytes: what a `LargeBox` holds, with room to spare. */
export const MAX_INSIDE_BYTES = 32 * 1024

/** What both sides keep of a knock, so that exactly this knock can be granted. */
export interface KnockTrace {
  room: RoomId
  link: LinkId
  session: SessionId
  knock: KnockId
  /** Exported from the knock: only its two ends have it. */
  grantPsk: Bytes
  /** SHA-256 of the sealed knock. */
  digest: Bytes
}

/** The client's side, until the grant comes. Structured-cloneable: it goes into IndexedDB and survives a reload. */
export interface PendingKnock extends KnockTrace, KnockKeys {}

/** The therapist's side, until the tap. */
export interface OpenedKnock extends KnockTrace {
  clientKey: CryptoKey
  /** What the client's nonce will be held against. */
  sasCommit: string
}

interface About { link: Link; session: SessionId; knock: KnockId }

const occasion = ({ link, session, knock }: About): Occasion => ({
  info: labelled('fermata/1 knock', ...[link.room, link.id, session, knock].map(idBytes)),
  psk: link.pairKey,
  pskId: idBytes(link.id),
  exportLabel: 'fermata/1 grant psk',
})

const trace = async ({ link, session, knock }: About, sealed: Bytes, grantPsk: Bytes): Promise<KnockTrace> => ({
  room: link.room, link: link.id, session, knock, grantPsk, digest: await sha256(sealed),
})

/** The commitment to a spoken-code nonce, as base64url: fixed in the knock, before either side can know the code. */
export async function commitTo(nonce: Uint8Array): Promise<string> {
  return toBase64url(await sha256(labelled('fermata/1 sas', nonce)))
}

/**
 * Seals a knock. `keyPair` and `nonce` come from `newKnockKeys` and belong to this knock alone.
 * @returns base64url of `enc ‖ ciphertext`, and what will open the grant; `null` if the description and its
 * candidates are too large, or the therapist's key is not one (`openBundle` has checked it).
 */
export async function sealKnock(
  knock: About & KnockKeys & { therapistKey: string; inside: Omit<KnockInside, 'key' | 'sasCommit'> },
): Promise<{ box: string; pending: PendingKnock } | null> {
  const { keyPair, nonce } = knock
  const therapist = await importPublicKey(knock.therapistKey)
  const own = { key: await exportPublicKey(keyPair.publicKey), sasCommit: await commitTo(nonce) }
  const plain = writeJson(KnockInside, { ...knock.inside, ...own })
  if (therapist === null || plain === null || plain.length > MAX_INSIDE_BYTES) return null
  const { sealed, exported } = await sealTo(therapist, plain, occasion(knock))
  return { box: toBase64url(sealed), pending: { ...(await trace(knock, sealed, exported)), keyPair, nonce } }
}

/**
 * Opens a knock at the therapist's desk. `null` unless it was sealed by a holder of this link, to this therapist, for
 * this session and under this knock id. Whether the link still counts and the knock id is new, the caller knows.
 */
export async function openKnock(
  knock: About & { therapistPrivateKey: CryptoKeyPair; box: string },
): Promise<{ inside: KnockInside; forGrant: OpenedKnock } | null> {
  const sealed = fromBase64url(knock.box)
  const opened = sealed && (await openWith(knock.therapistPrivateKey, sealed, occasion(knock)))
  const inside = opened && readJson(KnockInside, opened.plain)
  const clientKey = inside && (await importPublicKey(inside.key))
  if (!sealed || !opened || !inside || !clientKey) return null
  const traced = await trace(knock, sealed, opened.exported)
  return { inside, forGrant: { ...traced, clientKey, sasCommit: inside.sasCommit } }
}
