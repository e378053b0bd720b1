/**
 * The client's link: `/r/<room>#<fragment>`. Its secret is made in the therapist's browser and never reaches the
 * server, which knows only a name (`id`) and the hash of a proof (`auth`) derived from it.
 */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import type { LinkId, RandomSource, RoomId } from '@fermata/shared/ids'
import { aesKey } from '../primitives/box.ts'
import { concat, deriveBytes, idBytes, labelled, sha256, type Bytes } from '../primitives/kdf.ts'
import { FRAGMENT_LETTERS } from '@fermata/shared/link-text'

export { authHash } from '../primitives/kdf.ts'

export interface Link {
  room: RoomId
  /** 32 random bytes. */
  secret: Bytes
  /** What stands after `#`: secret, four check bytes, version. */
  fragment: string
  /** Public name of this link. */
  id: LinkId
  /** Proof of holding the link, 32 bytes as base64url; the server keeps `authHash` of it. */
  auth: string
  /** Opens the welcome bundle. */
  bundleKey: CryptoKey
  /** 32 bytes that a knock is bound to. */
  pairKey: Bytes
}

const SECRET_BYTES = 32
const CHECK_BYTES = 4
const VERSION = '1'

/** A fresh link for a room. */
export async function newLink(random: RandomSource, room: RoomId): Promise<Link> {
  return derive(room, concat(random.bytes(SECRET_BYTES)))
}

/**
 * The link in an address, with or without the leading `#`. `null` when the fragment is missing, cut or mistyped, or
 * belongs to another room: then the page asks for the whole link, and there is no knock.
 */
export async function readLink(room: RoomId, fragment: string): Promise<Link | null> {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment
  if (text.length !== FRAGMENT_LETTERS || !text.endsWith(VERSION)) return null
  const bytes = fromBase64url(text.slice(0, -1))
  if (bytes === null) return null
  const link = await derive(room, bytes.slice(0, SECRET_BYTES))
  return link.fragment === text ? link : null
}

async function derive(room: RoomId, secret: Bytes): Promise<Link> {
  const context = idBytes(room)
  const check = await sha256(labelled('fermata/1 link', context, secret))
  const [id, auth, bundle, pairKey] = await Promise.all([
    deriveBytes(secret, 'link id', context, 16),
    deriveBytes(secret, 'link auth', context),
    deriveBytes(secret, 'link bundle', context),
    deriveBytes(secret, 'link pair', context),
  ])
  return {
    room,
    secret,
    fragment: toBase64url(concat(secret, check.subarray(0, CHECK_BYTES))) + VERSION,
    id: toBase64url(id) as LinkId,
    auth: toBase64url(auth),
    bundleKey: await aesKey(bundle),
    pairKey,
  }
}
