import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { HelpDialog } from '../../ui/page/HelpDialog.tsx'
import { Band } from './band/Band.tsx'
import { Confirm } from './band/Confirm.tsx'
import { DeviceControls } from './band/DeviceControls.tsx'
import { LinkLine } from './band/LinkLine.tsx'
import { OwnPicture } from './band/OwnPicture.tsx'
import { RestoreSound } from './band/RestoreSound.tsx'
import {
  AtStart, CardDialog, ChatDialog, ChatWaiting, MoreDialog, PairSignals, QuestionsDialog, RecordDialog, RecordStart, Shared, ShareConfirm, TodayDialog,
} from './dialogs/later.ts'
import { CueStack } from './cues/CueStack.tsx'
import { ThumbReplies } from './cues/ThumbReplies.tsx'
import { useFront } from './cues/use-front.ts'
import { useGuide } from './cues/use-guide.ts'
import type { CueActions, CueView } from './cues/view.ts'
import { AfterPause, type AfterPauseProps } from './pause/AfterPause.tsx'
import { TherapistPause } from './pause/TherapistPause.tsx'
import type { TherapistPauseView } from './pause/view.ts'
import { Offered } from './set-up/Offered.tsx'
import { Practice } from './set-up/Practice.tsx'
import type { OfferedView, PairSignalsView, PracticeView } from './set-up/view.ts'
import { CameraLine, type ClockView } from './stage/CameraLine.tsx'
import { Newcomer, type NewcomerView } from './stage/Newcomer.tsx'
import { Problem, type ProblemView } from './stage/Problem.tsx'
import { Stage } from './stage/Stage.tsx'
import { therapistNotice, type TherapistAttendance } from './stage/TherapistAttendance.tsx'
import type { CardOf } from './card/view.ts'
import type { ChatView } from './chat/view.ts'
import type { RecordAtStart, RecordView } from './record/view.ts'
import type { QuestionsView } from './questions/view.ts'
import { ForToday, type ForTodayView } from './together/ForToday.tsx'
import { Reflecting } from './together/Reflecting.tsx'
import type { AtStartView, TodayView } from './today/view.ts'
import type { RoomView } from './view.ts'
import css from './Room.module.css'

export interface TherapistRoomProps extends RoomView, CueActions {
  /** What the client is called here. */
  client: string
  attendance: TherapistAttendance
  /** Newest first. */
  cues: readonly CueView[]
  /** See `CueStack`: which cues stand in the page now. */
  onDrawn(facts: readonly string[]): void
  clock: ClockView
  elsewhere: 'nobody' | 'someone'
  newcomer: NewcomerView | null
  /** Why the last tap came to nothing, until it is put away. */
  problem?: ProblemView | null
  /** Present while the client pauses. */
  pause?: TherapistPauseView | null
  /** `dot`: while anything is shared, every cue is one plain dot. */
  collapsed?: 'no' | 'dot'
  /** The quiet signals of this pair; absent while nobody was let in. */
  signals?: PairSignalsView
  practice?: PracticeView | null
  offered?: OfferedView | null
  /** Agenda and next step; absent while nobody was let in. */
  today?: TodayView
  /** Where the client is; absent while nobody was let in. */
  card?: CardOf<'therapist'>
  atStart?: AtStartView | null
  /** Kept at the last session for this one's start; while nobody was let in. */
  forToday?: ForTodayView | null
  chat?: ChatView
  record?: RecordView
  recordStart?: RecordAtStart | null
  /** What the client is offered at the end. */
  questions?: QuestionsView
  /** Drawn elsewhere than in this page. */
  beside?: React.ReactNode
  /** The card after a pause, until it is put away. */
  afterPause?: AfterPauseProps | null
  /** What the client shared to be talked about now, until it is put away. */
  sheet?: React.ReactNode
  /** Whether the client is at the six questions now. */
  reflecting?: 'no' | 'reflecting'
  onOfferLookBack?: () => void
  /** Moves the planned end; it changes no state. */
  onExtend?: (minutes: 5 | 10) => void
  /** A running session is ended; an empty room is simply left. */
  way: { out: 'end'; onEnd(): void } | { out: 'back'; onBack(): void }
}

type Dialog = 'none' | 'more' | 'end' | 'help' | 'signals' | 'today' | 'card' | 'record' | 'questions' | 'chat'

