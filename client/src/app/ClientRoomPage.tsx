import { useMemo } from 'react'
import { MINUTE, SECOND } from '@fermata/shared/clock'
import type { LobbyCard } from '@fermata/shared/protocol'
import type { CheckInCode } from '@fermata/shared/check-in'
import { readJson } from '../lib/keep.ts'
import { ClientRoom, type ClientRoomProps } from '../screens/room/ClientRoom.tsx'
import type { Meeting } from '../session/client/meeting.ts'
import type { Visit } from '../session/client/visit.ts'
import { useValue } from '../ui/use-value.ts'
import type { PageParts } from './parts.ts'
import { useOwnView, usePreferences } from './room-preferences.ts'
import { linkSentence, remoteState } from './room-view.ts'
import { useDevices } from './use-devices.ts'
import { useNow } from './use-now.ts'

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
  const send = (code: CheckInCode): void => signals.send(code)
  return (
    <ClientRoom
      remote={{ stream: call.link.remote, state: remoteState(link.state, pair.therapist) }}
      own={own}
      devices={devices}
      link={linkSentence(link.state, reachable)}
      spokenCode={meeting.spokenCode}
      preferences={preferences}
      therapist={meeting.therapistName}
      attendance={attendance}
      signal={{
        state: latest.state,
        words: shapeOnly ? 'shapeOnly' : 'shown',
        therapist: attendance.state === 'together' ? 'there' : 'away',
        reply: null,
        onUndo: latest.state !== 'rest' && latest.undo === 'offered' ? () => signals.undo() : null,
        labels: [],
        spoken: 'spoken',
        onSend: send,
        onSendAgain: () => latest.state !== 'rest' && send(latest.code),
      }}
      linkOpened={null}
      onLeave={() => void visit.leave()}
    />
  )
}
