import { EMPTY_CARD } from '@fermata/shared/agreed'
import { TherapistRoom, type TherapistRoomProps } from '../../src/screens/room/TherapistRoom.tsx'
import type { Faces } from '../faces.ts'
import { cue, devices, knock, nothing, pairSignals, plan, roomView, share, type States, whenGone } from '../pieces.ts'

/** The therapist's room, together with the client and at rest but for `part`. */
export const therapistRoomWith = (faces: Faces, part: Partial<TherapistRoomProps> = {}) => (
  <TherapistRoom
    {...roomView(faces, 'therapist')}
    client="Mara"
    attendance={{ state: 'together' }}
    cues={[]}
    clock={{ state: 'elapsed', minutes: 34 }}
    elsewhere="nobody"
    newcomer={null}
    way={{ out: 'end', onEnd: nothing }}
    onDrawn={nothing}
    onSee={nothing}
    onReply={nothing}
    {...part}
  />
)
const newcomer = { asked: 'notYet', onAsk: nothing, onMove: nothing, onTurnAway: nothing, onTurnAwayAndRenew: nothing } as const

const room = therapistRoomWith

export const therapistRoom: States = {
  'therapist-rest': (faces) => room(faces),
  'therapist-cue': (faces) => room(faces, { cues: [cue('slower')] }),
  'therapist-old-cue': (faces) => room(faces, { cues: [cue('not_this', { age: 47 })] }),
  'therapist-several': (faces) => room(faces, { cues: [cue('off'), cue('slower'), cue('ask_me', { state: 'seen' })] }),
  'therapist-many': (faces) =>
    room(faces, { cues: [cue('ok'), cue('off'), cue('slower'), cue('ask_me'), cue('not_this'), cue('pause')] }),
  'therapist-seen': (faces) => room(faces, { cues: [cue('slower', { state: 'seen' })] }),
  'therapist-grown': (faces) => room(faces, { cues: [cue('ask_me', { attention: 'grown' })] }),
  'therapist-shape': (faces) => room(faces, { cues: [cue('not_private')] }),
  'therapist-shape-over-others': (faces) => room(faces, { cues: [cue('not_private'), cue('slower')] }),
  'therapist-times': (faces) => room(faces, { cues: [cue('slower', { times: 2 }), cue('off', { times: 3 })] }),
  'therapist-okay': (faces) => room(faces, { cues: [cue('ok')] }),
  'therapist-okay-after': (faces) => room(faces, { cues: [cue('ok', { after: 'not_private' })] }),
  'therapist-guide': (faces) => room(faces, { cues: [cue('not_private', { state: 'seen' })] }),
  'therapist-guide-put-away': (faces) => room(faces, { cues: [cue('slower'), cue('not_private', { state: 'seen' })] }),
  'therapist-guide-put-away-seen': (faces) => room(faces, { cues: [cue('not_private', { state: 'seen' }), cue('slower', { state: 'seen' })] }),
  'therapist-other-side': (faces) => room(faces, { cues: [cue('slower')], signals: pairSignals({ side: 'start' }) }),
  'therapist-dot': (faces) => room(faces, { cues: [cue('slower'), cue('off')], collapsed: 'dot' }),
  'therapist-practice': (faces) =>
    room(faces, { practice: { fact: 'p', code: 'slower', onDrawn: nothing, onSee: nothing } }),
  'therapist-signals': (faces) => room(faces, { signals: pairSignals() }),
  'therapist-signals-words': (faces) => room(faces, { signals: pairSignals({ past: [], window: { state: 'missing' } }) }),
  'therapist-offered': (faces) => room(faces, { offered: { offer: 'pause', answer: 'none', onPutAway: nothing } }),
  'therapist-offered-no': (faces) => room(faces, { offered: { offer: 'pause', answer: 'no', onPutAway: nothing } }),
  'therapist-extend': (faces) => room(faces, { clock: { state: 'left', minutes: 10 }, onExtend: nothing }),
  'therapist-five-left': (faces) => room(faces, { clock: { state: 'left', minutes: 5 }, onExtend: nothing }),
  'therapist-over-time': (faces) => room(faces, { clock: { state: 'over', minutes: 3 }, onExtend: nothing }),
  'therapist-time-knock': (faces) => room(faces, { clock: { state: 'left', minutes: 10 }, elsewhere: 'someone' }),
  'therapist-newcomer': (faces) => room(faces, { newcomer }),
  'therapist-newcomer-denied': (faces) =>
    room(faces, { newcomer: { ...newcomer, asked: 'itIsNotThem' }, cues: [cue('slower')] }),
  'therapist-camera-off-them': (faces) => room(faces, { remote: { stream: faces.client, state: 'cameraOff', hearing: 'eachOther' }, link: 'weak' }),
  'therapist-share-confirm': (faces) => room(faces, { share: share('preparing'), cues: [cue('slower')], collapsed: 'dot' }),
  'therapist-sharing': (faces) => room(faces, { share: share('sharing'), cues: [cue('slower', { attention: 'grown' })], collapsed: 'dot' }),
  'therapist-sees-screen': (faces) => room(faces, { screen: faces.therapist, cues: [cue('off')], collapsed: 'dot' }),
  'therapist-restore-sound': (faces) => room(faces, { onRestoreSound: nothing }),
  'therapist-picture-held': (faces) => room(faces, { remote: { stream: faces.client, state: 'held' }, quality: 'fair' }),
  'therapist-device-lost': (faces) => room(faces, { devices: { ...devices(), lost: { kind: 'speaker', instead: null } } }),
  'therapist-nobody': (faces) =>
    room(faces, { attendance: { state: 'nobody', knocks: [], step: 'Write two lines to Ada, and not send them yet' }, clock: null, way: { out: 'back', onBack: nothing } }),
  'therapist-arrived': (faces) =>
    room(faces, {
      attendance: { state: 'nobody', knocks: [knock({ room: 'Mara', card: { ...EMPTY_CARD, name: 'Mara', overheard: 'notSure' } })], step: null },
      clock: null,
      way: { out: 'back', onBack: nothing },
    }),
  'therapist-client-lost': (faces) =>
    room(faces, { attendance: { state: 'clientLost', whenGone: whenGone({ what: 'clientCalls', plan: plan({ place: '', lastPlace: 'Rose Street 4, Halle', phone: '', calls: 'client' }) }) } }),
  'therapist-client-lost-no-number': (faces) =>
    room(faces, { attendance: { state: 'clientLost', whenGone: whenGone({ what: 'nothingAgreed', plan: plan({ phone: '' }) }) } }),
  'therapist-client-lost-wait': (faces) => room(faces, { attendance: { state: 'clientLost', whenGone: whenGone({ what: 'wait' }) } }),
  'therapist-client-left': (faces) => room(faces, { attendance: { state: 'clientLeft', onWait: nothing, onEnd: nothing } }),
  'therapist-client-left-quietly': (faces) =>
    room(faces, {
      attendance: { state: 'clientLeftQuietly', whenGone: whenGone({ gone: 'leftQuietly', what: 'wait' }), onWait: nothing, onEnd: nothing },
    }),
  'therapist-end': (faces) => room(faces),
}
