/**
 * The welcome bundle that hangs on the door: whose door it is and the key to knock with. It holds nothing about the
 * client, because whoever has the link may open it.
 */
import { Welcome, type Bundle } from '@fermata/shared/protocol'
import type { RandomSource } from '@fermata/shared/ids'
import { openBox, readJson, sealBox, writeJson } from '../primitives/box.ts'
import { concat, idBytes, u32, utf8 } from '../primitives/kdf.ts'
import type { Link } from './link.ts'
import { importPublicKey } from '../vault/therapist-keys.ts'

const associated = (link: Link, rev: number) => concat(utf8('FMB1'), idBytes(link.room), idBytes(link.id), u32(rev))

/** Seals a welcome as revision `rev` of this link's bundle; `null` if the text is too long. */
export async function sealBundle(
  link: Link, rev: number, welcome: Welcome, random: RandomSource,
): Promise<Bundle | null> {
  const plain = writeJson(Welcome, welcome)
  return plain && { rev, box: await sealBox(link.bundleKey, plain, associated(link, rev), random) }
}

/**
 * Reads a bundle. `null` if it is another link's, was touched, holds no usable key, or is older than `minRev`, the
 * newest revision this page has seen.
 */
export async function openBundle(link: Link, bundle: Bundle, minRev = 0): Promise<Welcome | null> {
  if (bundle.rev < minRev) return null
  const plain = await openBox(link.bundleKey, bundle.box, associated(link, bundle.rev))
  const welcome = plain && readJson(Welcome, plain)
  // A point off the curve would otherwise be found only at the knock, when it is too late to say so kindly.
  return welcome && (await importPublicKey(welcome.therapistKey)) ? welcome : null
}
