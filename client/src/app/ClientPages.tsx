import { useEffect, useMemo, useState } from 'react'
import type { LobbyCard } from '@fermata/shared/protocol'
import { unreachable } from '@fermata/shared/result'
import { readJson } from '../lib/keep.ts'
import type { Observable } from '../lib/observable.ts'
import { Loading } from '../screens/closing/Loading.tsx'
import { Unavailable } from '../screens/closing/Unavailable.tsx'
import { fetchSteps } from '../screens/devices/DeviceProblem.tsx'
import { Lobby, type LobbyProps } from '../screens/lobby/Lobby.tsx'
import { fetchExplanation, QuietLeaveAtHand } from '../screens/quiet-leave/QuietLeave.tsx'
import { fetchDialogs } from '../screens/room/dialogs/later.ts'
import { clientScreen } from '../session/screen-for.ts'
import type { QuietLeave } from '../session/client/quiet-leave.ts'
import type { Visit } from '../session/client/visit.ts'
import type { Relay } from '../session/call/relay.ts'
import { QuietLeaveContext, type QuietLeaveView } from '../ui/page/quiet-leave.ts'
import { useValue } from '../ui/use-value.ts'
import { type After, useAfter } from './after.ts'
import { chunk } from './chunk.tsx'
import { hostOf, type PageParts } from './parts.ts'
import { useCopy } from './use-copy.ts'
import { useDevices } from './use-devices.ts'
import { useRelay } from './use-relay.ts'

const room = chunk(async () => (await import('./room/ClientRoomPage.tsx')).ClientRoomPage, 'room')
const lookingBackPage = chunk(async () => (await import('./looking-back/LookBackPage.tsx')).LookBackPage)
const waiting = chunk(async () => (await import('./visit/WaitingPage.tsx')).WaitingPage)
const ownPast = chunk(async () => (await import('./over-time/OwnPastPage.tsx')).OwnPastPage)
const end = chunk(async () => (await import('./visit/EndPages.tsx')).EndPage)
const { Page: ClientRoomPage } = room
const { Page: WaitingPage } = waiting
const { Page: EndPage } = end
const { Page: LookBackPage } = lookingBackPage
const { Page: OwnPastPage } = ownPast

/** Everything that a visit will show, fetched as soon as the first page stands: nothing is missing at Admit or at the end. */
const fetchAhead = (): void =>
  void Promise.all([waiting.fetch(), room.fetch(), fetchExplanation(), fetchSteps()])
    .then(() => Promise.all([end.fetch(), fetchDialogs(), lookingBackPage.fetch(), ownPast.fetch()]))

interface Props {
  visit: Visit
  after: Observable<After | null>
  relay: Relay
  quiet: QuietLeave
  parts: PageParts
  /** Closes the page as far as a page can. */
  onClose: () => void
}

/** A client's page, with the way to leave it quietly at hand. */
export function ClientPages({ quiet, ...props }: Props) {
  const state = useValue(quiet.state)
  const view: QuietLeaveView = useMemo(
    () =>
      state === 'offByOperator'
        ? null
        : { state, onGo: () => void quiet.go(), onChoose: (wish) => quiet.choose(wish) },
    [quiet, state],
  )
  return (
    <QuietLeaveContext value={view}>
      <QuietLeaveAtHand />
      <ClientPage {...props} />
    </QuietLeaveContext>
  )
}

/** Everything a client can see: one screen for each state, never two. */
function ClientPage({ visit, after: opened, relay, parts, onClose }: Omit<Props, 'quiet'>) {
  const axes = useValue(visit.axes)
  const meeting = useValue(visit.meeting)
  const after = useValue(opened)
  const { offer, readable } = useAfter(after)
  const door = useValue(visit.door.state)
  const [sheet, setSheet] = useState<'none' | 'lookBack' | 'past'>('none')
  const screen = clientScreen(axes)
  // A tab that has knocked may be on its way back into the room; anybody else's first page comes first.
  const ahead = axes.before === 'knocked' || screen === 'lobby'
  useEffect(() => {
    if (ahead) fetchAhead()
  }, [ahead])
  const startLookingBack = (): void => {
    parts.media.turnAllOff()
    setSheet('lookBack')
  }
  const onPast = readable === 'no' ? null : () => {
    parts.media.turnAllOff()
    setSheet('past')
  }
  const home = (): void => setSheet('none')
  if (sheet === 'past' && after && (screen === 'over' || screen === 'lobby' || screen === 'left')) {
    return <OwnPastPage own={after.past} parts={parts} onBack={home} />
  }
  if (sheet === 'lookBack' && after && (screen === 'over' || screen === 'lobby' || screen === 'left')) {
    const therapist = door.door === 'open' ? door.welcome.doorName : ''
    return <LookBackPage lookBack={after.lookBack} therapist={therapist} parts={parts} onDone={home} />
  }
  switch (screen) {
    case 'loading':
      return <Loading />
    case 'unavailable':
      return <Unavailable onRetry={() => void visit.start()} />
    case 'insecure':
    case 'noCalls':
    case 'wrongLink':
    case 'openElsewhere':
    case 'displaced':
    case 'left':
    case 'over':
    case 'turnedAway':
      return <EndPage end={screen} visit={visit} parts={parts} offer={offer} onLookBack={startLookingBack} onPast={onPast} onClose={onClose} />
    case 'lobby':
      return <LobbyPage visit={visit} relay={relay} parts={parts} onLookBack={offer.open === 'yes' ? startLookingBack : null} onPast={onPast} />
    case 'waiting':
      return <WaitingPage visit={visit} parts={parts} />
    case 'room':
      return meeting === null ? <Loading scene="room" /> : <ClientRoomPage visit={visit} meeting={meeting} after={after} parts={parts} />
    default:
      return unreachable(screen)
  }
}

type PageProps = Pick<Props, 'visit' | 'parts'>

interface LobbyPageProps extends PageProps {
  relay: Relay
  onLookBack: (() => void) | null
  onPast: (() => void) | null
}

function LobbyPage({ visit, relay, parts, onLookBack, onPast }: LobbyPageProps) {
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
      relay={useRelay(relay, () => visit.offerAnew())}
      {...(answers === null ? {} : { answers })}
      join={join}
      userAgent={userAgent}
      host={hostOf(origin)}
      copied={copied}
      onCopyLink={() => door.door === 'open' && copy(`${origin}/r/${door.link.room}#${door.link.fragment}`)}
      onLookBack={onLookBack}
      onPast={onPast}
      onJoin={(card) => {
        setJoining(true)
        void visit.join(card).finally(() => setJoining(false))
      }}
    />
  )
}
