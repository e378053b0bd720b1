import { describe, expect, test } from 'vitest'
import {
  admit, after, circumstances, client, comeBack, DESK, enter, finish, FIRST, knock, knockOf, leave, NEXT, NOW, OTHER_DESK, OTHER_TAB,
  reopen, resume, states, TAB, therapist, trying, turnAway,
} from '../../../test/support/session/bench.ts'
import { CLIENT, type DeviceId, type GrantId, THERAPIST } from '../ids.ts'
import type { Envelope } from '../protocol/envelope.ts'
import { GRANTS_AT_MOST, mayLookBack, mayPost, newestOf, REOPENS_WITHIN, type RoomState } from './index.ts'

const { finished, inProgress, reopened } = states
const later = (by: number) => circumstances({ now: NOW + by })
const oneAsked = (by: 'therapist' | 'client') => trying(finished, reopen(by)) as RoomState
const LAPSE = { by: 'nobody', type: 'lapse' } as const

describe('an end that was a mistake', () => {
  test.each([['therapist', 'client'], ['client', 'therapist']] as const)('SE60 once both ask, the same session goes on under the same grant, the client with a new epoch: %s first', (first, second) => {
    const asked = oneAsked(first)
    expect(asked).toMatchObject({ session: { phase: 'finished', reopening: { asked: first } } })
    expect(trying(asked, reopen(second), later(REOPENS_WITHIN - 1))).toEqual({
      ...inProgress,
      session: { ...inProgress.session, flowedAt: NOW + REOPENS_WITHIN - 1 },
      therapist: { epoch: 2, held: true, device: DESK },
      client: { epoch: 3, held: true, device: TAB, resume: { current: 'token of tab', previous: null } },
    })
  })

  test('SE60 one alone changes nothing but that it asked, however often', () => {
    for (const by of ['therapist', 'client'] as const) {
      const asked = oneAsked(by)
      expect(trying(asked, reopen(by), later(1))).toEqual(asked)
      expect(asked).toMatchObject({ therapist: { epoch: 2 }, client: { epoch: 2, held: false } })
    }
  })

  test('SE60 taps that cross, and taps that come again once it goes on, come to the same', () => {
    expect(reopened.session.phase).toBe('inProgress')
    expect(trying(reopened, reopen('client'))).toEqual(reopened)
    expect(trying(reopened, reopen('therapist'))).toEqual(reopened)
  })

  test('SE61 after two minutes nobody goes on, also when one had asked', () => {
    for (const state of [finished, oneAsked('therapist'), oneAsked('client')]) {
      for (const by of ['therapist', 'client'] as const) {
        expect(trying(state, reopen(by), later(REOPENS_WITHIN))).toEqual({ code: 'sessionOver' })
      }
    }
  })

  test('SE61 what it takes to go on is let go then, and not before', () => {
    expect(trying(finished, LAPSE, later(REOPENS_WITHIN - 1))).toEqual(finished)
    const closed = trying(finished, LAPSE, later(REOPENS_WITHIN))
    expect(closed).toEqual({ ...finished, session: { ...finished.session, reopening: null } })
    expect(JSON.stringify(closed)).not.toContain('kept')
  })

  test('SE61 nor once somebody has knocked for the next session, nor after a session that lapsed', () => {
    const next = trying(finished, knock(OTHER_TAB, NEXT)) as RoomState
    expect(JSON.stringify(next)).not.toContain('kept')
    const lapsed = trying(inProgress, LAPSE, circumstances({ now: NOW + 5 * 3_600_000, lastHere: NOW })) as RoomState
    expect(lapsed).toMatchObject({ session: { phase: 'finished', by: 'lapse', reopening: null } })
    for (const by of ['therapist', 'client'] as const) {
      expect(trying(next, reopen(by))).toEqual({ code: 'sessionOver' })
      expect(trying(lapsed, reopen(by), circumstances({ now: NOW + 5 * 3_600_000 }))).toEqual({ code: 'sessionOver' })
    }
  })

  test('SE62 only the tab that sat there asks for the client, only the device that sits there for the therapist', () => {
    expect(trying(finished, client({ type: 'reopen', session: FIRST }, OTHER_TAB))).toEqual({ code: 'displaced' })
    expect(trying(finished, therapist({ type: 'reopen', session: FIRST }, OTHER_DESK))).toEqual({ code: 'displaced' })
    expect(trying(finished, reopen('client', NEXT))).toEqual({ code: 'sessionOver' })
    expect(trying(inProgress, client({ type: 'reopen', session: FIRST }, OTHER_TAB))).toEqual({ code: 'displaced' })
  })

  test('SE62 a therapist who moves to another device or leaves has not asked any more', () => {
    const leaves = therapist({ type: 'leave', session: FIRST })
    for (const moves of [enter(OTHER_DESK), leaves]) {
      const moved = trying(oneAsked('therapist'), moves) as RoomState
      expect(moved).toMatchObject({ session: { reopening: { asked: 'nobody' } } })
      expect(trying(moved, reopen('client'))).toMatchObject({ session: { phase: 'finished' } })
    }
    expect(trying(oneAsked('client'), leaves)).toMatchObject({ session: { reopening: { asked: 'client' } } })
  })

  test('SE62 the tab proves itself by its token as long as the session can go on, and a copy of it is refused', () => {
    const rotated = trying(finished, resume('token of tab', 'second')) as RoomState
    expect(rotated).toMatchObject({ session: { reopening: { resume: { current: 'second', previous: 'token of tab' } } } })
    expect(trying(rotated, resume('token of tab', 'second'))).toEqual(rotated)
    expect(trying(rotated, resume('token of tab', 'x'))).toEqual({ code: 'displaced' })
    expect(trying(finished, resume(null, 'x'))).toEqual({ code: 'displaced' })
    expect(trying(finished, resume(null, 'x', OTHER_TAB))).toEqual(finished)
    const on = [reopen('client'), reopen('therapist')].reduce((state, command) => trying(state, command) as RoomState, rotated)
    expect(on.client).toMatchObject({ resume: { current: 'second' } })
  })

  test('SE63 what was said before the end and arrives after it counts for nothing: both epochs are new', () => {
    const envelope = { v: 1, session: FIRST, grant: 'grant for tab', from: CLIENT, to: THERAPIST } as Envelope
    const may = (epoch: number) => mayPost(reopened, { seat: 'client', device: TAB }, epoch, envelope).ok
    expect([1, 2, 3, 4].map(may)).toEqual([false, false, true, false])
    const back = { ...envelope, from: THERAPIST, to: CLIENT }
    expect([1, 2, 3].map((epoch) => mayPost(reopened, { seat: 'therapist', device: DESK }, epoch, back).ok)).toEqual([false, true, false])
  })

  test('SE63 who had left before the end sits again, and the session can be ended again', () => {
    const left = after(knock(), admit(), leave(), finish(), reopen('client'), reopen('therapist'))
    expect(left).toMatchObject({ session: { client: { place: 'seated' } } })
    expect(trying(left, comeBack())).toEqual(left)
    const again = trying(reopened, finish(), later(60_000)) as RoomState
    expect(again).toMatchObject({ session: { phase: 'finished', id: FIRST, endedAt: NOW + 60_000, reopening: { asked: 'nobody' } } })
    expect(trying(again, reopen('client'), later(REOPENS_WITHIN + 59_999))).toMatchObject({ session: { reopening: { asked: 'client' } } })
  })

  test('RF10 while it goes on again a reflection waits, and after the next end it is taken', () => {
    expect(mayLookBack(finished, FIRST, NOW).ok).toBe(true)
    expect(mayLookBack(reopened, FIRST, NOW)).toMatchObject({ refusal: { code: 'outOfPhase' } })
    expect(mayLookBack(trying(reopened, finish()) as RoomState, FIRST, NOW).ok).toBe(true)
  })
})

