import { describe, expect, test } from 'vitest'
import { journalOf, said, SAID_AT } from '../../../test/support/session/statements.ts'
import { CLIENT, type FactId, THERAPIST } from '../ids.ts'
import type { Said } from '../pair/said.ts'
import { type CheckInCode, checkIns, cues, SEE_WITHIN, signalState, undoUntil, UNDO_WITHIN } from './index.ts'

const press = (seq: number, code: CheckInCode) => said(CLIENT, seq, { k: 'checkIn', code }, 0, `press ${seq}`)
const of = (seq: number) => `press ${seq}` as FactId
const seen = (seq: number, what: number) => said(THERAPIST, seq, { k: 'receipt', of: of(what), state: 'seen' })
const takenBack = (seq: number, what: number) => said(CLIENT, seq, { k: 'takeBack', of: of(what) })
const shown = (...facts: readonly Said[]) =>
  cues(journalOf(...facts)).map(({ code, state, presses }) => `${code} ${state} ${presses.length}`)

describe('cues', () => {
  test('FO8 repeats of the same open signal are one cue, and a press after it was seen is a new one', () => {
    expect(shown(press(1, 'slower'), press(2, 'slower'))).toEqual(['slower open 2'])
    expect(shown(press(1, 'slower'), seen(1, 1), press(2, 'slower'))).toEqual(['slower open 1', 'slower seen 1'])
  })

  test('FO9 the newest stands first', () => {
    expect(shown(press(1, 'slower'), press(2, 'ask_me'))).toEqual(['ask_me open 1', 'slower open 1'])
  })

  test('FO10 “I’m okay again” clears all that came before it, and goes once it is seen', () => {
    expect(shown(press(1, 'slower'), press(2, 'off'), press(3, 'ok'))).toEqual(['ok open 1'])
    expect(shown(press(1, 'slower'), press(3, 'ok'), seen(1, 3))).toEqual([])
    expect(shown(press(1, 'slower'), press(3, 'ok'), press(4, 'slower'))).toEqual(['slower open 1', 'ok open 1'])
  })

  test('FO11 okay after “I can’t talk freely” says so by a shape', () => {
    const [after] = cues(journalOf(press(1, 'not_private'), press(2, 'ok')))
    const [plain] = cues(journalOf(press(1, 'slower'), press(2, 'ok')))
    expect([after?.after, plain?.after]).toEqual(['not_private', null])
  })

  test('FO12 a press that was taken back has no cue, also when taking it back arrives first', () => {
    expect(shown(takenBack(2, 1), press(1, 'slower'))).toEqual([])
    expect(shown(press(1, 'slower'), takenBack(2, 1))).toEqual([])
  })

  test('FO13 an answer says “seen” as well, and the last one counts', () => {
    const reply = (seq: number, word: 'slowDown' | 'askSoon') => said(THERAPIST, seq, { k: 'reply', of: of(1), reply: word })
    const [one] = checkIns(journalOf(press(1, 'slower'), reply(1, 'slowDown'), reply(2, 'askSoon')))
    expect(one).toMatchObject({ reached: 'seen', reply: 'askSoon' })
  })
})

describe('taking back and waiting', () => {
  const one = (...facts: readonly Said[]) => {
    const [first] = checkIns(journalOf(...facts))
    if (first === undefined) throw new Error('nothing was pressed')
    return first
  }

  test('FO14 a press can be taken back for ten seconds, while it is not seen', () => {
    expect(undoUntil(one(press(1, 'slower')))).toBe(SAID_AT + UNDO_WITHIN)
    expect(undoUntil(one(press(1, 'slower'), seen(1, 1)))).toBeNull()
    expect(undoUntil(one(press(1, 'slower'), takenBack(2, 1)))).toBeNull()
  })

  test('FO15 on their screen for ninety seconds and unanswered, it reads “not seen yet”', () => {
    const painted = one(press(1, 'slower'), said(THERAPIST, 1, { k: 'receipt', of: of(1), state: 'shown' }))
    expect(signalState(painted, SAID_AT + SEE_WITHIN - 1, false)).toBe('onScreen')
    expect(signalState(painted, SAID_AT + SEE_WITHIN, false)).toBe('notSeen')
  })
})