/** The therapist's room: the client's face, cues near the lens, name and clock on the line above it. */
export function TherapistRoom(props: TherapistRoomProps) {
  const { remote, own, devices, link, client, attendance, preferences, newcomer, way, onSee, onReply } = props
  const { pause = null, afterPause = null, problem = null, offered = null, practice = null, collapsed = 'no', signals, today, card, atStart = null, record, recordStart = null, chat, onExtend } = props
  const side = signals?.side ?? 'end'
  const [dialog, setDialog] = useState<Dialog>('none')
  const close = () => setDialog('none')
  const stack = useFront(props.cues)
  const { front } = stack
  const guide = useGuide(props.cues, onSee)
  // Whoever left does not pause here any more.
  const pausing = pause !== null && !['nobody', 'clientLeft', 'clientLeftQuietly'].includes(attendance.state)
  // A dialog would lie over the slip, and the client would be told of a cue that nobody can see: it makes way.
  const newest = props.cues.find((cue) => cue.state === 'open')?.fact ?? null
  const [known, setKnown] = useState(newest)
  if (newest !== known) {
    setKnown(newest)
    if (newest !== null) close()
  }
  // While anything is shared nothing on this page tells what was signalled, and nothing tells of a pause afterwards.
  const edge = collapsed === 'no' && front?.attention === 'grown' && front.code !== 'not_private' ? 'lit' : 'plain'
  return (
    <div
      className={`${css['room']} ${css['withLine']}`}
      data-screen="therapist-room"
      data-state={attendance.state}
      data-stage={pausing ? 'paused' : 'open'}
      data-scene="room"
    >
      <CameraLine
        name={client} clock={props.clock} elsewhere={props.elsewhere}
        hears={collapsed === 'no' && card?.card.overheard ? { who: card.card.overheard, onOpen: () => setDialog('card') } : null}
        onExtend={onExtend} onOfferLookBack={props.onOfferLookBack}
      />
      <Stage
        remote={remote}
        name={client}
        speaker={devices.speaker.chosen}
        edge={edge}
        notice={pausing ? <TherapistPause pause={pause} name={client} /> : therapistNotice(attendance, client)}
        sheet={!pausing && collapsed === 'no' && props.sheet}
        screen={props.screen}
        beside={!pausing && collapsed === 'no' && afterPause && <AfterPause {...afterPause} />}
      />
      <CueStack
        stack={stack} guide={guide} keys={preferences.keys} side={side} collapsed={collapsed}
        onDrawn={props.onDrawn} onSee={onSee} onReply={onReply} onSide={signals?.onSide}
      />
      {practice && collapsed === 'no' && props.cues.length === 0 && !guide && (
        <Practice view={practice} keys={preferences.keys} side={side} />
      )}
      <Band
        side="therapist"
        start={
          <>
            <OwnPicture own={own} camera={devices.camera} />
            <LinkLine link={link} lost={devices.lost} quality={props.quality} />
          </>
        }
        controls={
          <>
            <DeviceControls devices={devices} onProblem={() => setDialog('more')} />
            <IconButton icon="more" word={m.room_more()} opens onPress={() => setDialog('more')} />
            {way.out === 'end' ? (
              <IconButton icon="end" word={m.room_end()} look="end" opens onPress={() => setDialog('end')} />
            ) : (
              <IconButton icon="leave" word={m.room_leave()} onPress={way.onBack} />
            )}
          </>
        }
        end={collapsed === 'no' && (front || guide) && <ThumbReplies cue={front} guide={guide} onSee={onSee} onReply={onReply} />}
        above={
          problem ? <Problem {...problem} /> : props.onRestoreSound ? <RestoreSound onRestore={props.onRestoreSound} />
            : newcomer ? <Newcomer newcomer={newcomer} name={client} />
            : props.share?.state === 'sharing' ? <Shared share={props.share} lead={m.share_dot()} dot={chat && chat.waiting > 0 && dialog !== 'chat' && <ChatWaiting name={client} collapsed="dot" onRead={() => setDialog('chat')} />} />
            : props.reflecting === 'reflecting' ? <Reflecting name={client} />
            : offered ? <Offered view={offered} name={client} />
            : chat && chat.waiting > 0 && dialog !== 'chat' ? <ChatWaiting name={client} collapsed={collapsed} onRead={() => setDialog('chat')} />
            : recordStart ? <RecordStart view={recordStart} name={client} onOpen={() => setDialog('record')} /> : atStart ? <AtStart view={atStart} name={client} /> : props.forToday && <ForToday view={props.forToday} />
        }
      />
      {props.share?.state === 'preparing' && <ShareConfirm share={props.share} lead={m.share_dot()} />}
      {dialog === 'more' && (
        <MoreDialog
          room={props}
          keysHint={m.more_keys_therapist()}
          lines={
            signals && [
              { line: 'chat', onOpen: () => setDialog('chat') },
              { line: 'today', onOpen: () => setDialog('today') },
              { line: 'card', of: client, onOpen: () => setDialog('card') },
              { line: 'record', onOpen: () => setDialog('record') },
              ...(props.questions ? [{ line: 'questions' as const, onOpen: () => setDialog('questions') }] : []),
              { line: 'signals', onOpen: () => setDialog('signals') },
            ]
          }
          onHelp={() => setDialog('help')}
          onClose={close}
        />
      )}
      {props.beside}
      {dialog === 'signals' && collapsed === 'no' && signals && <PairSignals view={signals} name={client} onClose={close} />}
      {dialog === 'chat' && chat && <ChatDialog view={chat} name={client} collapsed={collapsed} onClose={close} />}
      {dialog === 'card' && card && <CardDialog view={card} name={client} onClose={close} />}
      {dialog === 'questions' && props.questions && <QuestionsDialog view={props.questions} onClose={close} />}
      {dialog === 'record' && record && <RecordDialog view={record} name={client} onClose={close} />}
      {dialog === 'today' && today && <TodayDialog view={today} name={client} onClose={close} />}
      {dialog === 'help' && <HelpDialog onClose={close} scene="room" />}
      {dialog === 'end' && way.out === 'end' && (
        <Confirm
          title={pausing ? m.end_paused_title() : m.end_title()}
          lead={m.end_lead()}
          go={m.end_go()}
          stay={m.end_stay()}
          look="end"
          onGo={way.onEnd}
          onStay={close}
        />
      )}
    </div>
  )
}
