import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import aside from '../stage/Aside.module.css'
import type { HeardView } from './view.ts'
import { OBSERVERS } from './words.ts'

/** The therapist has stated that somebody hears along. */
export const Heard = ({ view, name }: { view: HeardView; name: string }) => (
  <section className={aside['aside']} data-notice="heard">
    <h2 className={aside['title']}>{OBSERVERS[view.who]({ name })}</h2>
    <p>{m.card_heard_lead()}</p>
    <div className={aside['acts']}>
      <Button size="small" onPress={view.onPutAway} testid="heard-away">
        {m.common_close()}
      </Button>
    </div>
  </section>
)
