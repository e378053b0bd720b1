import { useId, useState } from 'react'
import { type Item, ITEMS, type Mode, type Reflection } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Live } from '../../../ui/Live.tsx'
import { Frame } from './Frame.tsx'
import { Question } from './Question.tsx'
import { ShareChoice } from './ShareChoice.tsx'
import { leaveSentence, type Until } from './until.ts'
import { type Outcome, useAnswers } from './use-answers.ts'
import { useSteps } from './use-steps.ts'
import css from './Form.module.css'

export interface ReflectionFormProps {
  /** The therapist's name, as on the door. */
  therapist: string
  /** A page of its own afterwards; in session a sheet over the room. */
  when: 'inSession' | 'after'
  /** Until when it stays open. */
  open: Until
  /** What was shared before, to be changed; `null` the first time. */
  before: Reflection | null
  state: 'ready' | 'sealing' | 'failed'
  /** Shared: sealed and kept. */
  onShare(reflection: Reflection): void
  /** Kept to oneself: nothing leaves the page. */
  onKeep(): void
  onLeave(): void
}

/** Pages of a phone: the beginning, six questions, own words, the choice. */
const WORDS_PAGE = ITEMS.length + 1
const LAST_PAGE = WORDS_PAGE + 1

function HowToAnswer({ mode, onChange }: { mode: Mode; onChange(mode: Mode): void }) {
  const modes: readonly [Mode, string][] = [['line', m.reflection_mode_line()], ['words', m.reflection_mode_words()]]
  return (
    <div className={css['modes']} role="group" aria-label={m.reflection_how()}>
      {modes.map(([one, word]) => (
        <button key={one} type="button" aria-pressed={one === mode} onClick={() => onChange(one)}>
          {word}
        </button>
      ))}
    </div>
  )
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

function OwnWords({ value, onChange }: { value: string; onChange(text: string): void }) {
  const [full, setFull] = useState(false)
  const id = useId()
  return (
    <div className={css['own']}>
      <label className={css['ownTitle']} htmlFor={id} tabIndex={-1}>
        {m.reflection_own_words()}
      </label>
      <p className="small dim" id={`${id}-later`}>
        {m.reflection_later()}
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

/** Six questions, own words, and what is to happen with them: all at once on a wide page, one by one on a phone. */
export function ReflectionForm({ therapist, when, open, before, state, onShare, onKeep, onLeave }: ReflectionFormProps) {
  const given = useAnswers(before)
  const { step, form, go } = useSteps(LAST_PAGE)
  const [problem, setProblem] = useState<Extract<Outcome, { done: 'notYet' }>['why'] | null>(null)
  const here = ITEMS[step - 1]
  const finish = (): void => {
    const outcome = given.finish()
    setProblem(outcome.done === 'notYet' ? outcome.why : null)
    if (outcome.done === 'share') onShare(outcome.reflection)
    if (outcome.done === 'keep') onKeep()
  }
  const answer = (item: Item, value: number): void => {
    given.answer(item, value)
    setProblem(null)
  }
  const done = (
    <Button look="main" onPress={finish} waiting={state === 'sealing'}>
      {state === 'sealing' ? m.reflection_sealing() : m.reflection_done()}
    </Button>
  )
  return (
    <Frame when={when} step={step} onLeave={onLeave}>
      <form ref={form} className={css['form']} data-when={when} onSubmit={(event) => event.preventDefault()}>
        <div className={css['page']} data-now={step === 0}>
          <div className={css['head']}>
            <div className={css['title']}>
              {when === 'after' && (
                <h1 className="h1" tabIndex={-1}>
                  {m.reflection_title()}
                </h1>
              )}
              <p className="dim">{m.reflection_intro()}</p>
              <p className="small faint">{m.reflection_memory()}</p>
            </div>
            <HowToAnswer mode={given.mode} onChange={given.answerBy} />
          </div>
          <p className={`phone-only small faint ${css['notice']}`}>{m.reflection_notice()}</p>
        </div>
        <Dots step={step} />
        {ITEMS.map((item, index) => (
          <div key={item} className={css['page']} data-now={step === index + 1}>
            <Question
              item={item}
              mode={given.mode}
              value={given.answers[item]}
              skipped={given.skipped.includes(item)}
              onAnswer={(value) => answer(item, value)}
              onSkip={() => given.skip(item)}
            />
          </div>
        ))}
        <div className={css['page']} data-now={step === WORDS_PAGE}>
          <OwnWords value={given.words} onChange={given.write} />
        </div>
        <div className={css['page']} data-now={step === LAST_PAGE}>
          <ShareChoice
            therapist={therapist}
            when={when}
            value={given.choice}
            onChange={(choice) => {
              given.setChoice(choice)
              setProblem(null)
            }}
          />
          <Live className={css['problem']}>
            {problem === 'choose' && m.reflection_choose()}
            {problem === 'nothing' && m.reflection_nothing()}
            {state === 'failed' && m.reflection_cannot()}
          </Live>
          <p className={`phone-only small faint ${css['notice']}`}>{m.reflection_notice()}</p>
        </div>
        <div className={`wide-only ${css['end']}`}>
          <div className={css['row']}>
            {done}
            <Button look="link" onPress={onLeave}>
              {when === 'inSession' ? m.reflection_leave_in_session() : leaveSentence(open)}
            </Button>
          </div>
          <p className={`small faint ${css['notice']}`}>{m.reflection_notice()}</p>
        </div>
        <div className={`phone-only ${css['steps']}`}>
          <div className={css['row']}>
            {step === 0 ? <Button look="bare" onPress={onLeave}>{m.reflection_leave()}</Button> : <Button look="bare" onPress={() => go(step - 1)}>{m.reflection_back()}</Button>}
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
            {step === LAST_PAGE ? done : (
              <Button look="main" onPress={() => go(step + 1)}>
                {step === 0 ? m.reflection_start() : m.reflection_next()}
              </Button>
            )}
          </div>
        </div>
      </form>
    </Frame>
  )
}
