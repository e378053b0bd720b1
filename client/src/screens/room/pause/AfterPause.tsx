import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import css from './AfterPause.module.css'

export interface AfterPauseProps {
  onPutAway(): void
}

/** For the therapist, after a pause: four steps on paper beside the face, until they are put away. */
export function AfterPause({ onPutAway }: AfterPauseProps) {
  const steps = [m.after_name(), m.after_thank(), m.after_ask(), m.after_choose()]
  return (
    <section className={css['card']} data-scene="note" data-notice="afterPause" aria-labelledby="after-pause">
      <div className={css['head']}>
        <h2 id="after-pause" className={css['title']}>
          {m.after_title()}
        </h2>
        <Button look="bare" size="small" onPress={onPutAway} testid="after-pause-away">
          {m.after_put_away()}
        </Button>
      </div>
      <ol className={css['steps']}>
        {steps.map((step, index) => (
          <li key={step}>
            <span className={`num ${css['number']}`} aria-hidden="true">
              {index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
    </section>
  )
}
