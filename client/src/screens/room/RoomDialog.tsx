import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/controls/Dialog.tsx'

export interface RoomDialogProps {
  title: string
  testid: string
  size?: 'usual' | 'wide'
  children: React.ReactNode
  onClose(): void
}

/** A dialog over the room, in its colours, with Close beside the title. */
export function RoomDialog({ title, testid, size = 'usual', children, onClose }: RoomDialogProps) {
  const close = (
    <Button size="small" onPress={onClose}>
      {m.common_close()}
    </Button>
  )
  return (
    <Dialog title={title} size={size} scene="room" testid={testid} onClose={onClose} aside={close}>
      {children}
    </Dialog>
  )
}
