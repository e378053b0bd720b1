import { useState } from 'react'
import type { FilledIn, Given, Instrument } from '@fermata/shared/questionnaire'
import { m } from '../../../i18n/messages.ts'
import { arrive } from '../../../ui/arrive.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Asked } from './Asked.tsx'
import css from './Others.module.css'

export interface OtherFormProps {
  instrument: Instrument
  /** Which of how many, ours among them. */
  step: number
  count: number
  /** What was given before, to be changed. */
  before: FilledIn | null
  onNext(filled: FilledIn): void
  /** To the questions before these; `null` for the first. */
  onBack: (() => void) | null
}

/** An operator's questionnaire, asked. What is answered is in this page's memory and nowhere else. */
export function OtherForm({ instrument, step, count, before, onNext, onBack }: OtherFormProps) {
  const questions = instrument.entry.entry === 'questions' ? instrument.entry.questions : []
  const [given, setGiven] = useState<readonly Given[]>(before?.answers.length === questions.length ? before.answers : questions.map(() => null))
  const trimmed = given.map((one) => (typeof one === 'string' ? one.trim() || null : one))
  return (
    <form ref={arrive} className={css['form']} data-questionnaire={instrument.questionnaire} onSubmit={(event) => event.preventDefault()}>
      <div className={css['head']}>
        <p className="small dim">{m.questions_of({ step, count })}</p>
        <h1 className="h1" dir="auto" tabIndex={-1}>{instrument.title}</h1>
        <p className="dim" dir="auto">{instrument.notice === '' ? m.questions_intro() : instrument.notice}</p>
        <p className="small faint">{m.reflection_memory()}</p>
      </div>
      {questions.map((question, n) => (
        <Asked
          key={question.id}
          instrument={instrument}
          question={question}
          given={given[n] ?? null}
          onGive={(one) => setGiven((all) => all.map((each, at) => (at === n ? one : each)))}
        />
      ))}
      {instrument.copyright !== '' && <p className="small faint" dir="auto">{instrument.copyright}</p>}
      <div className={css['acts']}>
        <Button look="main" onPress={() => onNext({ questionnaire: instrument.questionnaire, answers: trimmed })}>{m.questions_next()}</Button>
        {onBack && <Button look="bare" onPress={onBack}>{m.reflection_back()}</Button>}
      </div>
    </form>
  )
}
