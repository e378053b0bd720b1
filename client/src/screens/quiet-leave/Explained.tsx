import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/controls/Dialog.tsx'
import type { QuietLeaveView } from '../../ui/page/quiet-leave.ts'
import css from './QuietLeave.module.css'

export interface ExplainedProps {
  quiet: NonNullable<QuietLeaveView>
  scene?: 'room' | undefined
  onClose(): void
}

/** What leaving quietly does, and what it cannot do: read before it works for the first time. */
export function Explained({ quiet, scene, onClose }: ExplainedProps) {
  const choose = (wish: 'on' | 'off') => () => {
    quiet.onChoose(wish)
    onClose()
  }
  return (
    <Dialog title={m.quiet_title()} onClose={onClose} scene={scene} testid="quiet-leave">
      <p>{m.quiet_does()}</p>
      <ul className={css['points']}>
        <li>{m.quiet_therapist()}</li>
        <li>{m.quiet_back()}</li>
        <li>{m.quiet_history()}</li>
        <li>{m.quiet_watched()}</li>
      </ul>
      <p className="small dim wide-only">{m.quiet_keys()}</p>
      <div className={css['acts']}>
        <Button look="main" onPress={choose('on')} autoFocus>
          {quiet.state === 'ready' ? m.quiet_keep() : m.quiet_use()}
        </Button>
        <Button onPress={choose('off')}>{m.quiet_off()}</Button>
      </div>
    </Dialog>
  )
}
