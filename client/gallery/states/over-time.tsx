import type { SessionId } from '@fermata/shared/ids'
import { type Item, ITEMS, type Mode, type OwnSide, type Past, promptOf, type Reflection, trendOf } from '@fermata/shared/reflection'
import { ReflectionForm } from '../../src/screens/closing/reflection/Form.tsx'
import { Frame } from '../../src/screens/closing/reflection/Frame.tsx'
import { OwnSideForm } from '../../src/screens/closing/own-side/OwnSideForm.tsx'
import { OwnSideKept } from '../../src/screens/closing/own-side/OwnSideKept.tsx'
import { SharedPage } from '../../src/screens/room/together/SharedPage.tsx'
import { Keep } from '../../src/screens/over-time/Keep.tsx'
import { OverTime } from '../../src/screens/over-time/OverTime.tsx'
import { OverTimeDialog } from '../../src/screens/over-time/OverTimeDialog.tsx'
import type { OneReflection, OwnBeside, PastView, Whose } from '../../src/screens/over-time/view.ts'
import { nothing, NOW, type States } from '../pieces.ts'
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
  const reflection: Reflection = { questionnaire: 'fermata-reflection|1', mode: mode as Mode, answers, words, share: 'showAfter' }
  return { id: session, at, state: 'read', through: 'session', reflection }
}

const here = (past: Past<Item>[]): PastView => ({
  state: 'here', trend: trendOf(past, ITEMS), others: [], instruments: [], reflections: past.toReversed().map((one, n) => read(one, n === 0 ? 'Less explaining, more time to find the word.' : '')),
})
const asked = (past: Past<Item>[], state: 'open' | 'kept' = 'open') => {
  const about = promptOf(past, ITEMS)
  return about && { about, next: { state, onPress: nothing } }
}
const noSides: OwnBeside = { sides: new Map(), totals: [], onOpen: nothing }
const mara = (past: Past<Item>[] = [], own = noSides): Whose => ({ seat: 'therapist', client: 'Mara', prompt: asked(past), own })
const sideOf = (n: number): OwnSide => ({
  questionnaire: 'fermata-reflection|1', mode: 'line',
  answers: { safe: 75, understood: 70 - n, aims: 60, way: 70, sayable: null, overall: 75 },
  words: n === 0 ? 'I explained a lot today. Ask about the silence after the letter.' : '',
})
/** On the last three sessions, the newest of them not saved yet. */
const mySides = (past: Past<Item>[]): OwnBeside => ({
  sides: new Map(past.toReversed().slice(0, 3).map(({ session }, n) => [session, { side: sideOf(n), saving: n === 0 ? 'notYet' : 'kept' }])),
  totals: [],
  onOpen: nothing,
})
const withNothing = (past: PastView): PastView =>
  past.state === 'here' ? { ...past, reflections: [{ id: 'none', at: NOW - WEEK / 2, state: 'nothing' }, ...past.reflections] } : past
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
  'own-side-beside': () => page(mara(sessions(8), mySides(sessions(8))), withNothing(here(sessions(8)))),
  'own-side-sessions': () => page(mara(sessions(8), mySides(sessions(8))), withNothing(here(sessions(8)))),
  'own-side-table': () => page(mara(sessions(8), mySides(sessions(8))), here(sessions(8))),
  'next-kept': () => page({ seat: 'therapist', client: 'Mara', prompt: asked(sessions(8), 'kept'), own: noSides }, here(sessions(8))),
  'next-room': (faces) => therapistRoomWith(faces, {
    attendance: { state: 'nobody', knocks: [], step: null }, remote: { stream: null, state: 'connecting' }, cues: [], clock: null,
    forToday: { prompt: { prompt: 'ask', item: 'way', why: 'lower' }, onPutAway: nothing },
  }),
  'own-side-form': () => (
    <OwnSideForm client="Mara" about={{ session: 'today' }} before={null} state="ready" onKeep={nothing} onLeave={nothing} />
  ),
  'own-side-form-earlier': () => (
    <OwnSideForm client="Mara" about={{ session: 'earlier', at: NOW - WEEK }} before={sideOf(0)} state="failed" onKeep={nothing} onLeave={nothing} />
  ),
  'own-side-kept': () => <OwnSideKept state="kept" onBack={nothing} />,
  'own-side-not-yet': () => <OwnSideKept state="notYet" onBack={nothing} />,
  'over-time-none': () => page(mara(), { state: 'here', reflections: [], trend: trendOf([], ITEMS), others: [], instruments: [] }),
  'over-time-unreadable': () =>
    page(mara(), {
      state: 'here', trend: trendOf([], ITEMS), others: [], instruments: [],
      reflections: [{ id: 'a', at: NOW - WEEK, state: 'unreadable' }, { id: 'b', at: NOW - 2 * WEEK, state: 'missing' }],
    }),
  'over-time-unreachable': () => page(mara(), { state: 'unreachable' }),
  'over-time-own': () => own('forNow'),
  'over-time-own-kept': () => own('kept'),
  'over-time-own-none': () => page({ seat: 'client' }, { state: 'here', reflections: [], trend: trendOf([], ITEMS), others: [], instruments: [] }),
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
      <Frame when="inSession" step={0} onLeave={nothing}>
        <ReflectionForm
          therapist="Ines" when="inSession" open={{ until: NOW, now: NOW }} before={null} state="ready"
          onShare={nothing} onKeep={nothing} onLeave={nothing} onStep={nothing}
        />
      </Frame>
    </>
  ),
}
