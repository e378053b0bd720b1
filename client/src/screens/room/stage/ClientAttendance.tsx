import type { Plan, WhatToDo } from '@fermata/shared/agreed'
import { phone } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { Notice } from './Notice.tsx'

/** Who is there, as the client sees it. The plan appears two minutes after the other side was lost. */
export type ClientAttendance =
  | { state: 'together' }
  | { state: 'therapistLost'; plan: ClientPlan | null }
  | { state: 'selfLost'; plan: ClientPlan | null }
  /** Either of the two is lost, and somebody may read along: nothing stands here but that it is tried again. */
  | { state: 'trying' }

/** `phone` as the client gave it; '' when they gave none. */
export interface ClientPlan extends Pick<Plan, 'phone'> {
  what: Exclude<WhatToDo, 'wait'>
}

/** Who calls whom, once the plan is shown. */
export const planWords = ({ phone: number, what }: ClientPlan): string => {
  if (what === 'clientCalls') return m.room_plan_client_calls()
  return what === 'therapistCalls' ? m.room_plan_client({ number: phone(number) }) : m.room_plan_client_none()
}

/** What stands in the place of the picture while one of the two is cut off; nothing while both are there. */
export function clientNotice(attendance: ClientAttendance): React.ReactNode {
  if (attendance.state === 'together') return null
  if (attendance.state === 'trying') return <Notice notice="trying" title={m.room_self_lost()} />
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
