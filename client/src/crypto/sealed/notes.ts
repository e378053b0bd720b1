/**
 * Room notes, sealed under a key of the pair: it comes from the room's keep key, which the therapist's browser made and
 * hands over only with a grant. So neither the server nor the link alone opens them. A box is bound to its room and
 * revision, and always of one size.
 */
import { fromBase64url } from '@fermata/shared/bytes'
import type { RandomSource, RoomId } from '@fermata/shared/ids'
import type { Notes } from '@fermata/shared/pair'
import { NotesInside } from '@fermata/shared/protocol'
import { aesKey, openBox, pad, readJson, sealBox, unpad, writeJson } from '../primitives/box.ts'
import { concat, deriveBytes, idBytes, u32, utf8 } from '../primitives/kdf.ts'

const PLAIN_BYTES = 16_384

/** @param keepKey 32 bytes as base64url; `null` comes back for what is none. */
export async function notesKey(keepKey: string, room: RoomId): Promise<CryptoKey | null> {
  const bytes = fromBase64url(keepKey)
  return bytes?.length === 32 ? aesKey(await deriveBytes(bytes, 'room notes', idBytes(room))) : null
}

export interface NotesPlace { room: RoomId; rev: number }

const data = ({ room, rev }: NotesPlace) => concat(utf8('FMN1'), idBytes(room), u32(rev))

/** `null` when the notes are too many for their box, or are none. */
export async function sealNotes(key: CryptoKey, place: NotesPlace, notes: Notes, random: RandomSource): Promise<string | null> {
  const text = writeJson(NotesInside, { notes: [...notes] })
  const plain = text && pad(text, PLAIN_BYTES)
  return plain && sealBox(key, plain, data(place), random)
}

/** `null` unless exactly this was sealed by the pair for this room and revision. */
export async function openNotes(key: CryptoKey, place: NotesPlace, box: string): Promise<Notes | null> {
  const plain = await openBox(key, box, data(place))
  const text = plain && unpad(plain, PLAIN_BYTES)
  return (text && readJson(NotesInside, text)?.notes) ?? null
}