describe('the grants of a session', () => {
  const moved = (times: number): RoomState => {
    const commands = Array.from({ length: times }, (_, n) => [knock(`tab ${n}` as DeviceId), admit(`tab ${n}` as DeviceId)])
    return after(...commands.flat())
  }

  test('SE65 who was displaced before the end is remembered for as long as it may go on, and in the next session no more', () => {
    const displaced = [{ device: TAB, why: 'displaced' }]
    const ended = after(knock(), admit(), knock(OTHER_TAB), admit(OTHER_TAB), finish())
    expect(ended.told).toEqual(displaced)
    const asked = trying(ended, client({ type: 'reopen', session: FIRST }, OTHER_TAB)) as RoomState
    expect(trying(asked, reopen('therapist'))).toMatchObject({ session: { phase: 'inProgress' }, told: displaced })
    expect(trying(ended, knock(OTHER_TAB, NEXT))).toMatchObject({ told: [] })
    expect(trying(ended, LAPSE, later(REOPENS_WITHIN))).toMatchObject({ told: [] })
    const turnedAwayToo = after(knock(), admit(), knock(OTHER_TAB), turnAway(OTHER_TAB), finish())
    expect(turnedAwayToo.told, 'another visit is another visit').toEqual([])
  })

  test('SE64 the current one has its box; of those before, only what opens what was said under them is kept', () => {
    const { session } = moved(3)
    if (session.phase !== 'inProgress') throw new Error(session.phase)
    expect(session.grants.map((grant) => Object.keys(grant))).toEqual([
      ['grant', 'knock', 'kept'], ['grant', 'knock', 'kept'], ['grant', 'knock', 'box', 'kept'],
    ])
    expect(newestOf(session.grants).knock).toBe(knockOf('tab 2' as DeviceId))
  })

  test('SE64 there are at most 32, and none is let go: one more Admit is refused', () => {
    const full = moved(GRANTS_AT_MOST)
    const knocked = trying(full, knock(OTHER_TAB)) as RoomState
    expect(trying(knocked, admit(OTHER_TAB))).toEqual({ code: 'movedTooOften' })
    const last = `tab ${GRANTS_AT_MOST - 1}` as DeviceId
    expect(trying(full, admit(last))).toEqual(full)
    const next = after(knock(), admit(TAB, 'g' as GrantId), finish(), knock(OTHER_TAB, NEXT), admit(OTHER_TAB, 'h', DESK, NEXT))
    expect(next).toMatchObject({ session: { id: NEXT, grants: [{ grant: 'h' }] } })
  })
})
