import { m } from '../../i18n/messages.ts'
import { RoomDialog } from '../room/RoomDialog.tsx'
import { OverTimeBody, type OverTimeProps } from './OverTime.tsx'

/** How it has been, laid over the room. */
export function OverTimeDialog({ onBack, ...body }: OverTimeProps) {
  return (
    <RoomDialog title={m.over_time_own_title()} size="wide" testid="own-past" onClose={onBack}>
      <OverTimeBody {...body} />
    </RoomDialog>
  )
}
