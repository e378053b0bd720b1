import type { Plan } from '@fermata/shared/agreed'
import { phone } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { Facts } from './Notice.tsx'

const placeWords = ({ place, lastPlace }: Plan): string =>
  place || (lastPlace ? m.room_plan_last_place({ place: lastPlace }) : m.room_plan_no_place())

/** What the two agreed to do when they are cut off: number, who rings, place, and a phrase if there is one. */
export const PlanFacts = ({ plan, name }: { plan: Plan; name: string }) => (
  <div data-plan>
    <h3 className="strong">{m.room_plan_title()}</h3>
    <Facts
      facts={[
        { what: m.room_plan_number(), how: plan.phone ? phone(plan.phone) : m.room_plan_no_number() },
        { what: m.room_plan_calls(), how: plan.calls === 'client' ? m.room_plan_they_call({ name }) : m.room_plan_you_call({ name }) },
        { what: m.room_plan_place(), how: placeWords(plan) },
        ...(plan.phrase ? [{ what: m.room_plan_phrase(), how: `“${plan.phrase}”` }] : []),
      ]}
    />
  </div>
)
