import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import aside from '../stage/Aside.module.css'
import type { RecordAtStart } from './view.ts'

/** One line as the session begins: the client is asked once; the therapist comes back to what did not sit right. */
export function RecordStart({ view, name, onOpen }: { view: RecordAtStart; name: string; onOpen(): void }) {
  return view.line === 'consent' ? (
    <section className={aside['aside']} data-notice="consent">
      <h2 className={aside['title']}>{m.kept_ask()}</h2>
      <p>{m.kept_ask_lead()}</p>
      <div className={aside['acts']}>
        <Button size="small" onPress={view.onNothing} testid="keep-nothing">
          {m.kept_nothing()}
        </Button>
        <Button size="small" onPress={onOpen} testid="choose-kept">
          {m.kept_choose()}
        </Button>
      </div>
    </section>
  ) : (
    <section className={aside['aside']} data-notice="repair">
      <h2 className={aside['title']}>{m.repair_title()}</h2>
      <p>{m.repair_lead({ name })}</p>
      <div className={aside['acts']}>
        <Button size="small" onPress={view.onLookedAt} testid="looked-at">
          {m.repair_looked_at()}
        </Button>
        <Button size="small" onPress={view.onPutAway}>
          {m.repair_later()}
        </Button>
      </div>
    </section>
  )
}
