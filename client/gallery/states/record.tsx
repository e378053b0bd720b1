import type { RoomId, SessionId } from '@fermata/shared/ids'
import type { RecordedRoom } from '@fermata/shared/record'
import { Agreed } from '../../src/screens/record/Agreed.tsx'
import { Page } from '../../src/ui/page/Page.tsx'
import { Printed } from '../../src/screens/record/Printed.tsx'
import { Record } from '../../src/screens/record/Record.tsx'
import type { RecordProps } from '../../src/screens/record/view.ts'
import { nothing, NOW, type States } from '../pieces.ts'
import { garden } from './paper.tsx'

const WEEK = 7 * 86_400_000
const room = (id: string, name: string, count: number): RecordedRoom => ({
  room: id as RoomId,
  name,
  sessions: Array.from({ length: count }, (_, n) => ({
    session: `${id}${n}` as SessionId,
    at: NOW - (count - n) * WEEK,
    through: 'session',
    reflection: {
      questionnaire: 'fermata-reflection|1', mode: 'line', share: 'showAfter', words: n % 2 === 0 ? 'The pause in the middle was good.\nMore of that.' : '',
      answers: { safe: 75, understood: 60 + 5 * n, aims: 50, way: n === 1 ? null : 40, sayable: 55, overall: 80 },
    },
  })),
})
const mara = room('a', 'Mara', 3)
const withOwn: RecordedRoom = {
  ...mara,
  totals: mara.sessions.slice(0, 2).map(({ session, at }, n) => ({ session, at, questionnaire: garden.questionnaire, total: 4 + n })),
  ownSides: mara.sessions.slice(1).map(({ session, at }) => ({
    session, at, side: {
      questionnaire: 'fermata-reflection|1', mode: 'line', words: 'I explained a lot. Ask about the letter.',
      answers: { safe: 75, understood: 70, aims: 60, way: 70, sayable: null, overall: 75 },
    },
  })),
  notes: {
    agenda: [{ by: 'client', words: 'The move in May' }, { by: 'therapist', words: 'How the walks went' }],
    step: { words: 'One walk a day, without the phone.', session: 'a1' as SessionId, went: { session: 'a2' as SessionId, how: 'partly' } },
    sessions: [{ session: 'a2' as SessionId, at: NOW - WEEK, signals: [{ code: 'slower', at: NOW - WEEK + 600_000 }, { code: 'off', at: NOW - WEEK + 900_000 }], pauses: 1 }],
  },
}
const record: RecordProps = {
  client: 'Mara',
  content: { record: 'here', rooms: [mara], unread: 1 },
  made: 'nothing',
  onMake: nothing,
  onPrint: nothing,
  sessions: mara.sessions.map(({ session, at }, n) => ({ id: session, at, shared: n === 1 ? 'nothing' as const : 'something' as const })).toReversed(),
  takeIn: { state: { state: 'nothing' }, onFile: nothing, onTake: nothing },
  erasing: { state: 'ready' },
  onErase: nothing,
  onKeep: nothing,
  onBack: nothing,
}

export const recordStates: States = {
  record: () => <Record {...record} made="made" />,
  'record-in': () => (
    <Record
      {...record}
      content={{ record: 'here', rooms: [{ ...mara, sessions: [] }], unread: 0 }}
      takeIn={{ state: { state: 'chosen', rooms: [{ id: 'a', name: 'Client 1', count: 12, sides: 2, totals: 4, agreed: 'something' }, { id: 'b', name: 'Client 2', count: 3, sides: 0, totals: 0, agreed: 'nothing' }] }, onFile: nothing, onTake: nothing }}
      sessions={[]}
    />
  ),
  'record-all': () => <Record {...record} client={null} content={{ record: 'here', rooms: [mara, room('b', 'Jonas', 2)], unread: 0 }} sessions={[]} />,
  'record-nothing': () => <Record {...record} content={{ record: 'here', rooms: [{ ...mara, sessions: [] }], unread: 0 }} sessions={[]} />,
  'record-own': () => <Record {...record} content={{ record: 'here', rooms: [withOwn], unread: 0 }} />,
  'record-own-printed': () => <Printed rooms={[{ ...withOwn, name: 'Client 1' }]} instruments={[garden]} now={NOW} onPrint={nothing} onBack={nothing} />,
  'record-own-agreed': () => <Page screen="reflections"><h1 className="h1">Reflections: Mara</h1>{withOwn.notes && <Agreed notes={withOwn.notes} due={NOW - WEEK} />}{withOwn.notes && <Agreed notes={{ ...withOwn.notes, sessions: [] }} from="file" />}</Page>,
  'record-printed': () => <Printed rooms={[{ ...mara, name: 'Client 1' }]} instruments={[]} now={NOW} onPrint={nothing} onBack={nothing} />,
}
