import { useId, useState } from 'react'
import { type Given, type Instrument, type Question, takes } from '@fermata/shared/questionnaire'
import { m } from '../../../i18n/messages.ts'
import line from '../reflection/Question.module.css'
import { placeInWords } from './words.ts'
import css from './Others.module.css'

interface AskedProps {
  instrument: Instrument
  question: Question
  given: Given
  onGive(given: Given): void
}

type Of<Answer extends Question['answer']> = Omit<AskedProps, 'question'> & { question: Extract<Question, { answer: Answer }>; label: string }

/** A line without a thumb until it is touched; what a place on it means is said in words, where the questionnaire has any. */
function Line({ instrument, question, given, onGive, label }: Of<'line'>) {
  const { min, max, step } = question
  const middle = min + Math.round((max - min) / step / 2) * step
  const at = typeof given === 'number' ? given : null
  const take = (event: React.SyntheticEvent<HTMLInputElement>) => onGive(Number(event.currentTarget.value))
  const words = instrument.entry.entry === 'questions' ? instrument.entry.words : []
  const [first, last] = [words[0], words.at(-1)]
  return (
    <div>
      <input
        className={line['line']}
        type="range"
        min={min}
        max={max}
        step={step}
        value={at ?? middle}
        aria-labelledby={label}
        aria-valuetext={placeInWords(instrument, question, at)}
        data-answered={at !== null}
        style={{ '--at': `${(((at ?? middle) - min) * 100) / (max - min)}%` } as React.CSSProperties}
        onChange={take}
        onPointerUp={take}
      />
      {first !== undefined && last !== undefined && (
        <p className={`small dim ${css['ends']}`} aria-hidden="true">
          <span>{first.label}</span>
          <span>{last.label}</span>
        </p>
      )}
    </div>
  )
}

function OneOf({ question, given, onGive }: Of<'choice'>) {
  const name = useId()
  return (
    <div className={css['options']}>
      {question.options.map(({ value, label }) => (
        <label key={value} className={line['radio']}>
          <input type="radio" name={name} checked={value === given} onChange={() => onGive(value)} />
          {label}
        </label>
      ))}
    </div>
  )
}

function Written({ question, given, onGive, label }: Of<'number'>) {
  const [text, setText] = useState(given === null ? '' : String(given))
  const id = useId()
  const { min, max } = question
  const read = (typed: string): Given => {
    const value = Number(typed.trim().replace(',', '.'))
    return typed.trim() !== '' && takes(question, value) ? value : null
  }
  const isWrong = text.trim() !== '' && read(text) === null
  return (
    <div className={css['written']}>
      <input
        className={css['field']}
        inputMode="decimal"
        autoComplete="off"
        dir="ltr"
        value={text}
        aria-labelledby={label}
        aria-describedby={id}
        aria-invalid={isWrong}
        onChange={(event) => {
          setText(event.target.value)
          onGive(read(event.target.value))
        }}
      />
      <p id={id} className="small dim" role="status">{isWrong ? m.questions_number_wrong({ min, max }) : m.questions_between({ min, max })}</p>
    </div>
  )
}

function Words({ question, given, onGive, label }: Of<'words'>) {
  return (
    <textarea
      className={css['field']}
      rows={3}
      dir="auto"
      autoComplete="off"
      maxLength={question.letters}
      value={typeof given === 'string' ? given : ''}
      aria-labelledby={label}
      onChange={(event) => onGive(event.target.value === '' ? null : event.target.value)}
    />
  )
}

/** One question of an operator's questionnaire. No number is shown for a place on a line; everything may be skipped. */
export function Asked({ question, ...rest }: AskedProps) {
  const label = useId()
  const [emptied, setEmptied] = useState(0)
  const shared = { ...rest, label }
  return (
    <fieldset className={css['question']} data-question={question.id}>
      <legend id={label} className={css['legend']} dir="auto">{question.text}</legend>
      {question.answer === 'line' && <Line {...shared} question={question} />}
      {question.answer === 'choice' && <OneOf {...shared} question={question} />}
      {question.answer === 'number' && <Written key={emptied} {...shared} question={question} />}
      {question.answer === 'words' && <Words {...shared} question={question} />}
      <button
        type="button"
        className={line['skip']}
        aria-pressed={rest.given === null && emptied > 0}
        onClick={() => {
          setEmptied(emptied + 1)
          rest.onGive(null)
        }}
      >
        {m.reflection_skip()}
      </button>
    </fieldset>
  )
}
