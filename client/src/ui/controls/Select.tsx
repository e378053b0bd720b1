import { Icon } from '../icons/icons.tsx'
import css from './Select.module.css'

export interface SelectProps {
  /** Its name, for those who hear the page; the line it stands in says it to the others. */
  name: string
  options: readonly { id: string; label: string }[]
  value: string | null
  /** What stands there while there is nothing to choose. */
  empty: string
  onChange(id: string): void
}

/** The browser's own list, in our dress. */
export function Select({ name, options, value, empty, onChange }: SelectProps) {
  const none = options.length === 0
  return (
    <span className={css['select']}>
      <select aria-label={name} value={value ?? ''} disabled={none} onChange={(event) => onChange(event.target.value)}>
        {(none || value === null) && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
      <span className={css['arrow']}>
        <Icon name="down" size={20} />
      </span>
    </span>
  )
}
