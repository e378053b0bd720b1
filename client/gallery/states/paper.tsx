import type { SessionId } from '@fermata/shared/ids'
import type { Instrument } from '@fermata/shared/questionnaire'
import { ITEMS, NOTHING_ANSWERED, othersOf, type PaperTotal, trendOf } from '@fermata/shared/reflection'
import { OverTime } from '../../src/screens/over-time/OverTime.tsx'
import { Paper } from '../../src/screens/over-time/paper/Paper.tsx'
import { TotalDialog } from '../../src/screens/over-time/paper/TotalDialog.tsx'
import type { OneTotal, PaperProps } from '../../src/screens/over-time/paper/view.ts'
import { nothing, NOW, type States } from '../pieces.ts'

/** Made up for these pictures: a form that may be filled in on paper only. */
export const garden: Instrument = {
  questionnaire: 'garden|1', url: 'https://example.org/garden', title: 'The garden', notice: '', copyright: 'Made up for this gallery.',
  attestation: { holder: 'A practice', licence: 'No. 13', expires: null }, total: { total: 'sum', min: 0, max: 8, better: 'higher' }, entry: { entry: 'total' },
}
const WEEK = 7 * 24 * 60 * 60_000
const sessions = Array.from({ length: 6 }, (_, n) => ({ id: `p${n}`, at: NOW - (n + 1) * WEEK }))
const entered: PaperTotal[] = sessions.slice(1).map(({ id, at }, n) => ({ session: id as SessionId, at, questionnaire: garden.questionnaire, total: [2.5, 6, 5, 3, 4][n] ?? 0 }))
const totals: OneTotal[] = entered.map((one, n) => ({ ...one, title: garden.title, saving: n === 0 ? 'notYet' : 'kept' }))
const done = (): Promise<'sealed'> => Promise.resolve('sealed')
const paper: PaperProps = { client: 'Mara', instruments: [garden], sessions, totals, onEnter: done, onRemove: done }
const pasts = sessions.toReversed().map(({ id, at }) => ({ session: id as SessionId, at, questionnaire: 'fermata-reflection|1', mode: 'line', answers: NOTHING_ANSWERED }))
const page = (part: PaperProps) => (
  <OverTime
    whose={{ seat: 'therapist', client: 'Mara', prompt: null, own: { sides: new Map(), totals, onOpen: nothing } }} onPrint={nothing} onPicture={nothing} onBack={nothing}
    past={{
      state: 'here', trend: trendOf(pasts, ITEMS), instruments: [garden], others: othersOf([], [garden], undefined, part.totals.length === 0 ? [] : entered),
      reflections: sessions.map(({ id, at }) => ({ id, at, state: 'nothing' })),
    }}
  >
    <Paper {...part} />
  </OverTime>
)
const dialog = (change: OneTotal | null) => (
  <>
    {page(paper)}
    <TotalDialog {...paper} change={change} onDone={nothing} />
  </>
)

export const paperStates: States = {
  paper: () => page(paper),
  'paper-sessions': () => page(paper),
  'paper-none': () => page({ ...paper, totals: [] }),
  'paper-enter': () => dialog(null),
  'paper-change': () => dialog(totals[1] ?? null),
}
