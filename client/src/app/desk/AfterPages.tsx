import { useMemo } from 'react'
import { SECOND } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import { Over } from '../../screens/closing/Over.tsx'
import { Unreadable } from '../../screens/closing/Unreadable.tsx'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { Desk } from '../../session/therapist/desk.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'
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
  place: RoomId | null
  parts: PageParts
  onReflections: (room: RoomId) => void
}

/** After *End*: for two minutes it can be undone. */
export function OverPage({ desk, open, place, parts, onReflections }: OverPageProps) {
  const over = useValue(desk.reopening.over)
  const session = useValue(desk.views).get(place ?? ('' as RoomId))?.session
  const now = useNow(parts.clock, useMemo(() => () => desk.time.now(), [desk]), SECOND)
  const reopening = session?.phase === 'finished' ? session.reopening : undefined
  const uncommitted = useValue(desk.uncommitted)
  const opened = useValue(open.records.opened)
  const client = opened?.rooms.find(({ content }) => content.room === place)?.content.label ?? null
  return (
    <Over
      side={{ seat: 'therapist', client }}
      saved={uncommitted !== null && uncommitted === session?.session ? 'notYet' : 'saved'}
      unconfirmed="none"
      resume={resumeView(reopening, over, now, () => void desk.reopen())}
      onReflections={place === null ? undefined : () => onReflections(place)}
      onDone={() => void desk.leave()}
    />
  )
}
