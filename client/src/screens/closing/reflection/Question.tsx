import { useId } from 'react'
import { type Item, type Mode, STEP, valueOf, wordFor, WORDS } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { answerInWords, nameOf } from './words.ts'
import css from './Question.module.css'

export interface QuestionProps {
  item: Item
  /** As it is asked. */
  question: string
  mode: Mode
  /** `null`: not answered. */
  value: number | null
  /** Whether it was skipped by a press, and not merely left. */
  skipped: boolean
  onAnswer(value: number): void
  onSkip(): void
}

/** Where the line begins to be moved from; without a touch it is no answer. */
const MIDDLE = 50

function Line({ item, value, onAnswer, label }: Pick<QuestionProps, 'item' | 'value' | 'onAnswer'> & { label: string }) {
  const take = (event: React.SyntheticEvent<HTMLInputElement>) => onAnswer(Number(event.currentTarget.value))
  return (
    <input
      className={css['line']}
      type="range"
      name={item}
      min={0}
      max={100}
      step={STEP}
      value={value ?? MIDDLE}
      aria-labelledby={label}
      aria-valuetext={answerInWords(value)}
      data-answered={value !== null}
      style={{ '--at': `${value ?? MIDDLE}%` } as React.CSSProperties}
      onChange={take}
      // A touch exactly in the middle moves nothing, and is an answer all the same.
      onPointerUp={take}
    />
  )
}

function WordButtons({ value, onAnswer }: Pick<QuestionProps, 'value' | 'onAnswer'>) {
  const chosen = value === null ? null : wordFor(value)
  return (
    <div className={css['words']}>
      {WORDS.map((word) => (
        <button
          key={word}
          type="button"
          className={css['word']}
          aria-pressed={word === chosen}
          onClick={() => onAnswer(valueOf(word))}
        >
          {nameOf(word)}
        </button>
      ))}
    </div>
  )
}

function WordRadios({ value, onAnswer }: Pick<QuestionProps, 'value' | 'onAnswer'>) {
  const name = useId()
  const chosen = value === null ? null : wordFor(value)
  return (
    <div className={css['words']}>
      {WORDS.map((word) => (
        <label key={word} className={css['radio']}>
          <input type="radio" name={name} checked={word === chosen} onChange={() => onAnswer(valueOf(word))} />
          {nameOf(word)}
        </label>
      ))}
    </div>
  )
}

/** One question: a line without a thumb until it is touched, and the five words; or the words alone. */
export function Question({ item, question, mode, value, skipped, onAnswer, onSkip }: QuestionProps) {
  const label = useId()
  return (
    <fieldset className={css['question']} data-item={item}>
      <legend id={label} className={css['legend']} tabIndex={-1}>
        {question}
      </legend>
      <div className={css['answer']}>
        {mode === 'line' && <Line item={item} value={value} onAnswer={onAnswer} label={label} />}
        {mode === 'line' ? <WordButtons value={value} onAnswer={onAnswer} /> : <WordRadios value={value} onAnswer={onAnswer} />}
      </div>
      <button type="button" className={`wide-only ${css['skip']}`} aria-pressed={skipped} onClick={onSkip}>
        {m.reflection_skip()}
      </button>
    </fieldset>
  )
}
