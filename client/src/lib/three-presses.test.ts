import { describe, expect, test } from 'vitest'
import { ThreePresses } from './three-presses.ts'

const pressed = (...at: readonly number[]): boolean[] => {
  const presses = new ThreePresses()
  return at.map((now) => presses.press(now))
}

describe('three presses', () => {
  test('QL3 the third within five seconds counts, and the next begins anew', () => {
    expect(pressed(0, 2_000, 4_999, 5_100, 5_200)).toEqual([false, false, true, false, false])
  })

  test('QL3 slower ones do not', () => {
    expect(pressed(0, 2_500, 5_000, 7_500, 10_000)).toEqual([false, false, false, false, false])
    expect(pressed(0, 4_000, 5_500, 6_000)).toEqual([false, false, false, true])
  })

  test('QL3 another key in between begins anew', () => {
    const presses = new ThreePresses()
    presses.press(0)
    presses.press(100)
    presses.broken()
    expect([presses.press(200), presses.press(300), presses.press(400)]).toEqual([false, false, true])
  })
})
