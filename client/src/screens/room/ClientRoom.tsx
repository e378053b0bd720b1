import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { DialogPlace } from '../../ui/controls/dialog-place.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { HelpDialog } from '../../ui/page/HelpDialog.tsx'
import { Band } from './band/Band.tsx'
import { LeaveConfirm } from './band/LeaveConfirm.tsx'
import { DeviceControls } from './band/DeviceControls.tsx'
import { LinkLine } from './band/LinkLine.tsx'
import { OwnPicture } from './band/OwnPicture.tsx'
import { QuietLeaveHere } from './band/QuietLeaveHere.tsx'
import { RestoreSound } from './band/RestoreSound.tsx'
import {
  AtStart, CardDialog, ChatDialog, ChatWaiting, ClientSetUp, Heard, LinkOpened, MoreDialog, Offer, OwnTime, RecordDialog, RecordStart, Shared, ShareConfirm, TodayDialog,
} from './dialogs/later.ts'
import type { OfferView, SetUpView } from './set-up/view.ts'
import { SignalButton } from './signals/SignalButton.tsx'
import { Slot } from './signals/Slot.tsx'
import { useTray } from './signals/use-tray.tsx'
import type { SignalView } from './signals/view.ts'
import { clientNotice, type ClientAttendance } from './stage/ClientAttendance.tsx'
import type { LinkOpenedProps } from './stage/LinkOpened.tsx'
import { Stage } from './stage/Stage.tsx'
import type { CardOf, HeardView } from './card/view.ts'
import type { ChatView } from './chat/view.ts'
import type { RecordAtStart, RecordView } from './record/view.ts'
import type { AtStartView, TodayView } from './today/view.ts'
import type { RoomView } from './view.ts'
import css from './Room.module.css'

export interface ClientRoomProps extends RoomView {
  /** The therapist's name, as it came with the grant. */
  therapist: string
  attendance: ClientAttendance
  signal: SignalView
  /** Present while the therapist asks whether another device with this link is theirs. */
  linkOpened: LinkOpenedProps | null
  /** What the therapist asks; `null`: nothing. */
  offer: OfferView | null
  setUp: SetUpView
  today: TodayView
  /** The step of last time, until it was answered or put away. */
  atStart: AtStartView | null
  card: CardOf<'client'>
  /** Somebody hears along on the other side, until it is put away. */
  heard?: HeardView | null
  chat: ChatView
  /** `dot`: while anything is shared, what was written is one plain dot. */
  collapsed?: 'no' | 'dot'
  record: RecordView
  recordStart: RecordAtStart | null
  /** What was shared to be talked about now, until it is put away. */
  sheet: React.ReactNode
  /** To the six questions, while the session goes on. */
  onLookBack(): void
  /** To how it has been. */
  onPast(): void
  /** The shared pause, at once; without it the pause is one of the signals. */
  onPause?: () => void
  onLeave(): void
  /** What lies over the room. */
  children?: React.ReactNode
}

type Dialog = 'none' | 'more' | 'leave' | 'help' | 'setUp' | 'today' | 'card' | 'record' | 'chat'

