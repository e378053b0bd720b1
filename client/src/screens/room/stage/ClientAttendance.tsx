import { m } from '../../../i18n/messages.ts'
import { Notice } from './Notice.tsx'

/** Who is there, as the client sees it. The plan appears two minutes after the other side was lost. */
export type ClientAttendance =
  | { state: 'together' }
  /** `phone` as the client gave it in the lobby; '' when they gave none. */
  | { state: 'therapistLost'; plan: { phone: string } | null }
  | { state: 'selfLost'; plan: { phone: string } | null }

/** Who rings whom, once the plan is shown. */
export const planOf = (plan: { phone: string }) =>
  plan.phone ? m.room_plan_client({ number: plan.phone.replaceAll(' ', '\u00a0') }) : m.room_plan_client_none()

/** What stands in the place of the picture while one of the two is cut off; nothing while both are there. */
export function clientNotice(attendance: ClientAttendance): React.ReactNode {
  if (attendance.state === 'together') return null
  const mine = attendance.state === 'selfLost'
  return (
    <Notice
      notice={attendance.state}
      title={mine ? m.room_self_lost() : m.room_therapist_lost()}
      lead={mine ? m.room_self_lost_lead() : m.room_therapist_lost_lead()}
    >
      {attendance.plan && <p data-plan>{planOf(attendance.plan)}</p>}
    </Notice>
  )
}
