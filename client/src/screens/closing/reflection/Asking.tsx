import { useId, useState } from 'react'
import { type Item, ITEMS, type Mode } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Live } from '../../../ui/Live.tsx'
import { Segments } from '../../../ui/segments/Segments.tsx'
import { Question } from './Question.tsx'
import type { useAnswers } from './use-answers.ts'
import { useSteps } from './use-steps.ts'
import css from './Form.module.css'

/** Pages of a phone: the beginning, six questions, free words, and where there is one a last page. */
const WORDS_PAGE = ITEMS.length + 1

const MODES: readonly Mode[] = ['line', 'words']
const MODE_NAMES: Record<Mode, () => string> = { line: m.reflection_mode_line, words: m.reflection_mode_words }

export interface AskingProps {
  given: ReturnType<typeof useAnswers>
  /** The questions' wording, by whose side they are asked from. */
  questionOf: (item: Item) => string
  /** Over the questions; no title where what they stand in has it. */
  head: { title: string | null; lead: string; memory: string }
  /** The field for free words. */
  words: { title: string; hint: string }
  /** A choice after the questions; `null`: there is none. */
  last: React.ReactNode
  /** Why Done came to nothing; empty when all is well. */
  problem: React.ReactNode
  done: React.ReactNode
  /** Leaving: a sentence on a wide page, a word on a phone. */
  leave: { wide: string; onLeave(): void }
  /** A page of its own afterwards; in session a sheet over the room. */
  when: 'inSession' | 'after'
  onTouch(): void
  onStep(step: number): void
}

/** Which of the six questions a phone shows. */
function Dots({ step }: { step: number }) {
  if (step < 1 || step > ITEMS.length) return null
  return (
    <div className={`phone-only ${css['dots']}`} role="img" aria-label={m.reflection_step({ step })}>
      {ITEMS.map((item, index) => (
        <i key={item} data-at={index + 1 < step ? 'done' : index + 1 === step ? 'now' : 'next'} />
      ))}
    </div>
  )
}

function FreeWords({ title, hint, value, onChange }: AskingProps['words'] & { value: string; onChange(text: string): void }) {
  const [full, setFull] = useState(false)
  const id = useId()
  return (
    <div className={css['own']}>
      <label className={css['ownTitle']} htmlFor={id} tabIndex={-1}>
        {title}
      </label>
      <p className="small dim" id={`${id}-later`}>
        {hint}
      </p>
      <textarea
        id={id}
        rows={4}
        value={value}
        dir="auto"
        autoComplete="off"
        aria-describedby={`${id}-later`}
        onChange={(event) => {
          onChange(event.target.value)
          setFull(event.target.value.length > value.length + 1_000 || event.target.value.length >= 3_000)
        }}
      />
      <Live className="small dim">{full && m.reflection_own_words_full()}</Live>
    </div>
  )
}

/** Six questions and free words: all at once on a wide page, one by one on a phone. */
export function Asking({ given, questionOf, head, words, last, problem, done, leave, when, onTouch, onStep }: AskingProps) {
  const lastPage = last === null ? WORDS_PAGE : WORDS_PAGE + 1
  const { step, form, go: goTo } = useSteps(lastPage)
  const here = ITEMS[step - 1]
  const go = (to: number): void => {
    goTo(to)
    onStep(to)
  }
  const atEnd = (
    <>
      <Live className={css['problem']}>{problem}</Live>
      <p className={`phone-only small faint ${css['notice']}`}>{m.reflection_notice()}</p>
    </>
  )
  return (
    <form ref={form} className={css['form']} data-when={when} onSubmit={(event) => event.preventDefault()}>
      <div className={css['page']} data-now={step === 0}>
        <div className={css['head']}>
          <div className={css['title']}>
            {head.title !== null && (
              <h1 className="h1" tabIndex={-1}>
                {head.title}
              </h1>
            )}
            <p className="dim">{head.lead}</p>
            <p className="small faint">{head.memory}</p>
          </div>
          <Segments label={m.reflection_how()} options={MODES.map((value) => ({ value, label: MODE_NAMES[value]() }))} value={given.mode} onChange={given.answerBy} />
        </div>
        <p className={`phone-only small faint ${css['notice']}`}>{m.reflection_notice()}</p>
      </div>
      <Dots step={step} />
      {ITEMS.map((item, index) => (
        <div key={item} className={css['page']} data-now={step === index + 1}>
          <Question
            item={item}
            question={questionOf(item)}
            mode={given.mode}
            value={given.answers[item]}
            skipped={given.skipped.includes(item)}
            onAnswer={(value) => {
              given.answer(item, value)
              onTouch()
            }}
            onSkip={() => given.skip(item)}
          />
        </div>
      ))}
      <div className={css['page']} data-now={step === WORDS_PAGE}>
        <FreeWords {...words} value={given.words} onChange={given.write} />
        {last === null && atEnd}
      </div>
      {last !== null && (
        <div className={css['page']} data-now={step === lastPage}>
          {last}
          {atEnd}
        </div>
      )}
      <div className={`wide-only ${css['end']}`}>
        <div className={css['row']}>
          {done}
          <Button look="link" onPress={leave.onLeave}>
            {leave.wide}
          </Button>
        </div>
        <p className={`small faint ${css['notice']}`}>{m.reflection_notice()}</p>
      </div>
      <div className={`phone-only ${css['steps']}`}>
        <div className={css['row']}>
          {step === 0 ? <Button look="bare" onPress={leave.onLeave}>{m.reflection_leave()}</Button> : <Button look="bare" onPress={() => go(step - 1)}>{m.reflection_back()}</Button>}
          {here && (
            <Button
              look="bare"
              onPress={() => {
                given.skip(here)
                go(step + 1)
              }}
            >
              {m.reflection_skip()}
            </Button>
          )}
          {step === lastPage ? done : (
            <Button look="main" onPress={() => go(step + 1)}>
              {step === 0 ? m.reflection_start() : m.reflection_next()}
            </Button>
          )}
        </div>
      </div>
    </form>
  )
}
