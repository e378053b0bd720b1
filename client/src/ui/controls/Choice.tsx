import { useId } from 'react'
import css from './Choice.module.css'

export interface ChoiceProps<Value extends string> {
  legend: string
  options: readonly { value: Value; label: string }[]
  /** `null`: nothing is chosen yet. Nothing is ever chosen on somebody's behalf. */
  value: Value | null
  onChange(value: Value): void
}

/** One of a few, as a row of radios with their words. Marked by shape, weight and border, not by colour. */
export function Choice<Value extends string>({ legend, options, value, onChange }: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset>
      <legend className={css['legend']}>{legend}</legend>
      <div className={css['row']}>
        {options.map((option) => (
          <label key={option.value} className={css['option']}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
