import { describe, expect, test } from 'vitest'
import { type ClientAxes, clientScreen, type TherapistAxes, therapistScreen } from './screen-for.ts'

/** Every combination of the given values: the whole product of the axes. */
function* product<Axes extends object>(axes: { [Axis in keyof Axes]: readonly Axes[Axis][] }): Generator<Axes> {
  const names = Object.keys(axes) as (keyof Axes)[]
  const walk = function* (at: number, chosen: Partial<Axes>): Generator<Axes> {
    const name = names[at]
    if (name === undefined) return yield chosen as Axes
    for (const value of axes[name]) yield* walk(at + 1, { ...chosen, [name]: value })
  }
  yield* walk(0, {})
}

const CLIENT: { [Axis in keyof ClientAxes]: readonly ClientAxes[Axis][] } = {
  ability: ['able', 'insecure', 'noCalls'],
  door: ['asking', 'open', 'wrong', 'unreachable'],
  tab: ['asking', 'mine', 'elsewhere'],
  before: ['stranger', 'knocked'],
  standing: [null, 'outside', 'waiting', 'turnedAway', 'seated', 'displaced', 'left', 'over'],
  grant: ['none', 'opening', 'open', 'unreadable'],
  ended: [true, false],
}
const THERAPIST: { [Axis in keyof TherapistAxes]: readonly TherapistAxes[Axis][] } = {
  ability: ['able', 'insecure', 'noCalls'],
  account: ['asking', 'open', 'signedOut', 'notSetUp', 'locked', 'rolledBack', 'unreachable'],
  place: ['desk', 'room', 'roomUnknown'],
  phase: [null, 'planned', 'arrived', 'inProgress', 'finished', 'cancelled'],
  holder: ['nobody', 'me', 'otherDevice'],
  call: ['none', 'opening', 'open', 'unreadable'],
}

describe('screenFor', () => {
  test('UI3 every combination of what a client’s page knows has exactly one screen', () => {
    const seen = new Map<string, number>()
    for (const axes of product(CLIENT)) {
      const screen = clientScreen(axes)
      expect(screen).toBeTypeOf('string')
      seen.set(screen, (seen.get(screen) ?? 0) + 1)
    }
    expect([...seen.keys()].sort()).toEqual([
      'displaced', 'insecure', 'left', 'loading', 'lobby', 'noCalls', 'openElsewhere', 'over', 'room', 'turnedAway', 'unavailable',
      'waiting', 'wrongLink',
    ])
  })

  test('UI4 every combination of what a therapist’s page knows has exactly one screen', () => {
    const seen = new Set<string>()
    for (const axes of product(THERAPIST)) seen.add(therapistScreen(axes))
    expect([...seen].sort()).toEqual([
      'desk', 'displaced', 'emptyRoom', 'insecure', 'loading', 'noCalls', 'notSetUp', 'over', 'room', 'rolledBack', 'signIn', 'unavailable',
      'unlock', 'unreadable',
    ].sort())
  })

  test('UI3 a wrong link hides everything else; a seat shows the room only with its grant open', () => {
    for (const axes of product(CLIENT)) {
      if (axes.ability === 'able' && axes.door === 'wrong') expect(clientScreen(axes)).toBe('wrongLink')
      if (clientScreen(axes) === 'room') {
        expect(axes).toMatchObject({ standing: 'seated', grant: 'open', ended: false, tab: 'mine', door: 'open' })
      }
    }
  })

  test('UI4 a therapist sees a room only while this device holds its seat and its secret is open', () => {
    for (const axes of product(THERAPIST)) {
      if (therapistScreen(axes) !== 'room') continue
      expect(axes).toMatchObject({ account: 'open', place: 'room', phase: 'inProgress', holder: 'me', call: 'open' })
    }
  })
})
