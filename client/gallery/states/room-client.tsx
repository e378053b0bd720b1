import { ClientRoom, type ClientRoomProps } from '../../src/screens/room/ClientRoom.tsx'
import type { Faces } from '../faces.ts'
import { chat, choices, cutOff, devices, myCard, nothing, ownTime, record, roomView, setUp, share, signal, type States, today } from '../pieces.ts'

/** The client's room, together with the therapist and at rest but for `part`. */
export const clientRoomWith = (faces: Faces, part: Partial<ClientRoomProps> = {}) => (
  <ClientRoom
    {...roomView(faces, 'client')}
    ownTime={{ ...ownTime(), shown: 'hidden' }}
    therapist="Ines"
    attendance={{ state: 'together' }}
    signal={signal()}
    linkOpened={null}
    offer={null}
    setUp={setUp()}
    today={today('client')}
    atStart={null}
    chat={chat()}
    card={myCard()}
    record={record('client')}
    recordStart={null}
    sheet={null}
    onLookBack={nothing}
    onPast={nothing}
    onLeave={nothing}
    {...part}
  />
)
const room = clientRoomWith
const remote = (faces: Faces, state: 'held' | 'comingBack') => ({ stream: faces.therapist, state })

export const clientRoom: States = {
  'client-rest': (faces) => room(faces),
  'client-tray': (faces) => room(faces),
  'client-sending': (faces) => room(faces, { signal: signal({ state: 'sending', onUndo: nothing }) }),
  'client-on-screen': (faces) => room(faces, { signal: signal({ state: 'onScreen', onUndo: nothing }) }),
  'client-behind': (faces) => room(faces, { signal: signal({ state: 'behind', onUndo: nothing }) }),
  'client-seen': (faces) => room(faces, { signal: signal({ state: 'seen', reply: 'I’ll slow down' }) }),
  'client-not-confirmed': (faces) => room(faces, { signal: signal({ state: 'notConfirmed', onUndo: nothing }) }),
  'client-not-seen': (faces) => room(faces, { signal: signal({ state: 'notSeen' }) }),
  'client-not-seen-help': (faces) => room(faces, { signal: signal({ state: 'notSeen' }) }),
  'client-shape-only': (faces) => room(faces, { signal: signal({ state: 'seen', words: 'shapeOnly' }) }),
  'client-weak': (faces) => room(faces, { link: 'weak', quality: 'fair' }),
  'client-sound-only': (faces) => room(faces, { link: 'soundOnly', quality: 'poor' }),
  'client-not-heard': (faces) => room(faces, { link: 'notHeard', onRestoreSound: nothing }),
  'client-weak-undo': (faces) => room(faces, { link: 'soundOnly', quality: 'poor', signal: signal({ state: 'behind', onUndo: nothing }) }),
  'client-unconfirmed-could-not': (faces) => room(faces, { link: 'therapistUnconfirmed', signal: signal({ state: 'couldNotConfirm' }) }),
  'client-weak-offer': (faces) => room(faces, { link: 'weak', offer: { offer: 'pause', onYes: nothing, onNo: nothing } }),
  'client-device-problem': (faces) => room(faces, { devices: devices('failed', 'starting') }),
  'client-long-name': (faces) => room(faces, { signal: signal({ alias: 'Notes for later on' }) }),
  'client-long-device': (faces) =>
    room(faces, { devices: { ...devices(), lost: { kind: 'microphone', instead: 'Camera on the desk lamp, second microphone (046d:0825)' } }, signal: signal({ state: 'notConfirmed', onUndo: nothing }) }),
  'client-time': (faces) => room(faces, { ownTime: ownTime() }),
  'client-time-seen': (faces) => room(faces, { ownTime: ownTime(), signal: signal({ state: 'seen', reply: 'I’ll slow down' }) }),
  'client-time-over': (faces) => room(faces, { ownTime: ownTime({ until: null }) }),
  'client-quality-fair': (faces) => room(faces, { quality: 'fair' }),
  'client-share-confirm': (faces) => room(faces, { share: share('preparing') }),
  'client-sharing': (faces) => room(faces, { share: share('sharing') }),
  'client-sees-screen': (faces) => room(faces, { screen: faces.client }),
  'client-restore-sound': (faces) => room(faces, { onRestoreSound: nothing }),
  'client-picture-held': (faces) => room(faces, { remote: remote(faces, 'held') }),
  'client-device-lost': (faces) =>
    room(faces, { devices: { ...devices(), lost: { kind: 'microphone', instead: 'Built-in microphone' } } }),
  'client-coming-back': (faces) => room(faces, { link: 'mediaDown', remote: remote(faces, 'comingBack') }),
  'client-connecting': (faces) => room(faces, { remote: { stream: null, state: 'connecting' } }),
  'client-camera-off-them': (faces) => room(faces, { remote: { stream: faces.therapist, state: 'cameraOff', hearing: 'eachOther' } }),
  'client-camera-off-not-heard': (faces) =>
    room(faces, { remote: { stream: faces.therapist, state: 'cameraOff', hearing: 'them' }, devices: devices('on', 'starting') }),
  'client-own-off': (faces) => room(faces, { devices: devices('off', 'off') }),
  'client-own-hidden': (faces) => room(faces, { own: { stream: faces.client, shown: 'hidden', onToggle: nothing } }),
  'client-therapist-lost': (faces) =>
    room(faces, {
      attendance: { state: 'therapistLost', plan: cutOff() },
      signal: signal({ state: 'notConfirmed', therapist: 'away' }),
    }),
  'client-lost-you-ring': (faces) => room(faces, { attendance: { state: 'therapistLost', plan: cutOff({ what: 'clientCalls' }) } }),
  'client-lost-no-number': (faces) => room(faces, { attendance: { state: 'therapistLost', plan: cutOff({ what: 'nothingAgreed', phone: '' }) } }),
  'client-self-lost': (faces) => room(faces, { attendance: { state: 'selfLost', plan: null }, link: 'reconnecting' }),
  'client-trying': (faces) => room(faces, { attendance: { state: 'trying' } }),
  'client-link-opened': (faces) => room(faces, { linkOpened: { onMe: nothing, onNotMe: nothing } }),
  'client-set-up': (faces) => room(faces),
  'client-set-up-chosen': (faces) => room(faces, { setUp: setUp({ choices, kept: 'later' }) }),
  'client-own-words': (faces) =>
    room(faces, { signal: signal({ labels: choices.names, hidden: choices.hidden, alias: choices.alias }) }),
  'client-practice': (faces) => room(faces, { signal: signal({ practice: 'onScreen' }) }),
  'client-offer-pause': (faces) => room(faces, { offer: { offer: 'pause', onYes: nothing, onNo: nothing } }),
  'client-offer-signals': (faces) => room(faces, { offer: { offer: 'signals', onYes: nothing, onNo: nothing } }),
  'client-offer-words': (faces) => {
    const suggestion = { note: 'suggestion' as const, hidden: ['off' as const], names: [{ code: 'slower' as const, word: 'Gently' }] }
    return room(faces, { offer: { offer: 'words', suggestion, onYes: nothing, onNo: nothing } })
  },
  'client-more': (faces) => room(faces),
  'client-leave': (faces) => room(faces),
}
