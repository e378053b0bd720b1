import { useEffect, useState } from 'react'
import type { RandomSource, RoomId } from '@fermata/shared/ids'
import { unreachable } from '@fermata/shared/result'
import type { Api } from '../lib/api.ts'
import { Displaced } from '../screens/closing/Displaced.tsx'
import { Loading } from '../screens/closing/Loading.tsx'
import { Over } from '../screens/closing/Over.tsx'
import { Unavailable } from '../screens/closing/Unavailable.tsx'
import type { CodeState } from '../screens/start/CodeForm.tsx'
import { InsecureNotice } from '../screens/start/InsecureNotice.tsx'
import { SignIn } from '../screens/start/SignIn.tsx'
import { type TherapistAxes, therapistScreen } from '../session/screen-for.ts'
import type { Account, OpenAccount } from '../session/therapist/account.ts'
import type { Desk } from '../session/therapist/desk.ts'
import type { RoomRecord } from '../session/therapist/records.ts'
import { renewLink } from '../session/therapist/rooms.ts'
import { useValue } from '../ui/use-value.ts'
import { DeskPage } from './DeskPage.tsx'
import { NewRoomPage, RoomLinkPage } from './NewRoomPages.tsx'
import { hostOf, type PageParts } from './parts.ts'
import { ReflectionsPage } from './ReflectionPages.tsx'
import { EmptyRoomPage, TherapistRoomPage } from './room/TherapistRoomPage.tsx'

export interface TherapistParts {
  account: Account
  openDesk: (account: OpenAccount) => Desk
  secure: boolean
  api: Api
  random: RandomSource
  parts: PageParts
}

/** Everything a therapist can see after set-up. */
export function TherapistPages(props: TherapistParts) {
  const { account, secure, parts, openDesk } = props
  const state = useValue(account.state)
  const [desk, setDesk] = useState<Desk | null>(null)
  useEffect(() => {
    if (state.account !== 'open') return setDesk(null)
    const opened = openDesk(state)
    setDesk(opened)
    return () => opened.close()
  }, [state, openDesk])

  if (state.account === 'open' && secure) {
    return desk === null ? <Loading /> : <Practice {...props} open={state} desk={desk} />
  }
  const screen = therapistScreen({
    secure, account: state.account, place: 'desk', phase: null, holder: 'nobody', call: 'none',
  })
  switch (screen) {
    case 'insecure':
      return <InsecureNotice address={hostOf(parts.origin)} />
    case 'signIn':
    case 'unlock':
    case 'rolledBack':
      return <SignInPage account={account} />
    case 'unavailable':
      return <Unavailable onRetry={() => void account.open()} />
    default:
      return <Loading />
  }
}

function SignInPage({ account }: { account: Account }) {
  const [state, setState] = useState<CodeState>({ state: 'ready' })
  const signIn = async (typed: string): Promise<void> => {
    setState({ state: 'checking' })
    const problem = await account.recover(typed)
    if (problem === null) return
    const wrong = problem.code === 'mistyped' || problem.code === 'signedOut'
    setState(wrong ? { state: 'wrong' } : { state: 'refused', refusal: problem })
  }
  return <SignIn state={state} onSignIn={(typed) => void signIn(typed)} />
}

type Sheet = { sheet: 'none' } | { sheet: 'newRoom' } | { sheet: 'link'; room: RoomRecord } | { sheet: 'reflections'; room: RoomId }

function Practice({ account, open, desk, api, random, parts }: TherapistParts & { open: OpenAccount; desk: Desk }) {
  const place = useValue(desk.place)
  const views = useValue(desk.views)
  const meeting = useValue(desk.meeting)
  const [sheet, setSheet] = useState<Sheet>({ sheet: 'none' })
  const home = (): void => setSheet({ sheet: 'none' })
  const view = place === null ? undefined : views.get(place)
  const holder = view?.holder ?? null
  const axes: TherapistAxes = {
    secure: true,
    account: 'open',
    place: place === null ? 'desk' : 'room',
    phase: view?.session.phase ?? null,
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
  }
  if (sheet.sheet === 'reflections' && (screen === 'desk' || screen === 'over')) {
    return <ReflectionsPage account={open} api={api} room={sheet.room} parts={parts} onBack={home} />
  }
  switch (screen) {
    case 'desk':
      if (sheet.sheet === 'newRoom') {
        const made = (room: RoomRecord): void => setSheet({ sheet: 'link', room })
        return <NewRoomPage account={open} api={api} random={random} onMade={made} onBack={home} />
      }
      if (sheet.sheet === 'link') return <RoomLinkPage room={sheet.room} parts={parts} onDone={home} />
      return (
        <DeskPage
          desk={desk}
          account={open}
          parts={parts}
          onNewRoom={() => setSheet({ sheet: 'newRoom' })}
          onShowLink={showLink}
          onRenewLink={(room) => void renew(room)}
          onReflections={(room) => setSheet({ sheet: 'reflections', room })}
          onSignOut={() => void account.signOut()}
        />
      )
    case 'emptyRoom':
      return place === null ? <Loading /> : <EmptyRoomPage desk={desk} account={open} room={place} parts={parts} />
    case 'room':
      return place === null || meeting.meeting !== 'open' ? (
        <Loading scene="room" />
      ) : (
        <TherapistRoomPage desk={desk} account={open} room={place} meeting={meeting.now} parts={parts} />
      )
    case 'over':
      return <OverPage desk={desk} open={open} place={place} onReflections={(room) => setSheet({ sheet: 'reflections', room })} />
    case 'displaced':
      return (
        <Displaced seat="therapist" unconfirmed="none" onUseHere={() => place !== null && desk.enter(place)} />
      )
    case 'unreadable':
    case 'insecure':
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

interface OverPageProps {
  desk: Desk
  open: OpenAccount
  place: RoomId | null
  onReflections: (room: RoomId) => void
}

function OverPage({ desk, open, place, onReflections }: OverPageProps) {
  const opened = useValue(open.records.opened)
  const client = opened?.rooms.find(({ content }) => content.room === place)?.content.label ?? null
  return (
    <Over
      side={{ seat: 'therapist', client }}
      saved="saved"
      unconfirmed="none"
      resume={null}
      onReflections={place === null ? undefined : () => onReflections(place)}
      onDone={() => void desk.leave()}
    />
  )
}
