import type { Plan } from '@fermata/shared/agreed'
import { phone } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { Notice } from './Notice.tsx'

/** Who is there, as the client sees it. The plan appears two minutes after the other side was lost. */
export type ClientAttendance =
  | { state: 'together' }
  | { state: 'therapistLost'; plan: ClientPlan | null }
  | { state: 'selfLost'; plan: ClientPlan | null }

/** `phone` as the client gave it; '' when they gave none. */
export type ClientPlan = Pick<Plan, 'phone' | 'calls'>

/** Who rings whom, once the plan is shown. */
export const planWords = ({ phone: number, calls }: ClientPlan): string => {
  if (calls === 'client') return m.room_plan_client_rings()
  return number ? m.room_plan_client({ number: phone(number) }) : m.room_plan_client_none()
}

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
      {attendance.plan && <p data-plan>{planWords(attendance.plan)}</p>}
    </Notice>
  )
}
