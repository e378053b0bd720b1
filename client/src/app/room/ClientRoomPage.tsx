import { useMemo, useState } from 'react'
import { MINUTE, SECOND } from '@fermata/shared/clock'
import { CLIENT, type FactId } from '@fermata/shared/ids'
import { ClientRoom, type ClientRoomProps } from '../../screens/room/ClientRoom.tsx'
import type { Meeting } from '../../session/client/meeting.ts'
import type { Visit } from '../../session/client/visit.ts'
import { useValue } from '../../ui/use-value.ts'
import { ClientPausePage } from './ClientPausePage.tsx'
import type { After } from '../after.ts'
import { chunk } from '../chunk.tsx'
import type { PageParts } from '../parts.ts'
import { useClientSignals } from './client-signals.ts'
import { useOwnTime, useOwnView, usePreferences } from './room-preferences.ts'
import { useGivingWay } from './call/giving-way.ts'
import { useReach } from './call/reach.ts'
import { useShare } from './call/sharing.ts'
import { useSound } from './call/sound.ts'
import { linkSentence, remoteState, remoteView, timeNow } from './room-view.ts'
import { useDevices } from '../use-devices.ts'
import { useNow, useSince } from '../use-now.ts'
import { useClientCard } from './around/use-card.ts'
import { useChat } from './around/use-chat.ts'
import { useRecord } from './around/use-record.ts'
import { useToday } from './around/use-today.ts'
import { useClientLookingBack } from '../looking-back/use-looking-back.tsx'

const { Page: OwnPastDialog } = chunk(async () => (await import('../over-time/OwnPastPage.tsx')).OwnPastDialog, 'nothing')

/** Cut off for so long, both screens show what they agreed to do then. */
export const PLAN_AFTER = 2 * MINUTE

/** The room as the client sees it. */
export function ClientRoomPage({ visit, meeting, after, parts }: { visit: Visit; meeting: Meeting; after: After | null; parts: PageParts }) {
  const { media, tab, clock } = parts
  const { call } = meeting
  const link = useValue(call.link.state)
  const flowing = useValue(call.link.flowing)
  const pair = useValue(call.pair)
  const reachable = useValue(visit.reachable)
  const standing = useValue(visit.standing)
  const devices = useDevices(parts)
  const own = useOwnView(media, tab)
  const preferences = usePreferences(tab)
  const now = useNow(clock, useMemo(() => () => visit.time.now(), [visit]), 5 * SECOND)
  const ownTime = useOwnTime(tab, timeNow(meeting.admittedAt, meeting.minutes + pair.addedMinutes, now))
  const { signal, setUp, offer } = useClientSignals({ visit, meeting, parts, now, speaker: devices.speaker.chosen })
  const ofRecord = useRecord(CLIENT, meeting, parts.house)
  const chat = useChat(CLIENT, call.correspondence, parts.eyes)
  const { plan, cutOff, ...ofCard } = useClientCard(meeting, tab)
  const ofToday = useToday(CLIENT, meeting)
  const [pastOpen, setPastOpen] = useState(false)
  const { questions, ...together } = useClientLookingBack(meeting, after?.lookBack ?? null, parts)
  const lostSince = useSince(!reachable, now)

  const attendance = ((): ClientRoomProps['attendance'] => {
    if (flowing || standing?.standing !== 'seated') return { state: 'together' }
    const { therapist } = standing
    const isLost = lostSince !== null || therapist.state !== 'here'
    if (cutOff === 'wait') return { state: isLost ? 'trying' : 'together' }
    const planAfter = (since: number) => (now - since >= PLAN_AFTER ? { what: cutOff, phone: plan.phone } : null)
    if (lostSince !== null) return { state: 'selfLost', plan: planAfter(lostSince) }
    if (therapist.state === 'away' || therapist.state === 'left') return { state: 'therapistLost', plan: planAfter(therapist.since) }
    return therapist.state === 'none' ? { state: 'therapistLost', plan: null } : { state: 'together' }
  })()
  const pause = useValue(visit.pause.state)
  const finding = useValue(call.correspondence.finding)
  const connection = attendance.state === 'trying' ? 'good' : linkSentence(link.state, flowing, reachable)
  // After "I can't talk freely" nothing new is written on this page.
  const isUnconfirmed = connection === 'good' && finding === 'unconfirmed' && attendance.state === 'together' && signal.words === 'shown'
  const { link: sentence, ...giving } = useGivingWay(call, media, isUnconfirmed ? 'therapistUnconfirmed' : connection, pair.therapist)
  const sound = useSound(parts, call)
  const { hearing } = useReach({ call, devices, other: pair.therapist, onRestoreSound: sound.onRestoreSound })
  const remote = remoteView(call.link.remote, remoteState(link.state, pair.therapist), hearing)
  const sharing = useShare(parts, call, pair.therapist)
  const therapist = meeting.therapistName
  if (pause !== 'unknown' && pause.on) {
    const room = { remote, attendance, link: sentence, devices, therapist }
    return <ClientPausePage visit={visit} meeting={meeting} parts={parts} word={pause} room={room} now={now} />
  }
  const asked = pair.newcomer
  const say = (of: FactId, word: 'mine' | 'notMine'): void => void call.correspondence.say({ k: 'newcomer', of, word })
  const linkOpened =
    asked === null || asked.word !== null
      ? null
      : { onMe: () => say(asked.question, 'mine'), onNotMe: () => say(asked.question, 'notMine') }
  return (
    <ClientRoom
      remote={remote}
      own={own}
      devices={devices}
      link={sentence}
      {...giving}
      {...sound}
      {...sharing}
      spokenCode={meeting.spokenCode}
      preferences={preferences}
      ownTime={ownTime}
      therapist={therapist}
      attendance={attendance}
      signal={{ ...signal, therapist: attendance.state === 'together' ? 'there' : 'away' }}
      setUp={setUp}
      offer={offer}
      {...ofToday}
      {...ofRecord}
      {...ofCard}
      chat={chat}
      linkOpened={linkOpened}
      {...together}
      onPast={() => setPastOpen(true)}
      onPause={() => visit.pause.now()}
      onLeave={() => void visit.leave()}
    >
      {questions}
      {pastOpen && after && <OwnPastDialog own={after.past} parts={parts} onBack={() => setPastOpen(false)} />}
    </ClientRoom>
  )
}
