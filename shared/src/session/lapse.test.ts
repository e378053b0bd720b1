import { describe, expect, test } from 'vitest'
import { after, admit, circumstances, FIRST, knock, leave, NOW, trying } from '../../../test/support/session/bench.ts'
import { isForgotten, LAPSES_AFTER } from './index.ts'

const LAPSE = { by: 'nobody', type: 'lapse' } as const
const later = (by: number) => circumstances({ now: NOW + by, lastHere: NOW })
const inProgress = after(knock(), admit())

describe('a forgotten session', () => {
  test('SE50 it ends by itself once nobody has been here for half an hour, and not before', () => {
    expect(trying(inProgress, LAPSE, later(LAPSES_AFTER - 1))).toEqual(inProgress)
    expect(trying(inProgress, LAPSE, later(LAPSES_AFTER))).toMatchObject({
      session: { phase: 'finished', id: FIRST, by: 'lapse' }, client: { held: false },
    })
  })

  test('SE50 also when the client had left, and the therapist never ended it', () => {
    const left = after(knock(), admit(), leave())
    expect(trying(left, LAPSE, later(LAPSES_AFTER))).toMatchObject({ session: { phase: 'finished', by: 'lapse' } })
  })

  test('SE51 where it is not known who was here when, nothing lapses', () => {
    expect(isForgotten(inProgress, { now: NOW + 10 * LAPSES_AFTER, lastHere: null })).toBe(false)
  })

  test('SE52 only a session in progress lapses', () => {
    for (const state of [after(), after(knock())]) expect(trying(state, LAPSE, later(LAPSES_AFTER))).toEqual(state)
  })
})
