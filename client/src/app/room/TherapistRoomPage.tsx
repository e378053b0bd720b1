import { useCallback, useEffect, useMemo, useState } from 'react'
import { type Cue, SHOW_AGE_AFTER } from '@fermata/shared/check-in'
import { SECOND } from '@fermata/shared/clock'
import { type FactId, type RoomId, THERAPIST } from '@fermata/shared/ids'
import type { Api } from '../../lib/api.ts'
import { ownPrompts } from '../../reflection/therapist/own-prompts.ts'
import type { CueView } from '../../screens/room/cues/view.ts'
import type { NewcomerView } from '../../screens/room/stage/Newcomer.tsx'
import { TherapistRoom, type TherapistRoomProps } from '../../screens/room/TherapistRoom.tsx'
import { pastOpened } from '../../reflection/therapist/reading.ts'
import { nextOf } from '../../reflection/therapist/next-time.ts'
import type { Desk } from '../../session/therapist/desk.ts'
import type { Visitor } from '../../session/therapist/door/doorbell.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { Meeting } from '../../session/therapist/meeting.ts'
import { useValue } from '../../ui/use-value.ts'
import { PLAN_AFTER } from './ClientRoomPage.tsx'
import { useKnocks } from '../desk/DeskPage.tsx'
import type { PageParts } from '../parts.ts'
import { useOwnView, usePreferences } from './room-preferences.ts'
import { linkSentence, remoteState, remoteView } from './room-view.ts'
import { useGivingWay } from './call/giving-way.ts'
import { useReach } from './call/reach.ts'
import { useCollapsingShare } from './call/sharing.ts'
import { useSound } from './call/sound.ts'
import { clockView, useAfterPause, usePauseView } from './therapist-pause.ts'
import { useSmallWindow } from './small-window.tsx'
import { useTherapistSignals } from './therapist-signals.ts'
import { useDevices } from '../use-devices.ts'
import { useNow } from '../use-now.ts'
import { usePainted } from './use-painted.ts'
import { type TherapistCard, useTherapistCard } from './around/use-card.ts'
import { useChat } from './around/use-chat.ts'
import { useRecord } from './around/use-record.ts'
import { useStepBefore } from './around/use-step-before.ts'
import { useToday } from './around/use-today.ts'
import { useQuestionsChoice } from '../looking-back/use-questions-choice.ts'
import { useTherapistLookingBack } from '../looking-back/use-therapist-looking-back.ts'

interface Props {
  desk: Desk
  account: OpenAccount
  api: Api
  room: RoomId
  meeting: Meeting
  parts: PageParts
}

