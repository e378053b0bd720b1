import { OtherRoom } from '../../screens/home/OtherRoom.tsx'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { Desk } from '../../session/therapist/desk.ts'
import { useValue } from '../../ui/use-value.ts'

/** Asked while a tap on a second room waits for the answer. */
export function OtherRoomPage({ desk, account, scene }: { desk: Desk; account: OpenAccount; scene?: 'room' }) {
  const elsewhere = useValue(desk.elsewhere)
  const opened = useValue(account.records.opened)
  if (elsewhere === null) return null
  const client = opened?.rooms.find(({ content }) => content.room === elsewhere.room)?.content.label ?? ''
  return (
    <OtherRoom
      client={client}
      scene={scene}
      onLeave={() => void desk.partFrom(elsewhere, 'leave')}
      onEnd={() => void desk.partFrom(elsewhere, 'finish')}
      onStay={() => desk.stay()}
    />
  )
}
