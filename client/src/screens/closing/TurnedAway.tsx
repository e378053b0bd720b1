import { m } from '../../i18n/messages.ts'
import { Page } from '../../ui/page/Page.tsx'

/** `notToday`: the session is called off. `thisDevice`: the therapist did not let this device in. */
export function TurnedAway({ why }: { why: 'notToday' | 'thisDevice' }) {
  const today = why === 'notToday'
  return (
    <Page screen="turned-away" state={why}>
      <h1 className="h1">{today ? m.turned_not_today_title() : m.turned_away_title()}</h1>
      <p className="lead">{today ? m.turned_not_today_lead() : m.turned_away_lead()}</p>
    </Page>
  )
}
