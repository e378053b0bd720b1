import { lazy, useEffect, useState } from 'react'
import { MINUTE, SECOND } from '@fermata/shared/clock'
import type { LobbyCard } from '@fermata/shared/protocol'
import { unreachable } from '@fermata/shared/result'
import { readJson } from '../lib/keep.ts'
import type { LookBack } from '../reflection/look-back.ts'
import { Displaced } from '../screens/closing/Displaced.tsx'
import { Left } from '../screens/closing/Left.tsx'
import { Loading } from '../screens/closing/Loading.tsx'
import { OpenElsewhere } from '../screens/closing/OpenElsewhere.tsx'
import { Over } from '../screens/closing/Over.tsx'
import { TurnedAway } from '../screens/closing/TurnedAway.tsx'
import { Unavailable } from '../screens/closing/Unavailable.tsx'
import { WrongLink } from '../screens/closing/WrongLink.tsx'
import { Lobby, type LobbyProps } from '../screens/lobby/Lobby.tsx'
import { Waiting, type WaitingState } from '../screens/lobby/Waiting.tsx'
import { InsecureNotice } from '../screens/start/InsecureNotice.tsx'
import { clientScreen } from '../session/screen-for.ts'
import type { Visit } from '../session/client/visit.ts'
import { useValue } from '../ui/use-value.ts'
import { hostOf, type PageParts } from './parts.ts'
import { LookBackPage } from './ReflectionPages.tsx'
import { useCopy } from './use-copy.ts'
import { useDevices } from './use-devices.ts'
import { useNow } from './use-now.ts'

const loadRoom = () => import('./room/ClientRoomPage.tsx')
const ClientRoomPage = lazy(async () => ({ default: (await loadRoom()).ClientRoomPage }))

interface Props {
  visit: Visit
  lookBack: LookBack
  parts: PageParts
  /** Closes the page as far as a page can. */
  onClose: () => void
}

/** Everything a client can see: one screen for each state, never two. */
export function ClientPages({ visit, lookBack, parts, onClose }: Props) {
  const axes = useValue(visit.axes)
  const meeting = useValue(visit.meeting)
  const unconfirmed = useValue(visit.unconfirmed)
  const endedBy = useValue(visit.endedBy)
  const offer = useValue(lookBack.state)
  const door = useValue(visit.door.state)
  const [lookingBack, setLookingBack] = useState(false)
  const screen = clientScreen(axes)
  const startLookingBack = (): void => {
    parts.media.turnAllOff()
    setLookingBack(true)
  }
  if (lookingBack && (screen === 'over' || screen === 'lobby')) {
    const therapist = door.door === 'open' ? door.welcome.doorName : ''
    return <LookBackPage lookBack={lookBack} therapist={therapist} parts={parts} onDone={() => setLookingBack(false)} />
  }
  switch (screen) {
    case 'insecure':
      return <InsecureNotice address={hostOf(parts.origin)} />
    case 'loading':
      return <Loading />
    case 'unavailable':
      return <Unavailable onRetry={() => void visit.start()} />
    case 'wrongLink':
      return <WrongLink />
    case 'openElsewhere':
      return <OpenElsewhere onUseHere={() => visit.useHere()} />
    case 'displaced':
      return <Displaced seat="client" unconfirmed={unconfirmed} onUseHere={() => visit.toLobby()} />
    case 'left':
      return <Left onComeBack={() => void visit.comeBack()} onClose={onClose} />
    case 'over':
      return (
        <Over
          side={{ seat: 'client', by: endedBy }}
          saved="saved"
          unconfirmed={unconfirmed}
          resume={null}
          lookBack={
            offer.open === 'yes' ? { state: offer.readable ? 'written' : 'open', onOpen: startLookingBack } : undefined
          }
          onDone={onClose}
        />
      )
    case 'turnedAway':
      return <TurnedAway why="notToday" />
    case 'lobby':
      return <LobbyPage visit={visit} parts={parts} onLookBack={offer.open === 'yes' ? startLookingBack : null} />
    case 'waiting':
      return <WaitingPage visit={visit} parts={parts} />
    case 'room':
      return meeting === null ? <Loading scene="room" /> : <ClientRoomPage visit={visit} meeting={meeting} parts={parts} />
    default:
      return unreachable(screen)
  }
}

type PageProps = Pick<Props, 'visit' | 'parts'>

function LobbyPage({ visit, parts, onLookBack }: PageProps & { onLookBack: (() => void) | null }) {
  const { media, tab, userAgent, origin } = parts
  const door = useValue(visit.door.state)
  const problem = useValue(visit.problem)
  const picture = useValue(media.picture)
  const devices = useDevices(parts)
  const { copied, copy } = useCopy(parts)
  const [joining, setJoining] = useState(false)
  const answers = readJson<LobbyCard>(tab, 'card')
  useEffect(() => {
    media.turnWishedOn()
    visit.warm()
    void loadRoom()
  }, [media, visit])

  const join: LobbyProps['join'] = joining
    ? { state: 'joining' }
    : problem === null
      ? { state: 'ready' }
      : { state: 'refused', refusal: problem }
  return (
    <Lobby
      door={door.door === 'open' ? { name: door.welcome.doorName, text: door.welcome.doorText } : null}
      devices={devices}
      picture={picture}
      {...(answers === null ? {} : { answers })}
      join={join}
      userAgent={userAgent}
      host={hostOf(origin)}
      copied={copied}
      onCopyLink={() => door.door === 'open' && copy(`${origin}/r/${door.link.room}#${door.link.fragment}`)}
      onLookBack={onLookBack}
      onJoin={(card) => {
        setJoining(true)
        void visit.join(card).finally(() => setJoining(false))
      }}
    />
  )
}

/** After so long without anybody the page says so, and names the other way. */
const LONG_WAIT = 10 * MINUTE

function WaitingPage({ visit, parts }: PageProps) {
  const { media, clock } = parts
  const door = useValue(visit.door.state)
  const standing = useValue(visit.standing)
  const reachable = useValue(visit.reachable)
  const picture = useValue(media.picture)
  const { camera, microphone } = useDevices(parts)
  const [since] = useState(() => clock.now())
  const now = useNow(clock, clock.now, 10 * SECOND)
  useEffect(() => media.turnWishedOn(), [media])

  const noticed = standing?.standing === 'waiting' && standing.noticed
  const state = ((): WaitingState => {
    if (!reachable) return 'lost'
    if (now - since >= LONG_WAIT) return 'long'
    return noticed ? 'known' : 'letting'
  })()
  return (
    <Waiting
      state={state}
      doorText={door.door === 'open' ? door.welcome.doorText : ''}
      camera={camera}
      microphone={microphone}
      picture={picture}
      onLeave={() => void visit.withdraw()}
    />
  )
}
