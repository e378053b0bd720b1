import type { Item, Prompt } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { nextInWords } from '../../over-time/next-words.ts'
import aside from '../stage/Aside.module.css'

export interface ForTodayView {
  prompt: Prompt<Item>
  onPutAway(): void
}

/** What the therapist kept last time for the start of this one; read before anybody is let in. */
export function ForToday({ view }: { view: ForTodayView }) {
  return (
    <section className={aside['aside']} data-notice="forToday">
      <h2 className={aside['title']}>{m.next_title()}</h2>
      <p>{nextInWords(view.prompt)}</p>
      <div className={aside['acts']}>
        <Button size="small" onPress={view.onPutAway} testid="next-away">{m.next_away()}</Button>
      </div>
    </section>
  )
}
