import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { MoreLine } from '../band/MoreDialog.tsx'
import aside from '../stage/Aside.module.css'
import type { HeardView } from './view.ts'
import { OBSERVERS } from './words.ts'

/** Where it is found: a line of More. `name`: of the client, on the therapist's page. */
export const CardLine = ({ name, onOpen }: { name?: string; onOpen(): void }) => (
  <MoreLine
    title={name === undefined ? m.card_title() : m.card_title_of({ name })}
    lead={name === undefined ? m.card_more_lead() : m.card_more_lead_theirs()}
    word={m.today_open()}
    onOpen={onOpen}
    testid="more-card"
  />
)

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
