import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import aside from '../stage/Aside.module.css'
import type { OfferedView } from './view.ts'

const told = ({ offer, answer }: OfferedView, name: string): string => {
  if (offer === 'pause') return answer === 'no' ? m.offered_pause_no({ name }) : m.offered_pause()
  // Looking back, keeping it and not doing it look the same from here.
  if (offer === 'lookBack') return m.offered_look_back({ name })
  if (answer === 'none') return m.offered_signals()
  return answer === 'yes' ? m.offered_signals_yes({ name }) : m.offered_signals_no({ name })
}

/** The therapist's side: what they offered, and what the client said. */
export function Offered({ view, name }: { view: OfferedView; name: string }) {
  return (
    <section className={aside['aside']} aria-live="polite" data-notice="offered" data-offer={view.offer} data-answer={view.answer}>
      <p>{told(view, name)}</p>
      <div className={aside['acts']}>
        <Button size="small" onPress={view.onPutAway}>
          {m.offered_away()}
        </Button>
      </div>
    </section>
  )
}