/** The room as the therapist sees it, with a client in it. */
export function TherapistRoomPage({ desk, account, api, room, meeting, parts }: Props) {
  const { media, tab, clock } = parts
  const { call, cues } = meeting
  const link = useValue(call.link.state)
  const pair = useValue(call.pair)
  const open = useValue(cues.open)
  const reachable = useValue(desk.signalling.connection) === 'open'
  const visitors = useValue(desk.visitors)
  usePainted(desk, parts.eyes, visitors)
  const devices = useDevices(parts)
  const own = useOwnView(media, tab)
  const preferences = usePreferences(tab)
  const now = useNow(clock, useMemo(() => () => desk.time.now(), [desk]), 5 * SECOND)
  const spokenCode = useSpokenCode(meeting, pair.nonce)
  const { card, whenGone } = useTherapistCard(meeting)
  const attendance = useAttendance({ desk, room, meeting, whenGone, now, reachable })
  const connection = attendance.state === 'clientLost' || attendance.state === 'selfLost' ? 'lost' : 'there'
  const said = linkSentence(link.state, useValue(call.link.flowing), reachable)
  const finding = useValue(call.correspondence.finding)
  const isUnconfirmed = said === 'good' && finding === 'unconfirmed' && attendance.state === 'together'
  const { link: connectionSentence, ...giving } = useGivingWay(call, media, isUnconfirmed ? 'clientUnconfirmed' : said, pair.client)
  const sound = useSound(parts, call)
  const { mine, hearing } = useReach({ call, devices, other: pair.client, onRestoreSound: sound.onRestoreSound, keep: pair.pause?.word.keep })
  const pause = usePauseView({ meeting, pair, reach: mine, whenGone: whenGone('longPause'), connection, now })
  const afterPause = useAfterPause(pair)
  const views = open.map((cue) => cueView(cue, now))
  const { collapsed, ...sharing } = useCollapsingShare(parts, meeting)
  const small = useSmallWindow({ meeting, parts, cues: views, name: useName(account, room, meeting), remote: call.link.remote, collapsed })
  const ofSignals = useTherapistSignals({ meeting, parts, now, speaker: devices.speaker.chosen, ...small })
  const ofRecord = useRecord(THERAPIST, meeting, parts.house)
  const house = useValue(parts.house)
  const questions = useQuestionsChoice(meeting, api, now)
  const chat = useChat(THERAPIST, call.correspondence, parts.eyes)
  const ofToday = useToday(THERAPIST, meeting)
  const opened = useValue(account.records.opened)
  const before = useCallback(() => pastOpened(account, api, room), [account, api, room])
  const together = useTherapistLookingBack(meeting, useName(account, room, meeting), before, ownPrompts(opened) ?? house.prompts)
  const usual = opened?.rooms.find(({ content }) => content.room === room)?.content.minutes ?? 50
  const newcomer = visitors.find((visitor) => visitor.room === room)
  return (
    <TherapistRoom
      remote={remoteView(call.link.remote, remoteState(link.state, pair.client), hearing)}
      own={own}
      devices={devices}
      link={connectionSentence}
      {...giving}
      {...sound}
      {...sharing}
      collapsed={collapsed}
      spokenCode={spokenCode}
      preferences={preferences}
      client={useName(account, room, meeting)}
      attendance={attendance}
      cues={views}
      onDrawn={(facts) => void cues.rendered(facts as FactId[])}
      onSee={(fact) => cues.acknowledge(fact as FactId)}
      onReply={(fact, reply) => cues.reply(fact as FactId, reply)}
      clock={clockView(meeting.admittedAt, usual + pair.addedMinutes, now)}
      onExtend={(minutes) => void call.correspondence.say({ k: 'extended', minutes })}
      {...ofSignals}
      {...ofToday}
      {...ofRecord}
      questions={questions}
      card={card}
      chat={chat}
      {...together}
      pause={pause}
      afterPause={afterPause}
      elsewhere={visitors.some((visitor) => visitor.room !== room) ? 'someone' : 'nobody'}
      newcomer={useNewcomer(desk, meeting, newcomer)}
      problem={useProblem(desk)}
      way={{ out: 'end', onEnd: () => void desk.finish() }}
      beside={small.drawn}
    />
  )
}

/** The room before anybody was let in: own preview, and whoever knocks. */
export function EmptyRoomPage({ desk, account, room, parts }: Omit<Props, 'meeting' | 'api'>) {
  const { media, tab } = parts
  const devices = useDevices(parts)
  const own = useOwnView(media, tab)
  const preferences = usePreferences(tab)
  const visitors = useValue(desk.visitors)
  const knocks = useKnocks(desk, account, parts, room)
  useEffect(() => media.turnWishedOn(), [media])
  return (
    <TherapistRoom
      remote={{ stream: null, state: 'connecting' }}
      own={own}
      devices={devices}
      link="good"
      spokenCode={null}
      preferences={preferences}
      client={useName(account, room, null)}
      attendance={{ state: 'nobody', knocks, step: useStepBefore(desk, room) }}
      cues={[]}
      onDrawn={() => {}}
      onSee={() => {}}
      clock={null}
      elsewhere={visitors.some((visitor) => visitor.room !== room) ? 'someone' : 'nobody'}
      newcomer={null}
      forToday={useForToday(account, room)}
      problem={useProblem(desk)}
      way={{ out: 'back', onBack: () => void desk.leave() }}
    />
  )
}

