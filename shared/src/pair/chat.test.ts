import { describe, expect, test } from 'vitest'
import { journalOf, said, SAID_AT } from '../../../test/support/session/statements.ts'
import { CLIENT, type Seat, THERAPIST } from '../ids.ts'
import { unread, writtenIn } from './index.ts'

const wrote = (by: Seat, seq: number, text: string, at = SAID_AT) => {
  const one = said(by, seq, { k: 'wrote', text })
  return { ...one, fact: { ...one.fact, said: at } }
}
const after = (at: number, what: { k: 'ended' } | { k: 'reopened' }, seq: number) => {
  const one = said(THERAPIST, seq, what)
  return { ...one, fact: { ...one.fact, said: at } }
}

describe('what is written in a session', () => {
  const [hello, hi] = [wrote(THERAPIST, 1, 'Hello', 2), wrote(CLIENT, 1, 'Hi', 1)]

  test('CH1 stands in the order it was said, the same on both pages, each once', () => {
    expect(writtenIn(journalOf(hello, hi, hello)).map(({ text }) => text)).toEqual(['Hi', 'Hello'])
    expect(writtenIn(journalOf(hi, hello))).toEqual(writtenIn(journalOf(hello, hi)))
  })

  test('CH2 is on the other’s screen by the word of the other’s page alone', () => {
    const receipt = (by: Seat) => said(by, 9, { k: 'receipt', of: hello.fact.fact, state: 'shown' })
    const reached = (by: Seat) => writtenIn(journalOf(hello, receipt(by))).map((one) => one.reached)
    expect([reached(THERAPIST), reached(CLIENT)]).toEqual([['nowhere'], ['shown']])
    expect(unread(writtenIn(journalOf(hello, hi)), CLIENT).map(({ text }) => text)).toEqual(['Hello'])
    expect(unread(writtenIn(journalOf(hello, receipt(CLIENT))), CLIENT)).toEqual([])
  })

  test('CH3 is cleared at the end; a session that goes on begins empty', () => {
    const ended = [hello, hi, after(5, { k: 'ended' }, 2)]
    expect(writtenIn(journalOf(...ended))).toEqual([])
    expect(writtenIn(journalOf(...ended, after(6, { k: 'reopened' }, 3)))).toEqual([])
    expect(writtenIn(journalOf(...ended, wrote(CLIENT, 2, 'Again', 7))).map(({ text }) => text)).toEqual(['Again'])
  })
})
