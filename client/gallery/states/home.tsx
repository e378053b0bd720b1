import { EMPTY_CARD } from '@fermata/shared/agreed'
import { Desk, type DeskProps } from '../../src/screens/home/Desk.tsx'
import { NewRoom } from '../../src/screens/home/NewRoom.tsx'
import { RoomLinkReady } from '../../src/screens/home/RoomLinkReady.tsx'
import { knock, nothing, NOW, room, type States } from '../pieces.ts'

const rooms = [
  room('1', 'Mara'),
  room('2', 'Jonas', { state: 'waiting' }),
  room('3', 'Teo and Lin', { lastMet: NOW - 400 * 86_400_000 }),
  room('4', 'River', { state: 'finished', lastMet: NOW - 3_600_000 }),
  room('5', 'P., Tuesdays', { lastMet: null }),
]
const desk: DeskProps = {
  rooms,
  knocks: [],
  sound: { state: 'ready' },
  connection: 'there',
  relay: { relay: 'there', check: 'works', address: 'shown', onHide: nothing },
  help: 'configured',
  now: NOW,
  onNewRoom: nothing,
  onSignOut: nothing,
}
const newRoom = {
  doorName: 'Ines Calder',
  doorText: 'I read messages Monday to Thursday, 9 to 17.',
  onMake: nothing,
  onBack: nothing,
}
const ready = {
  label: 'Mara',
  link: 'https://room.example.org/r/k7m2tulip9d#hV3xT8bQwL0pZr4sYc1nK6uJ2eXoAaGf',
  onCopyLink: nothing,
  onCopyMessage: nothing,
  onDone: nothing,
}

export const home: States = {
  desk: () => <Desk {...desk} knocks={[knock()]} />,
  'desk-room': () => (
    <Desk
      {...desk}
      knocks={[]}
      rooms={rooms.map((room, n) => ({
        ...(n === 0 ? { next: { prompt: { prompt: 'ask' as const, item: 'way' as const, why: 'lower' as const }, onPutAway: nothing } } : {}),
        ...room, onCopyLink: nothing, onRenewLink: nothing, onReflections: nothing, length: { minutes: 50, onChange: nothing },
      }))}
    />
  ),
  'desk-notes': () => (
    <Desk
      {...desk}
      knocks={[
        knock({ told: 'soon' }),
        knock({ id: 'k2', room: 'River', card: EMPTY_CARD, admit: 'cannotYet' }),
      ]}
      sound={{ state: 'blocked', onTurnOn: nothing }}
      connection="lost"
      relay={{ relay: 'none', address: 'shown', onHide: nothing }}
      help="notConfigured"
    />
  ),
  'desk-empty': () => <Desk {...desk} rooms={[]} relay={{ relay: 'none', address: 'shown', onHide: nothing }} help="notConfigured" />,
  'desk-loading': () => <Desk {...desk} rooms={null} />,
  'new-room': () => <NewRoom {...newRoom} state={{ state: 'ready' }} />,
  'room-link': () => <RoomLinkReady {...ready} reach="anywhere" copied="link" />,
  'room-link-local': () => (
    <RoomLinkReady {...ready} link="http://localhost:3000/r/k7m2tulip9d#hV3xT8bQwL0" reach="thisComputer" copied="nothing" />
  ),
}
