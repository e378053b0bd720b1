import { describe, expect, test } from 'vitest'
import {
  admit, after, circumstances, FIRST, finish, knock, NEXT, NOW, states, TAB, trying, withdraw,
} from '../../../test/support/session/bench.ts'
import type { SessionId } from '../ids.ts'
import { LOOK_BACK_WITHIN, mayLookBack, type RoomState } from './index.ts'

const answer = (state: RoomState, on: SessionId, now = NOW) => {
  const may = mayLookBack(state, on, now)
  return may.ok ? 'yes' : may.refusal.code
}

describe('looking back on a session', () => {
  test('RF10 only one that has ended is looked back on; one that goes on may be later', () => {
    const { planned, arrived, inProgress, left, newcomer, finished, cancelled } = states
    expect([planned, arrived, inProgress, left, newcomer, cancelled].map((state) => answer(state, FIRST))).toEqual(
      Array(6).fill('outOfPhase'),
    )
    expect(answer(finished, FIRST)).toBe('yes')
    expect(answer(finished, NEXT)).toBe('sessionOver')
    expect(answer(finished, 'never' as SessionId)).toBe('sessionOver')
  })

  test('RF11 it is open for 24 hours after the end, also when the next session has begun', () => {
    const next = [knock(TAB, NEXT), admit(TAB, 'second grant', undefined, NEXT)]
    for (const state of [
      states.finished, after(knock(), admit(), finish(), knock(TAB, NEXT)), after(knock(), admit(), finish(), ...next),
      after(knock(), admit(), finish(), knock(TAB, NEXT), withdraw(TAB, NEXT)),
    ]) {
      expect(answer(state, FIRST, NOW + LOOK_BACK_WITHIN - 1)).toBe('yes')
      expect(answer(state, FIRST, NOW + LOOK_BACK_WITHIN)).toBe('sessionOver')
    }
    const both = trying(after(knock(), admit(), finish(), ...next), finish(undefined, NEXT), circumstances({ now: NOW + 5 }))
    if ('code' in both) throw new Error(both.code)
    expect([FIRST, NEXT].map((on) => answer(both, on))).toEqual(['yes', 'yes'])
  })
})
