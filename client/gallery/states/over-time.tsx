import type { SessionId } from '@fermata/shared/ids'
import { type Item, ITEMS, type Mode, type Past, promptOf, type Reflection, trendOf } from '@fermata/shared/reflection'
import { ReflectionForm } from '../../src/screens/closing/reflection/Form.tsx'
import { SharedPage } from '../../src/screens/room/together/SharedPage.tsx'
import { Keep } from '../../src/screens/over-time/Keep.tsx'
import { OverTime } from '../../src/screens/over-time/OverTime.tsx'
import { OverTimeDialog } from '../../src/screens/over-time/OverTimeDialog.tsx'
import type { OneReflection, PastView, Whose } from '../../src/screens/over-time/view.ts'
import { nothing, NOW } from '../pieces.ts'
import type { States } from './index.ts'
import { clientRoomWith } from './room-client.tsx'
import { therapistRoomWith } from './room-therapist.tsx'

const WEEK = 7 * 24 * 60 * 60_000
const EIGHT: Record<Item, readonly (number | null)[]> = {
  safe: [20, 40, 30, 60, 70, 60, 80, 95],
  understood: [40, 50, 80, 50, 60, 70, 60, 70],
  aims: [50, 30, 60, 70, 50, 70, 40, 60],
  way: [60, 70, 40, 70, 60, 80, 60, 10],
  sayable: [20, 40, null, 60, 50, 70, 60, 80],
  overall: [40, 60, 30, 70, 60, 80, 60, 70],
}

const sessions = (count: number, mode: (n: number) => Mode = () => 'line'): Past<Item>[] =>
  Array.from({ length: count }, (_, n) => ({
    session: `s${n}` as SessionId,
    at: NOW - (count - n) * WEEK,
    questionnaire: 'fermata-reflection|1',
    mode: mode(n),
    answers: Object.fromEntries(
      ITEMS.map((item, i) => [item, count === 8 ? EIGHT[item][n] : Math.round(10 + 8 * Math.abs(Math.sin((n * (i + 2)) / 9))) * 5]),
    ) as Past<Item>['answers'],
  }))

const read = ({ session, at, mode, answers }: Past<Item>, words = ''): OneReflection => {
  const reflection: Reflection = { questionnaire: 'fermata-reflection|1', mode, answers, words, share: 'showAfter' }
  return { id: session, at, state: 'read', through: 'session', reflection }
}

const here = (past: Past<Item>[]): PastView => ({
  state: 'here', trend: trendOf(past, ITEMS), reflections: past.toReversed().map((one, n) => read(one, n === 0 ? 'Less explaining, more time to find the word.' : '')),
})
const mara = (past: Past<Item>[] = []): Whose => ({ seat: 'therapist', client: 'Mara', prompt: promptOf(past, ITEMS) })
const page = (whose: Whose, past: PastView) => <OverTime whose={whose} past={past} onPrint={nothing} onPicture={nothing} onBack={nothing} />
const own = (readable: 'forNow' | 'kept') => (
  <OverTime whose={{ seat: 'client' }} past={here(sessions(8))} onPrint={nothing} onPicture={nothing} onBack={nothing}>
    <Keep readable={readable} onKeep={nothing} onStopKeeping={nothing} />
  </OverTime>
)
const of = (past: Past<Item>[]) => page(mara(past), here(past))

export const overTime: States = {
  'over-time': () => of(sessions(8)),
  'over-time-table': () => of(sessions(8)),
  'over-time-sessions': () => of(sessions(8)),
  'over-time-breaks': () => of(sessions(8, (n) => (n < 4 ? 'line' : 'words'))),
  'over-time-many': () => of(sessions(500)),
  'over-time-one': () => of(sessions(1)),
  'over-time-none': () => page(mara(), { state: 'here', reflections: [], trend: trendOf([], ITEMS) }),
  'over-time-unreadable': () =>
    page(mara(), {
      state: 'here', trend: trendOf([], ITEMS),
      reflections: [{ id: 'a', at: NOW - WEEK, state: 'unreadable' }, { id: 'b', at: NOW - 2 * WEEK, state: 'missing' }],
    }),
  'over-time-unreachable': () => page(mara(), { state: 'unreachable' }),
  'over-time-own': () => own('forNow'),
  'over-time-own-kept': () => own('kept'),
  'over-time-own-none': () => page({ seat: 'client' }, { state: 'here', reflections: [], trend: trendOf([], ITEMS) }),
  'over-time-own-room': (faces) => (
    <>
      {clientRoomWith(faces)}
      <OverTimeDialog whose={{ seat: 'client' }} past={here(sessions(8))} onPrint={nothing} onPicture={nothing} onBack={nothing}>
        <Keep readable="forNow" onKeep={nothing} onStopKeeping={nothing} />
      </OverTimeDialog>
    </>
  ),
}

const shared: Reflection = {
  questionnaire: 'fermata-reflection|1', mode: 'line', words: 'Less explaining, more time to find the word.', share: 'talkNow',
  answers: { safe: 95, understood: 75, aims: 75, way: 30, sayable: 50, overall: 75 },
}
const today: Past<Item> = { session: 'now' as SessionId, at: NOW, questionnaire: shared.questionnaire, mode: shared.mode, answers: shared.answers }

export const together: States = {
  'talk-therapist': (faces) =>
    therapistRoomWith(faces, {
      sheet: <SharedPage seat="therapist" name="Mara" reflection={shared} prompt={promptOf([today], ITEMS)} onPutAway={nothing} />,
    }),
  'talk-client': (faces) =>
    clientRoomWith(faces, { sheet: <SharedPage seat="client" name="Ines" reflection={shared} prompt={null} onPutAway={nothing} /> }),
  'talk-reflecting': (faces) => therapistRoomWith(faces, { reflecting: 'reflecting' }),
  'talk-offer': (faces) => clientRoomWith(faces, { offer: { offer: 'lookBack', onYes: nothing, onNo: nothing } }),
  'talk-questions': (faces) => (
    <>
      {clientRoomWith(faces)}
      <ReflectionForm
        therapist="Ines" when="inSession" open={{ until: NOW, now: NOW }} before={null} state="ready" onShare={nothing} onKeep={nothing} onLeave={nothing}
      />
    </>
  ),
}
