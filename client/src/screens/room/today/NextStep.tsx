import { useState } from 'react'
import { STEP_LETTERS } from '@fermata/shared/protocol'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import type { StepView } from './view.ts'
import { ALL_WENT, WENT } from './words.ts'
import css from './Today.module.css'

type Mine = Extract<StepView, { seat: 'client' }>

/** The step of last time: what was said of it, or the three ways to say it. */
function Carried({ step, name }: { step: StepView; name: string }) {
  if (step.carried === null) return null
  const { words, went } = step.carried
  return (
    <div data-carried={went ?? 'open'}>
      <p className="small dim">{step.seat === 'client' ? m.today_from_last_mine() : m.today_from_last_theirs({ name })}</p>
      <p className={css['words']} dir="auto" translate="no">{m.today_quoted({ words })}</p>
      {went && <p className="small">{step.seat === 'client' ? m.today_went_mine({ how: WENT[went]() }) : m.today_went_theirs({ name, how: WENT[went]() })}</p>}
      {step.seat === 'client' && went === null && (
        <div className={css['went']}>
          {ALL_WENT.map((how) => (
            <Button key={how} size="small" onPress={() => step.onSay(how)}>{WENT[how]()}</Button>
          ))}
        </div>
      )}
    </div>
  )
}

function InMyWords({ step }: { step: Mine }) {
  const [words, setWords] = useState(step.words)
  const [agreed, setAgreed] = useState<'no' | 'yes'>('no')
  const agree = (event: React.FormEvent) => {
    event.preventDefault()
    step.onAgree(words)
    setAgreed('yes')
  }
  return (
    <form className={css['step']} onSubmit={agree}>
      <Field
        label={m.today_step_mine()} hint={m.today_step_hint()} value={words} limit={STEP_LETTERS} lines={2} testid="step"
        onChange={(next) => {
          setAgreed('no')
          setWords(next)
        }}
      />
      <div className={css['went']}>
        <Button submit testid="agree-step">{m.today_step_keep()}</Button>
        <span className="small dim" role="status">{agreed === 'yes' && m.today_step_shared()}</span>
      </div>
    </form>
  )
}

/** One agreed next step. The client words it; the therapist reads it. */
export function NextStep({ step, name }: { step: StepView; name: string }) {
  return (
    <section className={css['part']} aria-label={m.today_step()}>
      <h3>{m.today_step()}</h3>
      <Carried step={step} name={name} />
      {step.seat === 'client' ? (
        <InMyWords step={step} />
      ) : (
        <div data-testid="their-step" role="status">
          {step.words === '' ? <p className="small dim">{m.today_step_none({ name })}</p> : <p className={css['words']} dir="auto" translate="no">{m.today_quoted({ words: step.words })}</p>}
          <p className="small dim">{m.today_step_theirs({ name })}</p>
        </div>
      )}
    </section>
  )
}
