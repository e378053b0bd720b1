import { Icon, type IconName } from '../icons/icons.tsx'
import css from './IconButton.module.css'

export interface IconButtonProps {
  icon: IconName
  /** Stands beneath the icon and is the button's name. */
  word: string
  onPress(): void
  /** `off` is shown by the struck-through icon, an outline and the word. */
  look?: 'plain' | 'off' | 'end'
  /** Opens a dialog. */
  opens?: boolean
  testid?: string
}

/** A control in the room: an icon with its word beneath. */
export function IconButton({ icon, word, onPress, look = 'plain', opens, testid }: IconButtonProps) {
  return (
    <button
      type="button"
      className={look === 'plain' ? css['control'] : `${css['control']} ${css[look]}`}
      aria-haspopup={opens ? 'dialog' : undefined}
      data-testid={testid}
      onClick={onPress}
    >
      <Icon name={icon} size={26} />
      <span>{word}</span>
    </button>
  )
}
