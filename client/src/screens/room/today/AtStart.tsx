import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import aside from '../stage/Aside.module.css'
import type { AtStartView } from './view.ts'
import { ALL_WENT, WENT } from './words.ts'

/** The step of last time, once, as the session begins. The client may say how it went, or let it be. */
export function AtStart({ view, name }: { view: AtStartView; name: string }) {
  const { step, onPutAway } = view
  const { words, went } = step.carried
  const isMine = step.seat === 'client'
  return (
    <section className={aside['aside']} data-notice="step" data-went={went ?? 'open'}>
      <h2 className={aside['title']}>{isMine ? m.today_from_last_mine() : m.today_from_last_theirs({ name })}</h2>
      <p dir="auto" translate="no">{m.today_quoted({ words })}</p>
      {!isMine && went && <p role="status">{m.today_went_theirs({ name, how: WENT[went]() })}</p>}
      <div className={aside['acts']}>
        {isMine &&
          ALL_WENT.map((how) => (
            <Button key={how} size="small" onPress={() => step.onSay(how)} testid={`went-${how}`}>
              {WENT[how]()}
            </Button>
          ))}
        <Button size="small" onPress={onPutAway} testid="step-away">
          {isMine ? m.today_not_now() : m.offered_away()}
        </Button>
      </div>
    </section>
  )
}
