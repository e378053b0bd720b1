import { m } from '../../i18n/messages.ts'
import type { Observable } from '../../lib/observable.ts'
import { useValue } from '../../ui/use-value.ts'
import css from './Level.module.css'

const BARS = Array.from({ length: 10 }, (_, index) => (index + 0.5) / 10)

/** How loud the microphone hears you, in ten bars. Moves only with your own voice. */
export function Level({ level }: { level: Observable<number> }) {
  const loud = useValue(level)
  const shown = BARS.filter((bar) => loud >= bar).length
  return (
    <span className={css['level']} role="img" aria-label={m.device_level()} data-level={shown}>
      {BARS.map((bar) => (
        <i key={bar} data-on={loud >= bar || undefined} />
      ))}
    </span>
  )
}