function useForToday({ records }: OpenAccount, room: RoomId): NonNullable<TherapistRoomProps['forToday']> | null {
  return nextOf(records, useValue(records.opened)?.rooms.find(({ content }) => content.room === room)?.content)
}

const WORDS = { mine: 'itIsThem', notMine: 'itIsNotThem' } as const

/** Somebody knocks while the client sits here; the question to the client goes when they do. */
function useNewcomer(desk: Desk, { call }: Meeting, visitor: Visitor | undefined): NewcomerView | null {
  const { newcomer: asked } = useValue(call.pair)
  const { correspondence } = call
  const gone = asked !== null && asked.word === null && asked.knock !== visitor?.knock
  useEffect(() => {
    if (gone) void correspondence.say({ k: 'askNewcomer', knock: null })
  }, [gone, correspondence])
  if (visitor === undefined) return null
  const about = asked?.knock === visitor.knock ? asked : null
  return {
    asked: about === null ? 'notYet' : about.word === null ? 'asked' : WORDS[about.word],
    onAsk: () => void correspondence.say({ k: 'askNewcomer', knock: visitor.knock }),
    onMove: () => void desk.admit(visitor),
    onTurnAway: () => void desk.turnAway(visitor),
  }
}

function useProblem(desk: Desk): NonNullable<TherapistRoomProps['problem']> | null {
  const problem = useValue(desk.problem)
  return problem && { problem, onPutAside: () => desk.tell(null) }
}

/** As the client asked to be called, else as the therapist calls the room. */
function useName(account: OpenAccount, room: RoomId, meeting: Meeting | null): string {
  const opened = useValue(account.records.opened)
  const label = opened?.rooms.find(({ content }) => content.room === room)?.content.label ?? ''
  return meeting?.card.name.trim() || label
}

function useSpokenCode(meeting: Meeting, nonce: string | null): string | null {
  const [code, setCode] = useState<string | null>(null)
  useEffect(() => void meeting.spokenCode().then(setCode), [meeting, nonce])
  return code
}

interface AttendanceParts {
  desk: Desk
  room: RoomId
  meeting: Meeting
  whenGone: TherapistCard['whenGone']
  now: number
  reachable: boolean
}

function useAttendance({ desk, room, meeting, whenGone, now, reachable }: AttendanceParts): TherapistRoomProps['attendance'] {
  const { call } = meeting
  const flowing = useValue(call.link.flowing)
  const pair = useValue(call.pair)
  const client = useValue(desk.views).get(room)?.client
  const [waiting, setWaiting] = useState(false)
  useEffect(() => {
    if (pair.client.left === 'no') setWaiting(false)
  }, [pair.client.left])

  // Only the client's own sealed word says that they left; without it they are merely not there.
  if (pair.client.left !== 'no' && !waiting) {
    const acts = { onWait: () => setWaiting(true), onEnd: () => void desk.finish() }
    return pair.client.left === 'plainly'
      ? { state: 'clientLeft', ...acts }
      : { state: 'clientLeftQuietly', whenGone: whenGone('leftQuietly'), ...acts }
  }
  if (flowing || waiting) return { state: 'together' }
  if (!reachable) return { state: 'selfLost' }
  if (client?.state !== 'away' && client?.state !== 'left') return { state: 'together' }
  const dropped = whenGone('lineDropped')
  // To wait is said at once: nobody is to call in the first two minutes either.
  return { state: 'clientLost', whenGone: dropped.what === 'wait' || now - client.since >= PLAN_AFTER ? dropped : null }
}

/** Unanswered for so long, a cue grows. */
const GROWS_AFTER = 20 * SECOND

function cueView({ fact, code, since, state, presses, after }: Cue, now: number): CueView {
  const old = now - since
  return {
    fact,
    code,
    state,
    times: presses.length,
    after,
    age: old > SHOW_AGE_AFTER ? Math.round(old / SECOND) : null,
    attention: state === 'open' && old >= GROWS_AFTER ? 'grown' : 'plain',
  }
}
