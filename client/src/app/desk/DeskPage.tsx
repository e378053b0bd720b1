import { useEffect } from 'react'
import { MINUTE } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import type { TherapistView, WaitingKnock } from '@fermata/shared/protocol'
import { Desk } from '../../screens/home/Desk.tsx'
import type { AdmitState, KnockView, Length, RoomState } from '../../screens/home/view.ts'
import type { Admission } from '../../session/therapist/door/admitting.ts'
import { liveRoomBeside } from '../../session/therapist/live-room.ts'
import type { Desk as DeskController } from '../../session/therapist/desk.ts'
import { nextOf } from '../../reflection/therapist/next-time.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { Sound } from '../../media/ring.ts'
import type { Relay } from '../../session/call/relay.ts'
import { placeOf, shownKnock } from '../../session/therapist/door/answering.ts'
import type { Visitor } from '../../session/therapist/door/doorbell.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'
import { useRelay } from '../use-relay.ts'
import { useNow } from '../use-now.ts'
import { usePainted } from '../room/use-painted.ts'

interface Props {
  desk: DeskController
  account: OpenAccount
  relay: Relay
  parts: PageParts
  onNewRoom: () => void
  onShowLink: (room: RoomId) => void
  /** Makes a new link and shows it; the one before stops working at once. */
  onRenewLink: (room: RoomId) => void
  onReflections: (room: RoomId) => void
  onRecord: (room: RoomId | 'all') => void
  onSignOut: () => void
}

/** The desk: the therapist's rooms, and whoever waits. */
export function DeskPage({ desk, account, relay, parts, onNewRoom, onShowLink, onRenewLink, onReflections, onRecord, onSignOut }: Props) {
  const opened = useValue(account.records.opened)
  // A room that was never met in may have a past that was taken in.
  const takenIn = new Set([...(opened?.pasts ?? []), ...(opened?.ownSides ?? [])].map(({ content }) => content.room))
  const views = useValue(desk.views)
  const connection = useValue(desk.signalling.connection)
  const knocks = useKnocks(desk, account, parts)
  // In session, on whatever device, nothing rings.
  const sound = useRing(parts, liveRoomBeside(views, null) === null ? knocks : [])
  const now = useNow(parts.clock, parts.clock.now, MINUTE)
  const rooms = opened?.rooms.map(({ content }) => ({
    id: content.room,
    label: content.label,
    lastMet: content.lastMet,
    state: roomState(views.get(content.room)),
    onOpen: () => desk.enter(content.room),
    onCopyLink: () => onShowLink(content.room),
    length: {
      minutes: content.minutes,
      onChange: (minutes: Length) => void account.records.changeRoom(content.room, (before) => ({ ...before, minutes })),
    },
    ...(content.lastMet === null && !takenIn.has(content.room) ? {} : { onReflections: () => onReflections(content.room) }),
    onRecord: () => onRecord(content.room),
    next: nextOf(account.records, content),
    // While somebody is in session, their link is their way back.
    ...(views.get(content.room)?.session.phase === 'inProgress' ? {} : { onRenewLink: () => onRenewLink(content.room) }),
  }))
  return (
    <Desk
      rooms={rooms?.sort((a, b) => a.label.localeCompare(b.label)) ?? null}
      knocks={knocks}
      sound={sound === 'ready' ? { state: 'ready' } : { state: 'blocked', onTurnOn: () => void parts.ring().turnOn() }}
      connection={connection === 'open' ? 'there' : 'lost'}
      problem={useValue(desk.problem)}
      relay={useRelay(relay, () => desk.prepareAnew())}
      help={useValue(parts.house).help.length === 0 ? 'notConfigured' : 'configured'}
      now={now}
      onNewRoom={onNewRoom}
      {...(rooms === undefined || rooms.length === 0 ? {} : { onRecords: () => onRecord('all') })}
      onSignOut={onSignOut}
    />
  )
}

/** Rings while somebody waits who was not told "in a moment"; stops when the desk is left. */
function useRing({ ring }: PageParts, knocks: readonly KnockView[]): Sound {
  const bell = ring()
  const unanswered = knocks.some(({ told }) => told === 'nothing')
  useEffect(() => {
    if (!unanswered) return
    bell.start()
    return () => bell.stop()
  }, [bell, unanswered])
  return useValue(bell.sound)
}

/** Whoever waits at a door; each is reported as painted once it stands on this page, in view. */
export function useKnocks(desk: DeskController, account: OpenAccount, { eyes }: PageParts, at?: RoomId): KnockView[] {
  const visitors = useValue(desk.visitors)
  const opened = useValue(account.records.opened)
  const admitting = useValue(desk.admitting)
  const soon = useValue(desk.answering.soon)
  const views = useValue(desk.views)
  const shown = visitors.filter((visitor) => at === undefined || visitor.room === at)
  // In a room those at other doors are painted too, as a dot.
  usePainted(desk, eyes, visitors)

  return shown.map((visitor) => ({
    id: visitor.knock,
    room: opened?.rooms.find(({ content }) => content.room === visitor.room)?.content.label ?? '',
    card: visitor.card,
    since: visitor.at,
    admit: admitStateOf(admitting, visitor),
    told: toldOf(visitor, shownKnock(views.get(visitor.room), visitor), soon),
    onAdmit: () => void desk.admit(visitor),
    onSoon: () => void desk.answering.inAMoment(visitor),
    onNotToday: () => void desk.turnAway(visitor),
  }))
}

function admitStateOf(admission: Admission | null, { knock }: Visitor): AdmitState {
  if (admission?.knock !== knock) return 'ready'
  return admission.how === 'trying' ? 'cannotYet' : 'admitting'
}

/** What they were told is the server's to say, so that a reload of this page does not ring again. */
function toldOf(visitor: Visitor, shown: WaitingKnock | undefined, tapped: readonly string[]): KnockView['told'] {
  if (shown !== undefined && shown.soonAt !== null) return 'soon'
  return tapped.includes(placeOf(visitor)) ? 'telling' : 'nothing'
}

function roomState(view: TherapistView | undefined): RoomState {
  switch (view?.session.phase) {
    case 'arrived':
      return 'waiting'
    case 'inProgress':
      return view.client.state === 'here' ? 'session' : 'away'
    case 'finished':
      return 'finished'
    case 'cancelled':
      return 'cancelled'
    default:
      return view?.holder != null ? 'entered' : 'quiet'
  }
}
