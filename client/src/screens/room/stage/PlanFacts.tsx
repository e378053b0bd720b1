import type { Plan, WhatToDo } from '@fermata/shared/agreed'
import { phone } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { Facts } from './Notice.tsx'

/** Where they are today, or were last time. */
export const placeWords = ({ place, lastPlace }: Plan): string =>
  place ? verbatim(place) : (lastPlace ? m.room_plan_last_place({ place: lastPlace }) : m.room_plan_no_place())

/** Who calls whom, where the client chose it for a cut-off. */
const CALLS = { therapistCalls: m.room_plan_you_call, clientCalls: m.room_plan_they_call }

/** What the two agreed on for a cut-off: number, place, and a phrase if there is one. Who calls, only where that counts now. */
export function PlanFacts({ plan, what, name }: { plan: Plan; what: WhatToDo; name: string }) {
  const calls = what === 'therapistCalls' || what === 'clientCalls' ? CALLS[what]({ name }) : null
  return (
    <div data-plan={what}>
      <h3 className="strong">{m.room_plan_title()}</h3>
      <Facts
        facts={[
          { what: m.room_plan_number(), how: plan.phone ? verbatim(phone(plan.phone)) : m.room_plan_no_number() },
          ...(calls ? [{ what: m.room_plan_calls(), how: calls }] : []),
          { what: m.room_plan_place(), how: placeWords(plan) },
          ...(plan.phrase ? [{ what: m.room_plan_phrase(), how: `“${verbatim(plan.phrase)}”` }] : []),
        ]}
      />
      {what === 'wait' && <p className="small">{m.room_plan_waits({ name })}</p>}
    </div>
  )
}
