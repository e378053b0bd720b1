import { describe, expect, test } from 'vitest'
import {
  admit, after, circumstances, comeBack, enter, finish, FIRST, knock, knockOf, leave, NEXT, notice, NOW, OTHER_TAB, resume, soon,
  states, TAB, trying, turnAway, withdraw,
} from '../../../test/support/session/bench.ts'
import type { DeviceId, KnockId } from '../ids.ts'
import { knocksOf, newRoom } from './index.ts'

const devices = ['one', 'two', 'three', 'four'] as DeviceId[]
const [ONE, TWO, THREE, FOUR] = devices as [DeviceId, DeviceId, DeviceId, DeviceId]
const full = () => after(knock(ONE), knock(TWO), knock(THREE))

describe('the door of a room', () => {
  test('SE1 a new room has a planned session, and both seats are free', () => {
    expect(newRoom(FIRST)).toEqual({
      session: { phase: 'planned', id: FIRST },
      therapist: { epoch: 0, held: false },
      client: { epoch: 0, held: false },
      told: [],
    })
  })

  test.each([
    ['planned', states.planned, FIRST],
    ['arrived', states.arrived, FIRST],
    ['finished', states.finished, NEXT],
    ['cancelled', states.cancelled, NEXT],
  ] as const)('SE2 a knock at a %s room makes the session it is sealed for arrived', (_phase, state, session) => {
    const then = trying(state, knock(OTHER_TAB, session))
    expect(then).toMatchObject({ session: { phase: 'arrived', id: session } })
    expect(then).toHaveProperty('session.knocks', expect.arrayContaining([
      expect.objectContaining({ knock: knockOf(OTHER_TAB), device: OTHER_TAB, at: NOW, noticedAt: null }),
    ]))
  })

  test('SE2 a knock during a session leaves it in progress, with somebody waiting', () => {
    expect(states.newcomer).toMatchObject({ session: { phase: 'inProgress', knocks: [{ device: OTHER_TAB }] } })
  })

  test.each([
    ['planned', states.planned, NEXT, FIRST],
    ['inProgress', states.inProgress, NEXT, FIRST],
    ['finished', states.finished, FIRST, NEXT],
    ['cancelled', states.cancelled, FIRST, NEXT],
  ] as const)('SE3 a knock sealed for another session is refused with the one of a %s room', (_phase, state, wrong, session) => {
    expect(trying(state, knock(OTHER_TAB, wrong))).toEqual({ code: 'otherSession', session })
  })

  test('SE4 the same knock again changes nothing; a new one of the same tab keeps its place and its notice', () => {
    const waiting = after(knock(ONE), knock(TWO), notice(ONE))
    expect(trying(waiting, knock(ONE))).toEqual(waiting)
    const again = trying(waiting, knock(ONE, FIRST, 'new offer' as KnockId), circumstances({ now: NOW + 60_000 }))
    expect(again).toMatchObject({
      session: { knocks: [{ knock: 'new offer', device: ONE, at: NOW, noticedAt: NOW }, { knock: knockOf(TWO) }] },
    })
  })

  test('SE4 a tab that was let in while its newer knock was on the way sits, and does not wait again', () => {
    expect(trying(states.inProgress, knock(TAB, FIRST, 'new offer' as KnockId))).toEqual(states.inProgress)
  })

  test('SE5 three wait at a door; a fourth is refused, and those who wait may still renew their offer', () => {
    expect(trying(full(), knock(FOUR))).toEqual({ code: 'doorFull' })
    expect(trying(full(), knock(TWO, FIRST, 'new offer' as KnockId))).toHaveProperty('session.knocks.length', 3)
    expect(knocksOf(after(knock(ONE), knock(TWO), knock(THREE), withdraw(ONE), knock(FOUR)).session)).toHaveLength(3)
  })

  test('SE5 a knock cannot take the name of another one at the door', () => {
    expect(trying(states.arrived, knock(OTHER_TAB, FIRST, knockOf(TAB)))).toEqual({ code: 'knockGone' })
  })

  test('SE6 withdrawing takes only the own knock; without anybody left the same session is planned again', () => {
    const two = after(knock(ONE), knock(TWO))
    expect(trying(two, withdraw(ONE, FIRST, TWO))).toEqual(two)
    expect(trying(two, withdraw(ONE, NEXT))).toEqual(two)
    expect(trying(two, withdraw(ONE))).toMatchObject({ session: { phase: 'arrived', knocks: [{ device: TWO }] } })
    expect(trying(states.arrived, withdraw())).toEqual(states.planned)
    expect(trying(states.newcomer, withdraw(OTHER_TAB))).toEqual(states.inProgress)
  })

  test('SE7 a knock is noticed once, and the first time stands', () => {
    const noticed = after(knock(), notice())
    expect(noticed).toMatchObject({ session: { knocks: [{ noticedAt: NOW }] } })
    expect(trying(noticed, notice(), circumstances({ now: NOW + 1 }))).toEqual(noticed)
  })

  test('SE230 In a moment is said once, counts as noticed, and stays with the place when its tab knocks anew', () => {
    const said = after(knock(), soon())
    expect(said).toMatchObject({ session: { knocks: [{ noticedAt: NOW, soonAt: NOW }] } })
    expect(trying(said, soon(), circumstances({ now: NOW + 1 }))).toEqual(said)
    const later = circumstances({ now: NOW + 1 })
    expect(trying(after(knock(), notice()), soon(), later)).toMatchObject({ session: { knocks: [{ noticedAt: NOW, soonAt: NOW + 1 }] } })
    const anew = knock(TAB, FIRST, 'anew' as KnockId)
    expect(trying(said, anew, later)).toMatchObject({ session: { knocks: [{ knock: 'anew', noticedAt: NOW, soonAt: NOW }] } })
    expect(trying(after(knock(), soon(), withdraw()), knock())).toEqual(states.arrived)
  })

  test.each(Object.entries(states))('SE8 noticing, admitting or turning away who is not at the door is refused: %s', (_name, state) => {
    for (const command of [notice, soon, admit, turnAway]) {
      expect(trying(state, command('nobody' as DeviceId))).toEqual({ code: 'knockGone' })
    }
  })

  test('SE8 a knock counts only in the session that it was made for', () => {
    expect(trying(states.arrived, notice(TAB, NEXT))).toEqual({ code: 'knockGone' })
    expect(trying(states.arrived, turnAway(TAB, NEXT))).toEqual({ code: 'knockGone' })
    expect(trying(states.arrived, admit(TAB, 'grant', undefined, NEXT))).toEqual({ code: 'knockGone' })
  })

  test('SE9 turning away the last one before the session cancels it; beside others, or during a session, it goes on', () => {
    expect(states.cancelled.session).toEqual({ phase: 'cancelled', id: FIRST, next: NEXT, at: NOW })
    expect(trying(after(knock(ONE), knock(TWO)), turnAway(ONE))).toMatchObject({ session: { phase: 'arrived', id: FIRST } })
    expect(trying(states.newcomer, turnAway(OTHER_TAB))).toMatchObject({ session: states.inProgress.session })
  })

  test('SE10 who was turned away is told so, until they knock again', () => {
    expect(states.cancelled.told).toEqual([{ device: TAB, why: 'turnedAway' }])
    expect(trying(states.cancelled, knock(TAB, NEXT))).toMatchObject({ told: [] })
  })

  test('SE10 the last eight are told, each one thing', () => {
    const many = Array.from({ length: 9 }, (_, i) => `tab ${i}` as DeviceId)
    const state = after(knock(), admit(), ...many.flatMap((device) => [knock(device), turnAway(device)]))
    expect(state.told.map((t) => t.device)).toEqual(many.slice(1))
    const seatedToo = after(knock(), admit(), leave(), knock(TAB, FIRST), turnAway(), knock(OTHER_TAB), admit(OTHER_TAB))
    expect(seatedToo.told).toEqual([{ device: TAB, why: 'displaced' }])
  })

  test.each([
    ['planned', [leave(), comeBack(), finish()], ['same', 'sessionOver', 'outOfPhase']],
    ['arrived', [leave(), comeBack(), finish()], ['same', 'sessionOver', 'outOfPhase']],
    ['cancelled', [leave(), comeBack(), finish()], ['same', 'sessionOver', 'outOfPhase']],
    ['finished', [leave(), comeBack(), finish(), withdraw()], ['same', 'sessionOver', 'same', 'same']],
  ] as const)('SE11 in a %s session nobody leaves, comes back, or ends it', (phase, commands, answers) => {
    const state = states[phase]
    expect(commands.map((command) => trying(state, command))).toEqual(
      answers.map((answer) => (answer === 'same' ? state : { code: answer })),
    )
  })

  test('SE11 a therapist who enters changes no phase', () => {
    for (const state of Object.values(states)) expect(trying(state, enter())).toHaveProperty('session', state.session)
  })

  test('SE12 a tab that neither waits nor sits resumes nothing', () => {
    for (const state of Object.values(states)) {
      expect(trying(state, resume('any', 'next', 'nobody' as DeviceId))).toEqual(state)
    }
  })
})
