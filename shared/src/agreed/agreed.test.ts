import { describe, expect, test } from 'vitest'
import { CLIENT, type Seat, type SessionId, THERAPIST } from '../ids.ts'
import { mergedNotes, type Notes, noNotes, noteNumber } from '../pair/index.ts'
import { type NoteValue, POINTS_AT_MOST } from '../protocol/notes.ts'
import { agendaOf, agreed, carriedStep, hasRoom, spokenOf, stepInHand, stepOf, withoutPoint, withPoint } from './index.ts'

const [FIRST, SECOND, THIRD] = ['first', 'second', 'third'] as unknown as [SessionId, SessionId, SessionId]

const says = (notes: Notes, by: Seat, value: NoteValue | null): Notes =>
  value === null ? notes : mergedNotes(notes, [{ by, n: noteNumber(notes, value.note) + 1, said: 1, value }])

describe('the shared agenda', () => {
  test('AG1 either adds points of their own, and both see all of them', () => {
    let notes = says(noNotes, THERAPIST, withPoint(noNotes, THERAPIST, 'How sleep went'))
    notes = says(notes, CLIENT, withPoint(notes, CLIENT, '  The letter '))
    expect(agendaOf(notes)).toEqual([{ by: CLIENT, words: 'The letter' }, { by: THERAPIST, words: 'How sleep went' }])
    notes = says(notes, CLIENT, withoutPoint(notes, CLIENT, 'The letter'))
    expect(agendaOf(notes)).toEqual([{ by: THERAPIST, words: 'How sleep went' }])
  })

  test('AG1 what both add at once is both there, and nobody takes away a point of the other', () => {
    const [one, other] = [withPoint(noNotes, CLIENT, 'A'), withPoint(noNotes, THERAPIST, 'B')]
    const both = mergedNotes(says(noNotes, CLIENT, one), says(noNotes, THERAPIST, other))
    expect(agendaOf(both).map(({ words }) => words)).toEqual(['A', 'B'])
    expect(agendaOf(says(both, THERAPIST, withoutPoint(both, CLIENT, 'A')))).toHaveLength(2)
  })

  test('AG1 nothing, the same point again, and one too many say nothing', () => {
    let notes = noNotes
    expect(withPoint(notes, CLIENT, '   ')).toBeNull()
    for (let at = 0; at < POINTS_AT_MOST; at += 1) notes = says(notes, CLIENT, withPoint(notes, CLIENT, `point ${at}`))
    expect(withPoint(notes, CLIENT, 'point 1')).toBeNull()
    expect([hasRoom(notes, CLIENT), withPoint(notes, CLIENT, 'more')]).toEqual([false, null])
    expect(hasRoom(notes, THERAPIST)).toBe(true)
  })
})

describe('the next step', () => {
  const kept = says(noNotes, CLIENT, agreed(noNotes, FIRST, ' Write to Ada '))

  test('AG2 it is one, in the client’s words; the therapist’s word on it counts for nothing', () => {
    expect(stepOf(kept)?.words).toBe('Write to Ada')
    expect(stepOf(says(kept, THERAPIST, agreed(kept, SECOND, 'Something else')))?.words).toBe('Write to Ada')
    expect(stepOf(says(kept, CLIENT, agreed(kept, FIRST, '')))).toBeNull()
  })

  test('AG3 it is carried to the next session’s start, and not shown as carried in its own', () => {
    expect(carriedStep(noNotes, FIRST)).toBeNull()
    expect(carriedStep(kept, FIRST)).toBeNull()
    expect(carriedStep(kept, SECOND)?.words).toBe('Write to Ada')
    expect(carriedStep(kept, THIRD)?.words, 'nobody spoke of it, which is no fault').toBe('Write to Ada')
  })

  test('AG3 what was said of it stands in that session, and then it is done with', () => {
    const spoken = says(kept, CLIENT, spokenOf(agreed(kept, FIRST, 'Write to Ada'), SECOND, 'partly'))
    expect(carriedStep(spoken, SECOND)?.went).toEqual({ session: SECOND, how: 'partly' })
    expect(carriedStep(spoken, THIRD)).toBeNull()
    expect(stepInHand(spoken), 'another one may be agreed on').toBe('')
    expect(carriedStep(says(spoken, CLIENT, agreed(spoken, SECOND, 'Write to Ada')), THIRD)?.words, 'also the same again').toBe('Write to Ada')
  })

  test('AG3 kept again with the same words it is still the step of its own session', () => {
    expect(stepInHand(kept)).toBe('Write to Ada')
    expect(agreed(kept, SECOND, 'Write to Ada ').session).toBe(FIRST)
    expect(agreed(kept, SECOND, 'Ring Ada').session).toBe(SECOND)
  })
})
