import { describe, expect, test } from 'vitest'
import {
  admit, after, circumstances, client, comeBack, DESK, enter, finish, FIRST, knock, leave, NEXT, NOW, OTHER_DESK, OTHER_TAB,
  resume, states, TAB, therapist, trying,
} from '../../../test/support/session/bench.ts'
import { RESUME_WITHIN } from './index.ts'

const later = (by: number) => circumstances({ now: NOW + by })

describe('the two seats', () => {
  test('SE13 Admit begins the session: the tab that knocked sits, and the device that admitted has the therapist’s seat', () => {
    expect(states.inProgress).toMatchObject({
      session: {
        phase: 'inProgress', id: FIRST, admittedAt: NOW, knocks: [], client: { place: 'seated' },
        grants: [{ grant: 'grant for tab', box: 'box of grant for tab', kept: 'kept' }],
      },
      therapist: { epoch: 1, held: true, device: DESK },
      client: { epoch: 1, held: true, device: TAB, resume: { current: 'token of tab', previous: null } },
    })
  })

  test('SE13 Admit from the desk that already sits there moves nobody', () => {
    expect(after(enter(), knock(), admit()).therapist).toEqual({ epoch: 1, held: true, device: DESK })
    expect(after(enter(OTHER_DESK), knock(), admit()).therapist).toEqual({ epoch: 2, held: true, device: DESK })
  })

  test('SE14 admitting another tab moves the seat: a new epoch and grant, the same session, and the old tab is told', () => {
    const moved = trying(states.newcomer, admit(OTHER_TAB), later(60_000))
    expect(moved).toMatchObject({
      session: { id: FIRST, admittedAt: NOW, grants: [{ grant: 'grant for tab' }, { grant: 'grant for other-tab' }] },
      client: { epoch: 2, device: OTHER_TAB },
      told: [{ device: TAB, why: 'displaced' }],
    })
  })

  test('SE14 admitting the seated tab once more displaces nobody; who had left sits again', () => {
    const again = after(knock(), admit(), leave(), knock(TAB), admit(TAB, 'second grant'))
    expect(again).toMatchObject({ session: { client: { place: 'seated' } }, client: { epoch: 2, device: TAB }, told: [] })
  })

  test('SE15 the same grant again changes nothing', () => {
    expect(trying(states.inProgress, admit())).toEqual(states.inProgress)
  })

  test('SE16 entering takes the seat from any other device of the therapist, with a new epoch', () => {
    const entered = after(enter())
    expect(entered.therapist).toEqual({ epoch: 1, held: true, device: DESK })
    expect(trying(entered, enter())).toEqual(entered)
    expect(trying(entered, enter(OTHER_DESK))).toMatchObject({ therapist: { epoch: 2, device: OTHER_DESK } })
  })

  test('SE17 only the device that sits there leaves the therapist’s seat; the session goes on', () => {
    const { inProgress } = states
    expect(trying(inProgress, therapist({ type: 'leave', session: FIRST }, OTHER_DESK))).toEqual(inProgress)
    expect(trying(inProgress, therapist({ type: 'leave', session: FIRST }))).toEqual({
      ...inProgress, therapist: { epoch: 2, held: false },
    })
  })

  test('SE18 a client who leaves keeps the seat; the session goes on', () => {
    expect(states.left).toEqual({
      ...states.inProgress, session: { ...states.inProgress.session, client: { place: 'left', since: NOW } },
    })
    expect(trying(states.inProgress, leave(FIRST, OTHER_TAB))).toEqual(states.inProgress)
    expect(trying(states.inProgress, leave(NEXT))).toEqual(states.inProgress)
    expect(trying(states.left, leave(), later(1))).toEqual(states.left)
  })

  test('SE19 who left comes back within half an hour by a tap; later they must knock', () => {
    const since = (by: number) => circumstances({ now: NOW + by, clientLastSeen: null })
    expect(trying(states.left, comeBack(), since(RESUME_WITHIN))).toEqual(states.inProgress)
    expect(trying(states.left, comeBack(), since(RESUME_WITHIN + 1))).toMatchObject({ client: { epoch: 2, held: false } })
    expect(trying(states.inProgress, comeBack())).toEqual(states.inProgress)
    expect(trying(states.left, comeBack(FIRST, OTHER_TAB))).toEqual({ code: 'displaced' })
    expect(trying(states.left, comeBack(NEXT))).toEqual({ code: 'sessionOver' })
  })

  test.each(['arrived', 'inProgress', 'left'] as const)('SE20 a tab that shows its token goes on where it was, with the next one: %s', (phase) => {
    const rotated = trying(states[phase], resume('token of tab', 'second'))
    expect(JSON.stringify(rotated)).toBe(
      JSON.stringify(states[phase]).replace(
        '{"current":"token of tab","previous":null}', '{"current":"second","previous":"token of tab"}',
      ),
    )
    expect(rotated).not.toHaveProperty('code')
    if ('code' in rotated) return
    expect(trying(rotated, resume('token of tab', 'second'))).toBe(rotated)
    expect(trying(rotated, resume('second', 'third'))).not.toHaveProperty('code')
  })

  test.each(['arrived', 'inProgress', 'left'] as const)('SE21 a copy of the tab, without the newest token, is refused: %s', (phase) => {
    const rotated = trying(states[phase], resume('token of tab', 'second'))
    if ('code' in rotated) throw new Error(rotated.code)
    for (const [proof, next] of [[null, 'x'], ['wrong', 'x'], ['token of tab', 'x']] as const) {
      expect(trying(rotated, resume(proof, next))).toEqual({ code: 'displaced' })
    }
  })

  test('SE22 a seated tab away for more than half an hour is released, with a new epoch, and must knock', () => {
    const seen = (clientLastSeen: number | null) => circumstances({ clientLastSeen, now: NOW + RESUME_WITHIN + 1 })
    const back = resume('token of tab', 'second')
    expect(trying(states.inProgress, back, seen(NOW))).toEqual({
      ...states.inProgress, client: { epoch: 2, held: false },
    })
    expect(trying(states.inProgress, back, seen(NOW + 1))).toMatchObject({ client: { epoch: 1, held: true } })
    // After a restart of the server nobody knows: that must not put anyone out.
    expect(trying(states.inProgress, back, seen(null))).toMatchObject({ client: { epoch: 1, held: true } })
    expect(trying(states.arrived, back, seen(NOW))).toMatchObject({ session: { phase: 'arrived' } })
  })

  test('SE23 the therapist who sits in a session ends it: both epochs rise, the client’s seat is free, nobody waits', () => {
    expect(trying(states.newcomer, finish())).toEqual({
      session: { phase: 'finished', id: FIRST, next: NEXT, endedAt: NOW, by: 'therapist', client: TAB, reopening: expect.anything() },
      therapist: { epoch: 2, held: true, device: DESK },
      client: { epoch: 2, held: false },
      told: [],
    })
    expect(trying(states.inProgress, finish(OTHER_DESK))).toEqual({ code: 'displaced' })
    expect(trying(states.inProgress, finish(DESK, NEXT))).toEqual({ code: 'outOfPhase' })
    expect(trying(states.finished, finish(), later(1))).toEqual(states.finished)
  })

  test('SE23 a client cannot be given a therapist’s command: the type has no such pair', () => {
    // @ts-expect-error only a therapist finishes
    void client({ type: 'finish', session: FIRST })
    // @ts-expect-error only a client knocks
    void therapist({ type: 'knock', session: FIRST, knock: 'k', box: '', next: '' })
  })
})
