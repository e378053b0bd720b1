import { m } from '../../../i18n/messages.ts'
import { QuietLeaveButton } from '../../quiet-leave/QuietLeave.tsx'
import { Confirm } from './Confirm.tsx'

/** The client's one confirming tap; the quiet way out stands apart from it. */
export function LeaveConfirm({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  return (
    <Confirm
      title={m.leave_title()}
      lead={m.leave_lead()}
      go={m.leave_go()}
      stay={m.leave_stay()}
      look="main"
      apart={<QuietLeaveButton />}
      onGo={onLeave}
      onStay={onStay}
    />
  )
}
