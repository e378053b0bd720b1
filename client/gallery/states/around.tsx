/** What lies around a session: agenda and next step, and what begins with the next one. */
import { EMPTY_CARD } from '@fermata/shared/agreed'
import { chat, myCard, nothing, NOW, pairSignals, plan, record, type States, theirCard, today, whenGone } from '../pieces.ts'
import { clientRoomWith } from './room-client.tsx'
import { therapistRoomWith } from './room-therapist.tsx'

const WORDS = 'Write two lines to Ada, and not send them yet'
const mine = { seat: 'client', words: '', carried: { words: WORDS, went: null }, onAgree: nothing, onSay: nothing } as const
const theirs = { seat: 'therapist', words: '', carried: { words: WORDS, went: 'partly' } } as const

const written = [
  { fact: 'a', text: 'I can’t hear you well. Can you see this?', at: NOW - 90_000, by: 'me', state: 'shown' },
  { fact: 'b', text: 'Yes. Let us try again in a moment, and write until then.', at: NOW - 60_000, by: 'other', state: 'shown' },
  { fact: 'c', text: 'Okay', at: NOW, by: 'me', state: 'sending' },
] as const

export const around: States = {
  'card-client': (faces) => clientRoomWith(faces),
  'card-client-remembered': (faces) => clientRoomWith(faces, { card: myCard({ remembered: 'something', observers: 'someoneListens' }) }),
  'card-client-heard': (faces) => clientRoomWith(faces, { heard: { who: 'someoneListens', onPutAway: nothing } }),
  'card-therapist': (faces) =>
    therapistRoomWith(faces, { signals: pairSignals(), today: today('therapist'), card: theirCard({ cutOff: whenGone({ plan: plan({ phrase: 'The parcel has come' }) }), remembered: 'something', observers: 'nobody' }) }),
  'card-therapist-line': (faces) =>
    therapistRoomWith(faces, { card: theirCard({ card: { ...EMPTY_CARD, overheard: 'notSure' }, cutOff: whenGone({ what: 'wait' }) }), clock: { state: 'left', minutes: 10 }, elsewhere: 'someone' }),
  'today-client': (faces) => clientRoomWith(faces),
  'today-client-carried': (faces) => clientRoomWith(faces, { today: today('client', { points: [], step: mine, kept: 'later' }) }),
  'today-therapist': (faces) => therapistRoomWith(faces, { signals: pairSignals(), today: today('therapist') }),
  'today-therapist-none': (faces) =>
    therapistRoomWith(faces, { signals: pairSignals(), today: today('therapist', { room: 'no', step: { ...theirs, words: '' } }) }),
  'record-client': (faces) => clientRoomWith(faces),
  'record-client-wording': (faces) =>
    clientRoomWith(faces, {
      record: { ...record('therapist'), seat: 'client', wording: 'In our practice we keep this for as long as we work together.\n\nAsk us if anything is unclear.', onChoose: nothing },
    }),
  'record-therapist': (faces) => therapistRoomWith(faces, { signals: pairSignals(), today: today('therapist'), record: record('therapist') }),
  'consent-ask': (faces) => clientRoomWith(faces, { recordStart: { line: 'consent', onNothing: nothing } }),
  'repair-due': (faces) => therapistRoomWith(faces, { recordStart: { line: 'repair', onLookedAt: nothing, onPutAway: nothing } }),
  'chat-client': (faces) => clientRoomWith(faces, { chat: chat({ written }) }),
  'chat-therapist-shared': (faces) => therapistRoomWith(faces, { signals: pairSignals(), chat: chat({ written }), collapsed: 'dot' }),
  'chat-none': (faces) => clientRoomWith(faces),
  'chat-therapist': (faces) => therapistRoomWith(faces, { signals: pairSignals(), chat: chat({ written: written.map((one) => ({ ...one, by: one.by === 'me' ? 'other' : 'me' })) }) }),
  'chat-waiting-therapist': (faces) => therapistRoomWith(faces, { chat: chat({ waiting: 1 }) }),
  'chat-waiting': (faces) => clientRoomWith(faces, { chat: chat({ waiting: 1 }) }),
  'chat-waiting-dot': (faces) => therapistRoomWith(faces, { chat: chat({ waiting: 1 }), collapsed: 'dot' }),
  'step-client': (faces) => clientRoomWith(faces, { atStart: { step: mine, onPutAway: nothing } }),
  'step-therapist': (faces) => therapistRoomWith(faces, { atStart: { step: theirs, onPutAway: nothing } }),
}
