import { useMemo } from 'react'
import { SECOND } from '@fermata/shared/clock'
import type { RoomId, SessionId } from '@fermata/shared/ids'
import type { OwnSides } from '../../reflection/therapist/own-sides.ts'
import { Over } from '../../screens/closing/Over.tsx'
import { Unreadable } from '../../screens/closing/Unreadable.tsx'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { Desk } from '../../session/therapist/desk.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'
import { useStepBefore } from '../room/around/use-step-before.ts'
import { resumeView } from '../resume-view.ts'
import { useNow } from '../use-now.ts'

/** A session that this vault cannot read. */
export function UnreadablePage({ desk, open, place }: { desk: Desk; open: OpenAccount; place: RoomId }) {
  const opened = useValue(open.records.opened)
  const client = opened?.rooms.find(({ content }) => content.room === place)?.content.label ?? ''
  return (
    <Unreadable
      client={client}
      problem={useValue(desk.problem)}
      onEnd={() => void desk.finishUnread()}
      onBack={() => void desk.leave()}
    />
  )
}

interface OverPageProps {
  desk: Desk
  open: OpenAccount
  sides: OwnSides
  place: RoomId | null
  parts: PageParts
  onReflections: (room: RoomId) => void
  onOwnSide: (room: RoomId, session: SessionId, at: number) => void
}

/** After *End*: for two minutes it can be undone; looking back from one's own side; the desk. */
export function OverPage({ desk, open, sides, place, parts, onReflections, onOwnSide }: OverPageProps) {
  const over = useValue(desk.reopening.over)
  const session = useValue(desk.views).get(place ?? ('' as RoomId))?.session
  const now = useNow(parts.clock, useMemo(() => () => desk.time.now(), [desk]), SECOND)
  const reopening = session?.phase === 'finished' ? session.reopening : undefined
  const uncommitted = useValue(desk.uncommitted)
  const opened = useValue(open.records.opened)
  useValue(sides.waiting)
  const record = opened?.rooms.find(({ content }) => content.room === place)?.content
  const resume = resumeView(reopening, over, now, () => void desk.reopen())
  // Whoever waits to go on does not begin to write: the room would open over it. Nor is there a session nobody was let into.
  const met = record?.sessions?.find((one) => one.session === session?.session)
  const offered = place !== null && met !== undefined && resume?.state !== 'pressed' ? { room: place, met } : null
  return (
    <Over
      side={{ seat: 'therapist', client: record?.label ?? null }}
      saved={uncommitted !== null && uncommitted === session?.session ? 'notYet' : 'saved'}
      unconfirmed="none"
      step={useStepBefore(desk, place)}
      resume={resume}
      ownSide={offered === null ? undefined : {
        state: sides.state(offered.room, offered.met.session).side === null ? 'open' : 'written',
        onOpen: () => onOwnSide(offered.room, offered.met.session, offered.met.metAt),
      }}
      onReflections={place === null ? undefined : () => onReflections(place)}
      onDone={() => void desk.leave()}
    />
  )
}
