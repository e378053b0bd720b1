import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { journalOf, said, SAID_AT } from '../../../test/support/session/statements.ts'
import { CLIENT, type Seat, THERAPIST } from '../ids.ts'
import type { Note, NoteValue } from '../protocol/notes.ts'
import { mergedNotes, noteNumber, noteOf, notesSaid, sameNotes } from './index.ts'

const signals = (alias: string): NoteValue =>
  ({ note: 'signals', hidden: [], names: [], confirm: 'shape', key: 'q', alias, answered: 0 })
const tones = (whenLate: 'on' | 'off'): NoteValue => ({ note: 'tones', whileHidden: 'on', whenLate })
const word = (by: Seat, n: number, value: NoteValue, at = SAID_AT): Note => ({ by, n, said: at, value })

const anyNote: fc.Arbitrary<Note> = fc
  .record({
    by: fc.constantFrom(CLIENT, THERAPIST), n: fc.integer({ min: 1, max: 3 }), at: fc.nat(2),
    value: fc.oneof(fc.constantFrom('a', 'b').map(signals), fc.constantFrom<'on' | 'off'>('on', 'off').map(tones)),
  })
  .map(({ by, n, at, value }) => word(by, n, value, SAID_AT + at))

describe('room notes', () => {
  test('RN1 the higher number counts', () => {
    const all = [word(CLIENT, 2, signals('two')), word(CLIENT, 1, signals('one'))]
    expect(noteOf(mergedNotes(all), 'signals')).toMatchObject({ alias: 'two' })
    expect(noteNumber(mergedNotes(all), 'signals')).toBe(2)
    expect(noteNumber(mergedNotes(all), 'tones')).toBe(0)
  })

  test('RN1 a word of a seat that does not own the note counts for nothing', () => {
    const merged = mergedNotes([word(CLIENT, 1, signals('mine')), word(THERAPIST, 9, signals('theirs')), word(CLIENT, 1, tones('on'))])
    expect(merged).toEqual([word(CLIENT, 1, signals('mine'))])
  })

  test('RN1 in whatever order and in whatever parts words come, the same is left', () => {
    fc.assert(fc.property(fc.array(anyNote, { maxLength: 8 }), fc.nat(8), fc.infiniteStream(fc.nat()), (notes, cut, chance) => {
      const shuffled = notes.map((note) => ({ note, at: chance.next().value as number })).sort((a, b) => a.at - b.at).map(({ note }) => note)
      const [here, there] = [mergedNotes(shuffled.slice(0, cut)), mergedNotes(shuffled.slice(cut))]
      expect(mergedNotes(here, there)).toEqual(mergedNotes(notes))
      expect(sameNotes(mergedNotes(there, here), mergedNotes(notes, here))).toBe(true)
    }))
  })

  test('RN1 what is said in a session is said by the seat that sealed it', () => {
    const journal = journalOf(said(CLIENT, 1, { k: 'note', n: 1, value: signals('mine') }), said(THERAPIST, 1, { k: 'note', n: 5, value: signals('theirs') }))
    expect(mergedNotes(notesSaid(journal))).toEqual([word(CLIENT, 1, signals('mine'))])
  })
})
