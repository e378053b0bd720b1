import type { Refusal } from '@fermata/shared/result'
import { m } from '../../../i18n/messages.ts'
import { therapistSentenceFor } from '../../../i18n/refusal.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import css from './Aside.module.css'

export interface ProblemView {
  refusal: Refusal
  onPutAside(): void
}

/** Why the therapist's last tap came to nothing, until it is put away. */
export function Problem({ refusal, onPutAside }: ProblemView) {
  return (
    <section className={css['aside']} aria-live="polite" data-notice="problem">
      <p>{therapistSentenceFor(refusal)}</p>
      <div className={css['acts']}>
        <Button size="small" onPress={onPutAside}>
          {m.problem_put_aside()}
        </Button>
      </div>
    </section>
  )
}
