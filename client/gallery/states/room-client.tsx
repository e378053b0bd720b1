import { ClientRoom, type ClientRoomProps } from '../../src/screens/room/ClientRoom.tsx'
import type { Faces } from '../faces.ts'
import { devices, nothing, roomView, signal } from '../pieces.ts'
import type { States } from './index.ts'

const room = (faces: Faces, part: Partial<ClientRoomProps> = {}) => (
  <ClientRoom
    {...roomView(faces, 'client')}
    therapist="Ines"
    attendance={{ state: 'together' }}
    signal={signal()}
    linkOpened={null}
    onLeave={nothing}
    {...part}
  />
)
const remote = (faces: Faces, state: ClientRoomProps['remote']['state']) => ({ stream: faces.therapist, state })

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
  'client-weak': (faces) => room(faces, { link: 'weak' }),
  'client-coming-back': (faces) => room(faces, { link: 'mediaDown', remote: remote(faces, 'comingBack') }),
  'client-connecting': (faces) => room(faces, { remote: { stream: null, state: 'connecting' } }),
  'client-camera-off-them': (faces) => room(faces, { remote: remote(faces, 'cameraOff') }),
  'client-own-off': (faces) => room(faces, { devices: devices('off', 'off') }),
  'client-own-hidden': (faces) => room(faces, { own: { stream: faces.client, shown: 'hidden', onToggle: nothing } }),
  'client-therapist-lost': (faces) =>
    room(faces, {
      attendance: { state: 'therapistLost', plan: { phone: '0151 234 567' } },
      signal: signal({ state: 'notConfirmed', therapist: 'away' }),
    }),
  'client-self-lost': (faces) => room(faces, { attendance: { state: 'selfLost', plan: null }, link: 'reconnecting' }),
  'client-link-opened': (faces) => room(faces, { linkOpened: { onMe: nothing, onNotMe: nothing } }),
  'client-more': (faces) => room(faces),
  'client-leave': (faces) => room(faces),
}
