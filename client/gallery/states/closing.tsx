import { Displaced } from '../../src/screens/closing/Displaced.tsx'
import { Left } from '../../src/screens/closing/Left.tsx'
import { Loading } from '../../src/screens/closing/Loading.tsx'
import { OpenElsewhere } from '../../src/screens/closing/OpenElsewhere.tsx'
import { Over } from '../../src/screens/closing/Over.tsx'
import { TurnedAway } from '../../src/screens/closing/TurnedAway.tsx'
import { Unavailable } from '../../src/screens/closing/Unavailable.tsx'
import { Unreadable } from '../../src/screens/closing/Unreadable.tsx'
import { WrongLink } from '../../src/screens/closing/WrongLink.tsx'
import { nothing, type States } from '../pieces.ts'

export const closing: States = {
  left: () => <Left onComeBack={nothing} onLookBack={nothing} onClose={nothing} />,
  'over-client': () => <Over side={{ seat: 'client' }} saved="saved" unconfirmed="one" resume={null} onDone={nothing} />,
  'over-client-resume': () => (
    <Over
      side={{ seat: 'client' }}
      saved="saved"
      unconfirmed="none"
      resume={{ state: 'offered', onResume: nothing }}
      lookBack={{ state: 'open', onOpen: nothing }}
      onDone={nothing}
    />
  ),
  'over-client-waiting': () => (
    <Over side={{ seat: 'client' }} saved="saved" unconfirmed="none" resume={{ state: 'pressed' }} onDone={nothing} />
  ),
  'over-client-system': () => (
    <Over side={{ seat: 'client', by: 'system' }} saved="saved" unconfirmed="none" resume={null} onDone={nothing} />
  ),
  'over-client-paused': () => (
    <Over side={{ seat: 'client', by: 'therapist', wasPaused: true }} saved="saved" unconfirmed="none" resume={null} onDone={nothing} />
  ),
  'over-therapist-step': () => (
    <Over side={{ seat: 'therapist', client: 'Mara' }} saved="saved" unconfirmed="none" resume={null} step="Write two lines to Ada, and not send them yet" onDone={nothing} />
  ),
  'over-therapist': () => (
    <Over
      side={{ seat: 'therapist', client: 'Mara' }}
      saved="notYet"
      unconfirmed="none"
      resume={{ state: 'offered', onResume: nothing }}
      ownSide={{ state: 'open', onOpen: nothing }}
      onReflections={nothing}
      onDone={nothing}
    />
  ),
  'not-today': () => <TurnedAway why="notToday" />,
  'turned-away': () => <TurnedAway why="thisDevice" />,
  'wrong-link': () => <WrongLink copy="whole" onPaste={() => false} />,
  'wrong-link-cut': () => <WrongLink copy="cutShort" onPaste={() => false} />,
  'wrong-link-exposed': () => <WrongLink copy="exposed" onPaste={() => false} />,
  displaced: () => <Displaced unconfirmed="one" seat="client" onUseHere={nothing} />,
  'open-elsewhere': () => <OpenElsewhere onUseHere={nothing} />,
  unreadable: () => (
    <Unreadable client="Mara" problem={{ code: 'unavailable', retryAfterMs: 1000 }} onEnd={nothing} onBack={nothing} />
  ),
  loading: () => <Loading />,
  unavailable: () => <Unavailable onRetry={nothing} />,
}
