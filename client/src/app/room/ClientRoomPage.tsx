import { useMemo } from 'react'
import { MINUTE, SECOND } from '@fermata/shared/clock'
import type { LobbyCard } from '@fermata/shared/protocol'
import type { CheckInCode } from '@fermata/shared/check-in'
import { readJson } from '../../lib/keep.ts'
import { replyWords } from '../../screens/room/signals/reply-words.ts'
import { ClientRoom, type ClientRoomProps } from '../../screens/room/ClientRoom.tsx'
import type { Meeting } from '../../session/client/meeting.ts'
import type { Visit } from '../../session/client/visit.ts'
import { useValue } from '../../ui/use-value.ts'
import { ClientPausePage } from './ClientPausePage.tsx'
import type { PageParts } from '../parts.ts'
import { useOwnView, usePreferences } from './room-preferences.ts'
import { linkSentence, remoteState } from './room-view.ts'
import { useDevices } from '../use-devices.ts'
import { useNow } from '../use-now.ts'

/** Cut off for so long, both screens show what they agreed to do then. */
export const PLAN_AFTER = 2 * MINUTE

/** The room as the client sees it. */
export function ClientRoomPage({ visit, meeting, parts }: { visit: Visit; meeting: Meeting; parts: PageParts }) {
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
  const { signals } = meeting
  const latest = useValue(signals.latest)

  const attendance = ((): ClientRoomProps['attendance'] => {
    if (flowing || standing?.standing !== 'seated') return { state: 'together' }
    const phone = readJson<LobbyCard>(tab, 'card')?.phone ?? ''
    const planAfter = (since: number) => (now - since >= PLAN_AFTER ? { phone } : null)
    const { therapist } = standing
    if (!reachable) return { state: 'selfLost', plan: null }
    if (therapist.state === 'away' || therapist.state === 'left') return { state: 'therapistLost', plan: planAfter(therapist.since) }
    return therapist.state === 'none' ? { state: 'therapistLost', plan: null } : { state: 'together' }
  })()
  const shapeOnly = latest.state !== 'rest' && latest.code === 'not_private'
  // Pause now takes effect here first; its cue is the pause itself.
  const send = (code: CheckInCode): void => (code === 'pause' ? visit.pause.now() : signals.send(code))
  const pause = useValue(visit.pause.state)
  const remote = { stream: call.link.remote, state: remoteState(link.state, pair.therapist) }
  const sentence = linkSentence(link.state, reachable)
  const therapist = meeting.therapistName
  if (pause !== 'unknown' && pause.on) {
    const room = { remote, attendance, link: sentence, devices, therapist }
    return <ClientPausePage visit={visit} meeting={meeting} parts={parts} word={pause} room={room} now={now} />
  }
  return (
    <ClientRoom
      remote={remote}
      own={own}
      devices={devices}
      link={sentence}
      spokenCode={meeting.spokenCode}
      preferences={preferences}
      therapist={therapist}
      attendance={attendance}
      signal={{
        state: latest.state,
        words: shapeOnly ? 'shapeOnly' : 'shown',
        therapist: attendance.state === 'together' ? 'there' : 'away',
        reply: latest.state === 'rest' || latest.reply === null ? null : replyWords(latest.reply),
        onUndo: latest.state !== 'rest' && latest.undo === 'offered' ? () => signals.undo() : null,
        labels: [],
        spoken: 'spoken',
        onSend: send,
        onSendAgain: () => latest.state !== 'rest' && send(latest.code),
      }}
      linkOpened={null}
      onPause={() => visit.pause.now()}
      onLeave={() => void visit.leave()}
    />
  )
}
