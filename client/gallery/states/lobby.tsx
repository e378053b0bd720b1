import { EMPTY_CARD } from '@fermata/shared/agreed'
import { Lobby, type LobbyProps } from '../../src/screens/lobby/Lobby.tsx'
import { Waiting, type WaitingProps } from '../../src/screens/lobby/Waiting.tsx'
import type { Faces } from '../faces.ts'
import { camera, devices, microphone, nothing, type States } from '../pieces.ts'

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1'

const lobby = (faces: Faces): LobbyProps => ({
  door: { name: 'Ines Calder', text: 'I read messages Monday to Thursday, 9 to 17.' },
  devices: devices(),
  picture: faces.client,
  relay: { relay: 'there', check: 'works', address: 'shown', onHide: nothing },
  join: { state: 'ready' },
  userAgent: CHROME,
  host: 'room.example.org',
  copied: false,
  onCopyLink: nothing,
  onJoin: nothing,
})
const waiting = (faces: Faces): WaitingProps => ({
  state: 'noticed',
  wait: 'short',
  doorText: 'Ines reads messages Monday to Thursday, 9 to 17.',
  camera: camera(),
  microphone: microphone(),
  picture: faces.client,
  onLeave: nothing,
})

export const lobbyStates: States = {
  lobby: (faces) => <Lobby {...lobby(faces)} />,
  'lobby-as-last-time': (faces) => (
    <Lobby {...lobby(faces)} answers={{ ...EMPTY_CARD, overheard: 'alone', where: 'asLastTime', phone: '0151 234 567', calls: 'client', remember: 'yes' }} />
  ),
  'lobby-relay-refused': (faces) => (
    <Lobby {...lobby(faces)} relay={{ relay: 'there', check: 'refused', address: 'hidden', onHide: nothing }} />
  ),
  'lobby-starting': (faces) => <Lobby {...lobby(faces)} door={null} devices={devices('starting', 'starting')} picture={null} />,
  'lobby-asking': (faces) => <Lobby {...lobby(faces)} devices={devices('asking', 'asking')} picture={null} />,
  'lobby-asking-iphone': (faces) => <Lobby {...lobby(faces)} devices={devices('asking', 'asking')} picture={null} userAgent={IPHONE} />,
  'lobby-slow': (faces) => <Lobby {...lobby(faces)} devices={devices('slow', 'on')} picture={null} />,
  'lobby-off': (faces) => <Lobby {...lobby(faces)} devices={devices('off', 'off')} picture={null} />,
  'lobby-denied': (faces) => <Lobby {...lobby(faces)} devices={devices('denied', 'denied')} />,
  'lobby-denied-iphone': (faces) => <Lobby {...lobby(faces)} devices={devices('denied', 'on')} userAgent={IPHONE} />,
  'lobby-busy': (faces) => <Lobby {...lobby(faces)} devices={devices('busy', 'on')} />,
  'lobby-missing': (faces) => <Lobby {...lobby(faces)} devices={devices('missing', 'on')} picture={null} />,
  'lobby-failed': (faces) => <Lobby {...lobby(faces)} devices={devices('on', 'failed')} />,
  'lobby-in-app': (faces) => <Lobby {...lobby(faces)} devices={devices('unsupported', 'unsupported')} copied />,
  'lobby-refused': (faces) => <Lobby {...lobby(faces)} join={{ state: 'refused', refusal: { code: 'doorFull' } }} />,
  'waiting-letting': (faces) => <Waiting {...waiting(faces)} state="none" />,
  'waiting-known': (faces) => <Waiting {...waiting(faces)} />,
  'waiting-soon': (faces) => <Waiting {...waiting(faces)} state="soon" camera={camera('off')} />,
  'waiting-long': (faces) => <Waiting {...waiting(faces)} state="none" wait="long" />,
  'waiting-known-long': (faces) => <Waiting {...waiting(faces)} wait="long" />,
  'waiting-lost': (faces) => <Waiting {...waiting(faces)} state="lost" />,
}
