import { describe, expect, test } from 'vitest'
import { CLIENT, type Seat, THERAPIST } from '../ids.ts'
import { mergedNotes, type Notes, noNotes, noteNumber } from '../pair/index.ts'
import type { LobbyCard, NoteValue } from '../protocol/index.ts'
import { EMPTY_CARD, planOf, rememberedCard, toRemember } from './index.ts'

const card = (part: Partial<LobbyCard>): LobbyCard => ({ ...EMPTY_CARD, ...part })
const says = (notes: Notes, by: Seat, value: NoteValue | null): Notes =>
  value === null ? notes : mergedNotes(notes, [{ by, n: noteNumber(notes, value.note) + 1, said: 1, value }])
const joins = (notes: Notes, part: Partial<LobbyCard>): Notes => says(notes, CLIENT, toRemember(card(part), notes))
const HOME = { place: 'Rose Street 4', phone: '0151 234', calls: 'client', phrase: 'The parcel has come' } as const
const home = joins(noNotes, { ...HOME, name: 'Mara', overheard: 'alone', remember: 'yes' })

describe('what is remembered of the lobby card', () => {
  test('LC1 nothing, until the client ticks it; never who can hear them, nor their name', () => {
    expect(toRemember(card(HOME), noNotes)).toBeNull()
    expect(rememberedCard(home)).toEqual({ note: 'card', ...HOME })
    expect(JSON.stringify(home)).not.toMatch(/Mara|alone/)
    expect(rememberedCard(says(noNotes, THERAPIST, { note: 'card', ...HOME })), 'the therapist’s word counts for nothing').toBeNull()
  })

  test('LC2 unticked it is forgotten, and with nothing to forget nothing is said', () => {
    expect(toRemember(card({ remember: 'no' }), noNotes)).toBeNull()
    const forgot = joins(home, { remember: 'no' })
    expect(rememberedCard(forgot)).toBeNull()
    expect(JSON.stringify(forgot)).not.toContain('Rose')
    expect(toRemember(card({ remember: 'no' }), forgot)).toBeNull()
  })

  test('LC2 a tick that was not touched leaves it as it is, and the same again says nothing', () => {
    expect(toRemember(card({ place: 'Elsewhere' }), home)).toBeNull()
    expect(toRemember(card({ ...HOME, remember: 'yes' }), home)).toBeNull()
  })

  test('LC2 ticked again at the same place, what was not typed again stays', () => {
    const again = joins(home, { where: 'asLastTime', phone: '0999', remember: 'yes' })
    expect(rememberedCard(again)).toMatchObject({ place: HOME.place, phone: '0999', phrase: HOME.phrase })
    expect(rememberedCard(joins(home, { where: 'elsewhere', remember: 'yes' }))?.place, 'another place, and not which').toBe('')
  })
})

describe('the plan for when they are cut off', () => {
  test('LC3 today counts before last time; a place of last time is today’s only if the client says so', () => {
    expect(planOf(card({}), home)).toEqual({ ...HOME, place: '', lastPlace: HOME.place })
    expect(planOf(card({ where: 'asLastTime' }), home)).toEqual({ ...HOME, lastPlace: '' })
    expect(planOf(card({ where: 'elsewhere' }), home)).toMatchObject({ place: '', lastPlace: '' })
    expect(planOf(card({ place: 'Train', phone: '0999' }), home)).toMatchObject({ place: 'Train', lastPlace: '', phone: '0999', calls: 'therapist' })
  })

  test('LC3 with nothing said and nothing remembered the therapist rings, if there is a number', () => {
    expect(planOf(EMPTY_CARD, noNotes)).toEqual({ place: '', lastPlace: '', phone: '', calls: 'therapist', phrase: '' })
  })
})
