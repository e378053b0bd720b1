import type { Gone } from '@fermata/shared/agreed'
import { m } from '../../../i18n/messages.ts'
import { Facts } from './Notice.tsx'
import { placeWords, PlanFacts } from './PlanFacts.tsx'
import type { WhenGone } from './view.ts'

const NOW: Record<Gone, (of: { name: string }) => string> = {
  leftQuietly: m.room_wait_left,
  lineDropped: m.room_wait_dropped,
  longPause: m.room_wait_paused,
}

/** What to do while the client is gone. Waiting proposes nothing else; only a plan that counts now says who calls whom. */
export function WhileGone({ gone, what, plan, name }: WhenGone & { name: string }) {
  if (what !== 'wait') return <PlanFacts what={what} plan={plan} name={name} />
  const contact = gone === 'leftQuietly' ? m.room_wait_contact_left({ name }) : m.room_wait_contact()
  return (
    <div data-plan="wait">
      <p className="lead">{m.room_wait_plan({ name })}</p>
      <Facts
        facts={[
          { what: m.room_wait_now(), how: NOW[gone]({ name }) },
          { what: m.room_wait_contact_title(), how: contact },
          { what: m.room_wait_danger(), how: `${m.room_wait_danger_lead()} ${m.room_wait_place({ place: placeWords(plan) })}` },
        ]}
      />
    </div>
  )
}
