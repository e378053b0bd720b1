import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/controls/Dialog.tsx'
import css from './OtherRoom.module.css'

export interface OtherRoomProps {
  /** What the client of the other room is called. */
  client: string
  scene?: 'room' | undefined
  onLeave(): void
  onEnd(): void
  onStay(): void
}

/** A second room is opened while a session goes on in another: what becomes of that one? */
export function OtherRoom({ client, scene, onLeave, onEnd, onStay }: OtherRoomProps) {
  return (
    <Dialog title={m.other_room_title({ name: client })} size="narrow" scene={scene} testid="other-room" onClose={onStay}>
      <p className="dim">{m.other_room_lead({ name: client })}</p>
      <div className={css['acts']}>
        <Button onPress={onLeave}>{m.other_room_leave()}</Button>
        <Button look="end" onPress={onEnd}>
          {m.other_room_end()}
        </Button>
        <Button onPress={onStay} look="bare" autoFocus>
          {m.other_room_stay()}
        </Button>
      </div>
    </Dialog>
  )
}
