import css from './Cues.module.css'

/** The digit that does the same as a press. */
export const Key = ({ digit }: { digit: string }) => (
  <kbd className={css['key']} aria-hidden="true">
    {digit}
  </kbd>
)
