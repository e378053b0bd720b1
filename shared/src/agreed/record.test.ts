import { describe, expect, test } from 'vitest'
import { journalOf, said } from '../../../test/support/session/statements.ts'
import { CLIENT, type Seat, type SessionId, THERAPIST } from '../ids.ts'
import { type Journal, mergedNotes, type Notes, noNotes, noteNumber } from '../pair/index.ts'
import { type NoteValue, SESSIONS_KEPT, SIGNALS_KEPT } from '../protocol/notes.ts'
import { type Consent, consentOf, forgetting, isToBeAsked, NOTHING, recordAfter, recordOf, repairDue } from './index.ts'

const [FIRST, SECOND, THIRD] = ['first', 'second', 'third'] as unknown as [SessionId, SessionId, SessionId]
const ALL: Consent = { signals: 'keep', pauses: 'keep' }

const says = (notes: Notes, by: Seat, value: NoteValue | null): Notes =>
  value === null ? notes : mergedNotes(notes, [{ by, n: noteNumber(notes, value.note) + 1, said: 1, value }])
const lets = (notes: Notes, consent: Consent, version = '1') => says(notes, CLIENT, { note: 'consent', version, ...consent })
const checkIn = (n: number, code: string) => said(CLIENT, n, { k: 'checkIn', code: code as 'off' })
const paused = (n: number, on: boolean) => said(CLIENT, n, { k: 'pause', n, on, keep: 'see' })

const journal = journalOf(checkIn(1, 'off'), checkIn(2, 'not_private'), paused(3, true), paused(4, false), checkIn(5, 'ok'), paused(6, true))
const ends = (notes: Notes, session: SessionId, of: Journal = journal, admittedAt = 100) =>
  says(notes, THERAPIST, recordAfter(notes, consentOf(notes), { session, admittedAt, journal: of }))

describe('what is kept of a session', () => {
  test('KC1 nothing, until the client lets it be kept', () => {
    expect(consentOf(noNotes)).toEqual(NOTHING)
    expect(recordAfter(noNotes, NOTHING, { session: FIRST, admittedAt: 1, journal })).toBeNull()
    expect(consentOf(says(noNotes, THERAPIST, { note: 'consent', version: '1', ...ALL })), 'the therapist’s word counts for nothing').toEqual(NOTHING)
  })

  test('KC2 of signals which and when, of pauses their number; "I can’t talk freely" never', () => {
    const [kept] = recordOf(ends(lets(noNotes, ALL), FIRST))
    expect(kept?.signals.map(({ code }) => code)).toEqual(['off', 'ok'])
    expect(kept).toMatchObject({ session: FIRST, at: 100, pauses: 2 })
    expect(JSON.stringify(kept)).not.toContain('not_private')
    expect(recordOf(ends(lets(noNotes, { signals: 'nothing', pauses: 'keep' }), FIRST))).toMatchObject([{ signals: [], pauses: 2 }])
    expect(recordOf(ends(lets(noNotes, { signals: 'keep', pauses: 'nothing' }), FIRST))).toMatchObject([{ pauses: 0 }])
  })

  test('KC2 what was taken back is not kept', () => {
    const press = checkIn(1, 'off')
    const back = journalOf(press, said(CLIENT, 2, { k: 'takeBack', of: press.fact.fact }))
    expect(recordOf(ends(lets(noNotes, ALL), FIRST, back))).toMatchObject([{ signals: [] }])
  })

  test('KC2 an “okay again” after nothing else tells of nothing', () => {
    const okay = journalOf(checkIn(1, 'not_private'), checkIn(2, 'ok'), checkIn(3, 'slower'), checkIn(4, 'ok'))
    expect(recordOf(ends(lets(noNotes, ALL), FIRST, okay))[0]?.signals.map(({ code }) => code)).toEqual(['slower', 'ok'])
  })

  test('KC3 what the client takes back is shown at once no more, and the notes let go of it', () => {
    const kept = ends(lets(noNotes, ALL), FIRST)
    expect(forgetting(kept)).toBeNull()
    const less = lets(kept, { signals: 'nothing', pauses: 'keep' })
    expect(recordOf(less)).toMatchObject([{ signals: [], pauses: 2 }])
    expect(forgetting(less)).toEqual({ note: 'record', sessions: recordOf(less) })
    const none = lets(kept, NOTHING)
    expect([recordOf(none), forgetting(none)]).toEqual([[], { note: 'record', sessions: [] }])
    expect(forgetting(says(none, THERAPIST, forgetting(none)))).toBeNull()
  })

  test('KC4 of few sessions and few signals, so that it fits; a session that goes on is kept once', () => {
    const many = journalOf(...Array.from({ length: 40 }, (_, n) => checkIn(n + 1, 'slower')))
    let notes = ends(ends(lets(noNotes, ALL), FIRST), FIRST, many)
    expect(recordOf(notes)).toHaveLength(1)
    expect(recordOf(notes)[0]?.signals).toHaveLength(SIGNALS_KEPT)
    for (let n = 0; n < 9; n += 1) notes = ends(notes, `session ${n}` as SessionId)
    expect(recordOf(notes)).toHaveLength(SESSIONS_KEPT)
    expect(recordOf(notes).at(-1)?.session).toBe('session 8')
  })

  test('KC5 the client is asked once for each wording; the earlier answer counts until then', () => {
    expect(isToBeAsked(noNotes, '1')).toBe(true)
    const answered = lets(noNotes, ALL, '1')
    expect([isToBeAsked(answered, '1'), isToBeAsked(answered, '2')]).toEqual([false, true])
    expect(consentOf(answered)).toMatchObject(ALL)
    expect(isToBeAsked(lets(noNotes, NOTHING), '1'), 'nothing is an answer too').toBe(false)
  })
})

describe('coming back to what did not sit right', () => {
  const kept = ends(lets(noNotes, ALL), FIRST)

  test('KC6 is due at the next session and not in its own; “okay again” does not close it', () => {
    expect(repairDue(kept, FIRST)).toBeNull()
    expect(repairDue(kept, SECOND)?.session).toBe(FIRST)
    expect(repairDue(ends(kept, SECOND, journalOf(checkIn(1, 'slower')), 200), THIRD), 'only of the last session').toBeNull()
  })

  test('KC6 the therapist closes it by hand; without the client’s consent there is none', () => {
    expect(repairDue(says(kept, THERAPIST, { note: 'repair', lookedAt: FIRST }), SECOND)).toBeNull()
    expect(repairDue(says(kept, CLIENT, { note: 'repair', lookedAt: FIRST }), SECOND)?.session).toBe(FIRST)
    expect(repairDue(lets(kept, NOTHING), SECOND)).toBeNull()
  })
})
