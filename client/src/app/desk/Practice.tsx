import { useState } from 'react'
import type { RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { unreachable } from '@fermata/shared/result'
import type { Api } from '../../lib/api.ts'
import type { OwnSides } from '../../reflection/therapist/own-sides.ts'
import { Displaced } from '../../screens/closing/Displaced.tsx'
import { Loading } from '../../screens/closing/Loading.tsx'
import { fetchDialogs } from '../../screens/room/dialogs/later.ts'
import { type TherapistAxes, therapistScreen } from '../../session/screen-for.ts'
import type { Account, OpenAccount } from '../../session/therapist/account.ts'
import type { Desk } from '../../session/therapist/desk.ts'
import type { RoomRecord } from '../../session/therapist/records.ts'
import type { Relay } from '../../session/call/relay.ts'
import { renewLink } from '../../session/therapist/rooms.ts'
import { useValue } from '../../ui/use-value.ts'
import { chunk } from '../chunk.tsx'
import type { PageParts } from '../parts.ts'
import { OverPage, UnreadablePage } from './AfterPages.tsx'
import { DeskPage } from './DeskPage.tsx'
import { NewRoomPage, RoomLinkPage } from './NewRoomPages.tsx'
import { OtherRoomPage } from './OtherRoomPage.tsx'

const loadRoom = () => import('../room/TherapistRoomPage.tsx')
const room = chunk(async () => (await loadRoom()).TherapistRoomPage, 'room')
const emptyRoom = chunk(async () => (await loadRoom()).EmptyRoomPage, 'room')
const reflections = chunk(async () => (await import('../over-time/ReflectionsPage.tsx')).ReflectionsPage)

const { Page: TherapistRoomPage } = room
const { Page: EmptyRoomPage } = emptyRoom
const { Page: ReflectionsPage } = reflections
const { Page: OwnSidePage } = chunk(async () => (await import('../looking-back/OwnSidePage.tsx')).OwnSidePage)
const { Page: RecordPage } = chunk(async () => (await import('../record/RecordPage.tsx')).RecordPage)

/** Everything of the room, fetched as soon as there is a desk: nothing is missing at Admit. */
export const fetchAhead = (): void => void Promise.all([room.fetch(), emptyRoom.fetch()]).then(() => Promise.all([fetchDialogs(), reflections.fetch()]))

interface Props {
  account: Account
  open: OpenAccount
  desk: Desk
  sides: OwnSides
  relay: Relay
  api: Api
  random: RandomSource
  parts: PageParts
}

/** What the therapist opened from the desk and comes back from. */
type Sheet =
  | { sheet: 'none' } | { sheet: 'newRoom' } | { sheet: 'link'; room: RoomRecord } | { sheet: 'reflections'; room: RoomId }
  | { sheet: 'record'; room: RoomId | 'all' } | { sheet: 'ownSide'; room: RoomId; session: SessionId; at: number }

/** What a signed-in therapist with an open vault sees: the desk, a room, or what follows on it. */
export function Practice({ account, open, desk, sides, relay, api, random, parts }: Props) {
  const place = useValue(desk.place)
  const views = useValue(desk.views)
  const meeting = useValue(desk.meeting)
  const [sheet, setSheet] = useState<Sheet>({ sheet: 'none' })
  const home = (): void => setSheet({ sheet: 'none' })
  const view = place === null ? undefined : views.get(place)
  const holder = view?.holder ?? null
  const over = useValue(desk.reopening.over)
  const isOver = over?.asked === 'no' && over.session === view?.session.session
  const axes: TherapistAxes = {
    ability: 'able',
    account: 'open',
    place: placeOf(open, place),
    phase: isOver ? 'finished' : (view?.session.phase ?? null),
    holder: holder === null ? 'nobody' : holder.device === desk.device ? 'me' : 'otherDevice',
    call: meeting.meeting,
  }
  const screen = therapistScreen(axes)
  const recordOf = (room: RoomId) => open.records.opened.get()?.rooms.find(({ content }) => content.room === room)?.content
  const showLink = (room: RoomId): void => {
    const record = recordOf(room)
    if (record !== undefined) setSheet({ sheet: 'link', room: record })
  }
  const renew = async (room: RoomId): Promise<void> => {
    const record = recordOf(room)
    const renewed = record && (await renewLink(open, record, api, random))
    if (renewed?.ok) setSheet({ sheet: 'link', room: renewed.value })
    else if (renewed !== undefined) desk.tell(renewed.refusal)
  }
  if (sheet.sheet === 'reflections' && (screen === 'desk' || screen === 'over')) {
    // A session that was left and goes on is not over.
    const isPast = (session: SessionId): boolean => {
      const now = views.get(sheet.room)?.session
      return now?.session !== session || now.phase === 'finished'
    }
    return <ReflectionsPage {...{ desk, sides, isPast, api, random, parts }} account={open} room={sheet.room} onBack={home} />
  }
  if (sheet.sheet === 'ownSide' && screen === 'over') {
    return <OwnSidePage {...sheet} sides={sides} client={recordOf(sheet.room)?.label ?? ''} when="today" onDone={home} />
  }
  if (sheet.sheet === 'record' && screen === 'desk') return <RecordPage {...{ account, open, desk, sides, api, random, parts }} room={sheet.room} onBack={home} />
  switch (screen) {
    case 'desk':
      if (sheet.sheet === 'newRoom') {
        const made = (room: RoomRecord): void => setSheet({ sheet: 'link', room })
        return <NewRoomPage account={open} api={api} random={random} onMade={made} onBack={home} />
      }
      if (sheet.sheet === 'link') return <RoomLinkPage room={sheet.room} parts={parts} onDone={home} />
      return (
        <>
          <DeskPage
            desk={desk}
            account={open}
            relay={relay}
            parts={parts}
            onNewRoom={() => setSheet({ sheet: 'newRoom' })}
            onShowLink={showLink}
            onRenewLink={(room) => void renew(room)}
            onReflections={(room) => setSheet({ sheet: 'reflections', room })}
            onRecord={(room) => setSheet({ sheet: 'record', room })}
            onSignOut={() => void account.signOut()}
          />
          <OtherRoomPage desk={desk} account={open} />
        </>
      )
    case 'emptyRoom':
      return place === null ? (
        <Loading />
      ) : (
        <>
          <EmptyRoomPage desk={desk} account={open} room={place} parts={parts} />
          <OtherRoomPage desk={desk} account={open} scene="room" />
        </>
      )
    case 'room':
      return place === null || meeting.meeting !== 'open' ? (
        <Loading scene="room" />
      ) : (
        <TherapistRoomPage desk={desk} account={open} api={api} room={place} meeting={meeting.now} parts={parts} />
      )
    case 'over':
      return (
        <OverPage
          desk={desk} open={open} sides={sides} place={place} parts={parts}
          onReflections={(room) => setSheet({ sheet: 'reflections', room })}
          onOwnSide={(room, session, at) => setSheet({ sheet: 'ownSide', room, session, at })}
        />
      )
    case 'displaced':
      return (
        <Displaced seat="therapist" unconfirmed="none" onUseHere={() => place !== null && desk.enter(place)} />
      )
    case 'unreadable':
      return place === null ? <Loading /> : <UnreadablePage desk={desk} open={open} place={place} />
    case 'insecure':
    case 'noCalls':
    case 'notSetUp':
    case 'unavailable':
    case 'signIn':
    case 'unlock':
    case 'rolledBack':
    case 'loading':
      return place === null ? <Loading /> : <Loading scene="room" />
    default:
      return unreachable(screen)
  }
}

/** An address that names no room of this therapist's leads to the desk. */
function placeOf({ records }: OpenAccount, place: RoomId | null): TherapistAxes['place'] {
  if (place === null) return 'desk'
  const rooms = records.opened.get()?.rooms
  return rooms === undefined || rooms.some(({ content }) => content.room === place) ? 'room' : 'roomUnknown'
}
