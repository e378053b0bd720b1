import { EMPTY_CARD } from '@fermata/shared/agreed'
import { type Notes, noNotes } from '@fermata/shared/pair'
import type { LobbyCard, NoteValue } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { observable } from '../lib/observable.ts'
import { rememberCard } from './remembered-card.ts'
import type { Keeping } from './room-notes.ts'

function waitingFor(card: LobbyCard | null) {
  const [keeping, said] = [observable<Keeping>('unread'), new Array<NoteValue>()]
  const notes = { keeping, notes: observable<Notes>(noNotes), set: (note: NoteValue) => void said.push(note) }
  return { keeping, said, stop: rememberCard(notes, () => card) }
}
const ticked: LobbyCard = { ...EMPTY_CARD, phone: '0151', remember: 'yes' }

test('LC1 what was ticked at the door is remembered once the notes have been read, and once', () => {
  const { keeping, said } = waitingFor(ticked)
  expect(said).toEqual([])
  keeping.set('kept')
  keeping.set('notYet')
  expect(said).toMatchObject([{ note: 'card', phone: '0151' }])
})

test('LC1 notes that do not open here take nothing, nor does a page without a card, nor one that is gone', () => {
  const closed = waitingFor(ticked)
  closed.keeping.set('unreadable')
  const none = waitingFor(null)
  none.keeping.set('kept')
  const gone = waitingFor(ticked)
  gone.stop()
  gone.keeping.set('kept')
  expect([closed.said, none.said, gone.said]).toEqual([[], [], []])
})
