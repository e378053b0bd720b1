import { use } from 'react'
import { m } from '../../../i18n/messages.ts'
import { Icon } from '../../../ui/icons/icons.tsx'
import { QuietLeaveContext } from '../../../ui/page/quiet-leave.ts'
import css from './Band.module.css'

/** *Leave quietly* in one press from the room, for a client who turned it on. Its place is kept by nothing else. */
export function QuietLeaveHere() {
  const quiet = use(QuietLeaveContext)
  return (
    quiet?.state === 'on' && (
      <button type="button" className={css['quiet']} onClick={quiet.onGo} data-testid="quiet-leave-here">
        <Icon name="blank" size={22} />
        <span>{m.quiet_leave()}</span>
      </button>
    )
  )
}
