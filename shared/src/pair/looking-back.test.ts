import { expect, test } from 'vitest'
import { journalOf, said } from '../../../test/support/session/statements.ts'
import { CLIENT, type Seat, THERAPIST } from '../ids.ts'
import { NOTHING_ANSWERED, type Reflection } from '../reflection/answers.ts'
import { lookingBack } from './looking-back.ts'

const reflection: Reflection = {
  questionnaire: 'fermata-reflection|1', mode: 'words', answers: { ...NOTHING_ANSWERED, safe: 75 }, words: '', share: 'talkNow',
}
const word = (seq: number, state: 'begun' | 'stopped', from: Seat = CLIENT) => said(from, seq, { k: 'lookingBack', state })
const shared = (seq: number, of: Partial<Reflection> = {}, from: Seat = CLIENT) =>
  said(from, seq, { k: 'shared', reflection: { ...reflection, ...of } }, 0, `shared ${seq}`)

test('PA17 the client’s last word says whether they are looking back; what they shared last is the page that both see', () => {
  expect(lookingBack(journalOf())).toEqual({ client: 'no', page: null })
  expect(lookingBack(journalOf(word(1, 'begun'))).client).toBe('reflecting')
  expect(lookingBack(journalOf(word(2, 'stopped'), word(1, 'begun'))).client).toBe('no')
  expect(lookingBack(journalOf(word(1, 'begun'), shared(2)))).toEqual({ client: 'no', page: { fact: 'shared 2', reflection } })
  expect(lookingBack(journalOf(shared(2), word(3, 'begun'), shared(4, { words: 'Slower.' })))).toMatchObject({
    client: 'no', page: { fact: 'shared 4', reflection: { words: 'Slower.' } },
  })
  expect(lookingBack(journalOf(word(1, 'begun', THERAPIST), shared(2, {}, THERAPIST))), 'nobody speaks for the client').toEqual({ client: 'no', page: null })
})
