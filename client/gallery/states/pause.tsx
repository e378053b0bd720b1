import { ClientPause } from '../../src/screens/room/pause/ClientPause.tsx'
import type { ClientPauseProps, TherapistPauseView } from '../../src/screens/room/pause/view.ts'
import type { Faces } from '../faces.ts'
import { cue, devices, cutOff, nothing, type States, whenGone } from '../pieces.ts'
import { therapistRoomWith } from './room-therapist.tsx'

const client = (faces: Faces, part: Partial<ClientPauseProps> = {}) => (
  <ClientPause
    therapist="Ines"
    remote={{ stream: faces.therapist, state: 'showing' }}
    attendance={{ state: 'together' }}
    link="good"
    keep="see"
    onKeep={nothing}
    told="onScreen"
    stillPausing={false}
    said={null}
    offer={null}
    onAnswer={nothing}
    step="paused"
    onReturn={nothing}
    onNotYet={nothing}
    onComeBack={nothing}
    preview={faces.client}
    devices={devices()}
    onLeave={nothing}
    {...part}
  />
)
const paused = (part: Partial<TherapistPauseView> = {}): TherapistPauseView => ({
  keep: 'see',
  reach: 'seen',
  connection: 'there',
  imHere: 'ready',
  finish: 'tooEarly',
  whenGone: null,
  onImHere: nothing,
  onOfferFinish: nothing,
  ...part,
})
const therapist = (faces: Faces, part: Partial<TherapistPauseView> = {}) => therapistRoomWith(faces, { pause: paused(part) })
const theirPlan = whenGone({ gone: 'longPause' })

export const pause: States = {
  'client-pause': (faces) => client(faces),
  'client-pause-sending': (faces) => client(faces, { told: 'sending' }),
  'client-pause-behind': (faces) => client(faces, { told: 'behind' }),
  'client-pause-not-confirmed': (faces) => client(faces, { told: 'notConfirmed', keep: 'seeAndHear' }),
  'client-pause-long': (faces) => client(faces, { stillPausing: true, said: 'imHere' }),
  'client-pause-offer': (faces) => client(faces, { stillPausing: true, said: 'imHere', offer: 'finish' }),
  'client-pause-agreed': (faces) => client(faces, { offer: 'agreed' }),
  'client-pause-neither': (faces) => client(faces, { keep: 'neither' }),
  'client-pause-neither-offer': (faces) => client(faces, { keep: 'neither', said: 'imHere', offer: 'finish', stillPausing: true }),
  'client-pause-quiet': (faces) => client(faces),
  'client-pause-look': (faces) => client(faces),
  'client-pause-feet': (faces) => client(faces, { keep: 'neither' }),
  'client-pause-breathing': (faces) => client(faces, { stillPausing: true }),
  'client-pause-coming-back': (faces) => client(faces, { step: 'comingBack' }),
  'client-pause-coming-back-off': (faces) => client(faces, { step: 'comingBack', devices: devices('off', 'off'), preview: null }),
  'client-pause-coming-back-denied': (faces) => client(faces, { step: 'comingBack', devices: devices('denied', 'on'), preview: null }),
  'client-pause-coming-back-dark': (faces) => client(faces, { step: 'comingBack', keep: 'neither' }),
  'client-pause-therapist-lost': (faces) =>
    client(faces, { attendance: { state: 'therapistLost', plan: cutOff() }, told: 'notConfirmed' }),
  'client-pause-trying': (faces) => client(faces, { attendance: { state: 'trying' }, told: 'notConfirmed' }),
  'client-pause-weak': (faces) => client(faces, { link: 'weak', remote: { stream: faces.therapist, state: 'cameraOff', hearing: 'them' } }),
  'client-pause-leave': (faces) => client(faces),
  'therapist-paused': (faces) => therapist(faces),
  'therapist-paused-here': (faces) => therapist(faces, { keep: 'seeAndHear', reach: 'seenAndHeard', imHere: 'sent' }),
  'therapist-paused-camera-off': (faces) => therapist(faces, { keep: 'seeAndHear', reach: 'heard' }),
  'therapist-paused-offer': (faces) => therapist(faces, { imHere: 'sent', finish: 'ready' }),
  'therapist-paused-asked': (faces) => therapist(faces, { imHere: 'sent', finish: 'sent' }),
  'therapist-paused-yes': (faces) => therapist(faces, { keep: 'neither', reach: 'neither', imHere: 'sent', finish: 'yes' }),
  'therapist-paused-not-yet': (faces) => therapist(faces, { imHere: 'sent', finish: 'notYet' }),
  'therapist-paused-plan': (faces) => therapist(faces, { imHere: 'sent', finish: 'ready', whenGone: theirPlan }),
  'therapist-paused-wait': (faces) => therapist(faces, { imHere: 'sent', finish: 'ready', whenGone: { ...theirPlan, what: 'wait' } }),
  'therapist-paused-lost': (faces) => therapist(faces, { connection: 'lost', reach: 'neither', whenGone: theirPlan }),
  'therapist-paused-cues': (faces) => therapistRoomWith(faces, { pause: paused(), cues: [cue('off'), cue('slower')] }),
  'therapist-paused-end': (faces) => therapist(faces),
  'therapist-after-pause': (faces) => therapistRoomWith(faces, { afterPause: { onPutAway: nothing } }),
  'therapist-after-pause-cue': (faces) =>
    therapistRoomWith(faces, { afterPause: { onPutAway: nothing }, cues: [cue('slower', { times: 2 })] }),
}
