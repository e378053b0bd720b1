import css from './Button.module.css'

export interface ButtonProps {
  children: React.ReactNode
  onPress?: (() => void) | undefined
  look?: 'plain' | 'main' | 'bare' | 'end' | 'link'
  size?: 'usual' | 'small' | 'big'
  wide?: boolean
  submit?: boolean
  /** Busy or not possible now. It keeps its place and its focus, and says so; a press does nothing. */
  waiting?: boolean
  /** A longer name for those who hear the page, where the visible word needs the line it stands in. */
  name?: string | undefined
  autoFocus?: boolean
  testid?: string
}

/** A button. One `main` on a page, and `end` only for ending a session. */
export function Button({ look = 'plain', size = 'usual', wide, submit, waiting, name, testid, ...rest }: ButtonProps) {
  const { children, onPress, autoFocus } = rest
  const classes =
    look === 'link'
      ? css['link']
      : [css['button'], look !== 'plain' && css[look], size !== 'usual' && css[size], wide && css['wide']]
          .filter(Boolean)
          .join(' ')
  return (
    <button
      className={classes}
      type={submit && !waiting ? 'submit' : 'button'}
      aria-disabled={waiting || undefined}
      aria-label={name}
      autoFocus={autoFocus}
      data-testid={testid}
      onClick={waiting ? undefined : onPress}
    >
      {children}
    </button>
  )
}