/** The client's room: the therapist's face, the controls below it, and the quiet signals alone at the end. */
export function ClientRoom(props: ClientRoomProps) {
  const { remote, own, devices, link, therapist, attendance, signal, linkOpened, offer, setUp, today, atStart, card, heard = null, record, recordStart, chat, collapsed = 'no', preferences, onLeave } = props
  const [dialog, setDialog] = useState<Dialog>('none')
  const close = () => setDialog('none')
  const mute = () => devices.microphone.state === 'on' && devices.microphone.onToggle()
  const openSetUp = () => setDialog('setUp')
  const tray = useTray({
    signal, keys: preferences.keys, onPause: props.onPause, onMute: mute, onLeave: () => setDialog('leave'), onSetUp: openSetUp,
  })
  const lookBack = () => {
    close()
    props.onLookBack()
  }
  const past = () => {
    close()
    props.onPast()
  }
  // Going through the signals together begins on this page.
  const onYes = () => {
    offer?.onYes()
    if (offer?.offer === 'signals') openSetUp()
    if (offer?.offer === 'lookBack') props.onLookBack()
  }
  return (
    <div className={css['room']} data-screen="client-room" data-state={attendance.state} data-scene="room">
      <header className="hidden-text">
        <h1>{m.room_title({ name: therapist })}</h1>
      </header>
      <Stage
        remote={remote} name={therapist} speaker={devices.speaker.chosen} notice={clientNotice(attendance)} screen={props.screen}
        sheet={props.collapsed !== 'dot' && props.sheet}
      />
      <Band
        side="client"
        start={
          <>
            <OwnPicture own={own} camera={devices.camera} />
            <QuietLeaveHere />
            <LinkLine link={link} lost={devices.lost} quality={props.quality} />
            {props.ownTime?.shown === 'shown' && <OwnTime time={props.ownTime.time} />}
          </>
        }
        controls={
          <>
            <DeviceControls devices={devices} onProblem={() => setDialog('more')} />
            <IconButton icon="more" word={m.room_more()} opens onPress={() => setDialog('more')} />
            <IconButton icon="leave" word={m.room_leave()} opens onPress={() => setDialog('leave')} />
          </>
        }
        over={tray.drawn}
        end={
          <>
            <Slot signal={signal} name={therapist} onWhatWouldHelp={tray.openHelp} />
            <SignalButton signal={signal} tray={tray.tray} button={tray.button} onPress={tray.toggle} />
          </>
        }
        above={
          linkOpened ? <LinkOpened {...linkOpened} /> : props.onRestoreSound ? <RestoreSound onRestore={props.onRestoreSound} />
            : props.share?.state === 'sharing' ? <Shared share={props.share} lead={remote.state === 'comingBack' ? m.share_not_seen() : m.share_client_on()} dot={chat.waiting > 0 && dialog !== 'chat' && <ChatWaiting name={therapist} collapsed="dot" onRead={() => setDialog('chat')} />} />
            : heard ? <Heard view={heard} name={therapist} />
            : offer ? <Offer view={{ ...offer, onYes }} />
            : chat.waiting > 0 && dialog !== 'chat' ? <ChatWaiting name={therapist} collapsed={collapsed} onRead={() => setDialog('chat')} />
            : recordStart ? <RecordStart view={recordStart} name={therapist} onOpen={() => setDialog('record')} />
            : atStart && <AtStart view={atStart} name={therapist} />
        }
      />
      <DialogPlace value="within">
        <div className={css['dialogs']}>
          {props.children}
          {props.share?.state === 'preparing' && <ShareConfirm share={props.share} lead={m.share_client_lead()} />}
          {dialog === 'more' && (
            <MoreDialog
              room={props}
              keysHint={m.more_keys_client({ key: signal.openKey.toUpperCase() })}
              lines={[
                { line: 'chat', onOpen: () => setDialog('chat') },
                { line: 'today', onOpen: () => setDialog('today') },
                { line: 'card', of: null, onOpen: () => setDialog('card') },
                { line: 'record', onOpen: () => setDialog('record') },
                { line: 'look-back', onOpen: lookBack },
                { line: 'past', onOpen: past },
                { line: 'set-up', onOpen: openSetUp },
              ]}
              onHelp={() => setDialog('help')}
              onClose={close}
            />
          )}
          {dialog === 'setUp' && (
            <ClientSetUp
              view={setUp}
              onClose={close}
              onPractise={() => {
                close()
                tray.openPractice()
              }}
            />
          )}
          {dialog === 'chat' && <ChatDialog view={chat} name={therapist} collapsed={collapsed} onClose={close} />}
          {dialog === 'card' && <CardDialog view={card} name={therapist} onClose={close} />}
          {dialog === 'record' && <RecordDialog view={record} name={therapist} onClose={close} />}
          {dialog === 'today' && <TodayDialog view={today} name={therapist} onClose={close} />}
          {dialog === 'help' && <HelpDialog onClose={close} scene="room" />}
          {dialog === 'leave' && <LeaveConfirm onLeave={onLeave} onStay={close} />}
        </div>
      </DialogPlace>
    </div>
  )
}
