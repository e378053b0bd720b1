import { m } from '../../../i18n/messages.ts'
import { therapistSentenceFor, type Told } from '../../../i18n/refusal.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import css from './Aside.module.css'

export interface ProblemView {
  problem: Told
  onPutAside(): void
}

/** Why the therapist's last tap came to nothing, until it is put away. */
export function Problem({ problem, onPutAside }: ProblemView) {
  return (
    <section className={css['aside']} aria-live="polite" data-notice="problem">
      <p>{therapistSentenceFor(problem)}</p>
      <div className={css['acts']}>
        <Button size="small" onPress={onPutAside}>
          {m.problem_put_aside()}
        </Button>
      </div>
    </section>
  )
}
