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

/** What leaving quietly does, and what it cannot do. Nobody has to read it before it works. */
export function Explained({ quiet, scene, onClose }: ExplainedProps) {
  const choose = (wish: 'on' | 'off') => () => {
    quiet.onChoose(wish)
    onClose()
  }
  const close = (
    <Button size="small" onPress={onClose}>
      {m.common_close()}
    </Button>
  )
  return (
    <Dialog title={m.quiet_title()} onClose={onClose} scene={scene} testid="quiet-leave" aside={close}>
      <p>{m.quiet_does()}</p>
      <ul className={css['points']}>
        <li>{m.quiet_therapist()}</li>
        <li>{m.quiet_back()}</li>
        <li>{m.quiet_history()}</li>
        <li>{m.quiet_watched()}</li>
      </ul>
      <div className={css['acts']}>
        {quiet.state === 'on' ? (
          <Button onPress={choose('off')}>{m.quiet_off()}</Button>
        ) : (
          <>
            <Button look="main" onPress={choose('on')}>
              {m.quiet_on()}
            </Button>
            <Button onPress={onClose}>{m.quiet_not_now()}</Button>
          </>
        )}
      </div>
      <div className="small dim">
        <p>{m.quiet_where()}</p>
        <p className="wide-only">{m.quiet_keys()}</p>
      </div>
    </Dialog>
  )
}
