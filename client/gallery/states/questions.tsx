import type { SessionId } from '@fermata/shared/ids'
import type { FilledIn, Instrument } from '@fermata/shared/questionnaire'
import { NOTHING_ANSWERED, othersOf, trendOf, ITEMS } from '@fermata/shared/reflection'
import { OtherForm } from '../../src/screens/closing/others/OtherForm.tsx'
import { ShareForm } from '../../src/screens/closing/others/ShareForm.tsx'
import { Frame } from '../../src/screens/closing/reflection/Frame.tsx'
import { OverTime } from '../../src/screens/over-time/OverTime.tsx'
import { QuestionsDialog } from '../../src/screens/room/questions/QuestionsDialog.tsx'
import { nothing, NOW, type States } from '../pieces.ts'
import { therapistRoomWith } from './room-therapist.tsx'

/** Made up for these pictures. */
const workshop: Instrument = {
  questionnaire: 'workshop|1', url: 'https://example.org/workshop', title: 'The workshop', notice: 'A few questions about the bench you worked at.',
  copyright: 'Made up for this gallery.', attestation: { holder: 'A practice', licence: 'No. 12', expires: null },
  total: { total: 'sum', min: 0, max: 18, better: 'higher' },
  entry: {
    entry: 'questions', words: [{ value: 0, label: 'Dim' }, { value: 5, label: 'Fair' }, { value: 10, label: 'Bright' }],
    questions: [
      { answer: 'choice', id: 'bench', text: 'How steady was the bench?', better: 'higher', options: [{ value: 0, label: 'Wobbly' }, { value: 2, label: 'Steady enough' }, { value: 4, label: 'Steady' }] },
      { answer: 'line', id: 'light', text: 'How was the light?', min: 0, max: 10, step: 1, better: 'higher' },
      { answer: 'number', id: 'hours', text: 'How many hours did you work?', min: 0, max: 4, better: 'higher' },
      { answer: 'words', id: 'more', text: 'What would you change?', letters: 200 },
    ],
  },
}
const filled = (n: number): FilledIn => ({ questionnaire: 'workshop|1', answers: [[0, 2, 4][n % 3] ?? 0, (n * 3) % 11, (n % 8) / 2, n === 7 ? 'A lower stool.' : null] })
const WEEK = 7 * 24 * 60 * 60_000
const sessions = Array.from({ length: 8 }, (_, n) => ({ session: `w${n}` as SessionId, at: NOW - (8 - n) * WEEK, more: [filled(n)] }))
const pasts = sessions.map(({ session, at }) => ({ session, at, questionnaire: 'fermata-reflection|1', mode: 'line', answers: NOTHING_ANSWERED }))

export const questions: States = {
  'questions-other': () => (
    <Frame when="after" step={1} onLeave={nothing}>
      <OtherForm instrument={workshop} step={1} count={2} before={filled(7)} onNext={nothing} onBack={nothing} />
    </Frame>
  ),
  'questions-share': () => (
    <Frame when="after" step={2} onLeave={nothing}>
      <ShareForm therapist="Ines" when="after" state="ready" problem={null} onShare={nothing} onKeep={nothing} onBack={nothing} />
    </Frame>
  ),
  'questions-over-time': () => (
    <OverTime
      whose={{ seat: 'client' }} onPrint={nothing} onPicture={nothing} onBack={nothing}
      past={{
        state: 'here', trend: trendOf(pasts, ITEMS), instruments: [workshop], others: othersOf(sessions, [workshop]),
        reflections: sessions.toReversed().map(({ session, at, more }) => ({
          id: session, at, state: 'read', through: 'session',
          reflection: { questionnaire: 'fermata-reflection|1', mode: 'line', answers: NOTHING_ANSWERED, words: '', share: 'showAfter', more },
        })),
      }}
    />
  ),
  'questions-choice': (faces) => (
    <>
      {therapistRoomWith(faces, {})}
      <QuestionsDialog
        view={{
          offered: ['fermata-reflection|1'], onLook: nothing, onChoose: nothing,
          known: [
            { name: 'fermata-reflection|1', title: 'Session reflection', terms: null, use: 'screen' },
            { name: 'workshop|1', title: 'The workshop', terms: { holder: 'A practice', licence: 'No. 12' }, use: 'screen' },
            { name: 'paper|1', title: 'On paper', terms: { holder: 'A practice', licence: 'No. 13' }, use: 'paper' },
          ],
        }}
        onClose={nothing}
      />
    </>
  ),
}
