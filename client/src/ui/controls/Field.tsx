import { useId } from 'react'
import { Live } from '../Live.tsx'
import css from './Field.module.css'

export interface FieldProps {
  label: string
  value: string
  onChange(value: string): void
  hint?: string | undefined
  /** What is wrong with it, in a plain sentence; spoken when it appears. */
  problem?: string | null
  /** Longest text taken, in characters. */
  limit: number
  lines?: number
  kind?: 'text' | 'tel' | 'code' | 'number'
  short?: boolean
  autoFocus?: boolean
  autoComplete?: string
  testid?: string
}

/** A text field with its label above, and beneath it a hint or what is wrong. */
export function Field({ label, value, onChange, hint, problem = null, limit, lines = 1, kind = 'text', ...rest }: FieldProps) {
  const id = useId()
  const ltr = kind !== 'text'
  const shared = {
    id,
    className: [css['input'], ltr && css['ltr'], kind !== 'text' && 'num'].filter(Boolean).join(' '),
    value,
    maxLength: limit,
    autoFocus: rest.autoFocus,
    autoComplete: rest.autoComplete ?? 'off',
    'aria-describedby': [hint && `${id}-hint`, problem !== null && `${id}-problem`].filter(Boolean).join(' ') || undefined,
    'aria-invalid': problem !== null || undefined,
    'data-testid': rest.testid,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
  }
  return (
    <div className={rest.short ? `${css['field']} ${css['short']}` : css['field']}>
      <label className={css['label']} htmlFor={id}>
        {label}
      </label>
      {lines > 1 ? (
        <textarea {...shared} rows={lines} />
      ) : (
        <input
          {...shared}
          type={kind === 'tel' ? 'tel' : 'text'}
          inputMode={kind === 'tel' ? 'tel' : kind === 'number' ? 'decimal' : undefined}
          dir={ltr ? 'ltr' : 'auto'}
          spellCheck={kind === 'code' ? false : undefined}
          autoCapitalize={kind === 'code' ? 'characters' : undefined}
        />
      )}
      {hint && (
        <p className={css['hint']} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Live>
        {problem !== null && (
          <p className={css['problem']} id={`${id}-problem`}>
            {problem}
          </p>
        )}
      </Live>
    </div>
  )
}
