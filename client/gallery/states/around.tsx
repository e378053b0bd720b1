/** What lies around a session: agenda and next step, and what begins with the next one. */
import { nothing, pairSignals, today } from '../pieces.ts'
import type { States } from './index.ts'
import { clientRoomWith } from './room-client.tsx'
import { therapistRoomWith } from './room-therapist.tsx'

const WORDS = 'Write two lines to Ada, and not send them yet'
const mine = { seat: 'client', words: '', carried: { words: WORDS, went: null }, onAgree: nothing, onSay: nothing } as const
const theirs = { seat: 'therapist', words: '', carried: { words: WORDS, went: 'partly' } } as const

export const around: States = {
  'today-client': (faces) => clientRoomWith(faces),
  'today-client-carried': (faces) => clientRoomWith(faces, { today: today('client', { points: [], step: mine, kept: 'later' }) }),
  'today-therapist': (faces) => therapistRoomWith(faces, { signals: pairSignals(), today: today('therapist') }),
  'today-therapist-none': (faces) =>
    therapistRoomWith(faces, { signals: pairSignals(), today: today('therapist', { room: 'no', step: { ...theirs, words: '' } }) }),
  'step-client': (faces) => clientRoomWith(faces, { atStart: { step: mine, onPutAway: nothing } }),
  'step-therapist': (faces) => therapistRoomWith(faces, { atStart: { step: theirs, onPutAway: nothing } }),
}
