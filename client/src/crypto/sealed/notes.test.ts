import { toBase64url } from '@fermata/shared/bytes'
import { CLIENT, type RoomId } from '@fermata/shared/ids'
import type { Note } from '@fermata/shared/protocol'
import { NotesBox, WORD_LETTERS } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { notesKey, openNotes, sealNotes } from './notes.ts'
import { other, range, room, seeded } from '../testing/fixtures.ts'

const random = seeded(5)
const KEEP = toBase64url(range(0x10, 32))
const keyOf = async (keep: string, of: RoomId = room) => {
  const key = await notesKey(keep, of)
  if (key === null) throw new Error('that is a key')
  return key
}
const note = (alias: string): Note => ({
  by: CLIENT, n: 1, said: 1,
  value: { note: 'signals', hidden: ['off'], names: [{ code: 'slower', word: 'Langsam' }], confirm: 'shape', key: 'q', alias, answered: 0 },
})
const place = { room, rev: 3 }

test('RN2 notes open with the pair’s key, for their room and revision only; a flipped bit opens nothing', async () => {
  const key = await keyOf(KEEP)
  const box = await sealNotes(key, place, [note('Tee')], random) ?? ''
  expect(await openNotes(key, place, box)).toEqual([note('Tee')])
  expect(await openNotes(key, { room, rev: 4 }, box)).toBeNull()
  expect(await openNotes(key, { room: other<RoomId>(), rev: 3 }, box)).toBeNull()
  expect(await openNotes(await keyOf(toBase64url(range(0x11, 32))), place, box)).toBeNull()
  expect(await openNotes(await keyOf(KEEP, other<RoomId>()), place, box), 'the key is of one room').toBeNull()
  expect(await openNotes(key, place, `${box[0] === 'A' ? 'B' : 'A'}${box.slice(1)}`)).toBeNull()
  expect(await notesKey('AAAA', room)).toBeNull()
})

test('RN3 the box has one size, whatever stands in it, and a full set of notes fits', async () => {
  const key = await keyOf(KEEP)
  const long = '𐍈'.repeat(WORD_LETTERS / 2)
  const names = (['slower', 'pause', 'not_this', 'ask_me', 'off', 'not_private', 'ok'] as const).map((code) => ({ code, word: long }))
  const full: Note = { ...note(long), value: { ...note(long).value, names } as Note['value'] }
  const boxes = await Promise.all([[], [note('')], [full, full, full, full]].map((notes) => sealNotes(key, place, notes, random)))
  expect(boxes.map((box) => v.is(NotesBox, box))).toEqual([true, true, true])
  expect(await sealNotes(key, place, Array<Note>(32).fill(full), random), 'more than there can be is not cut').toBeNull()
})
