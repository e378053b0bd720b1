import type { Thresholds } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Select } from '../../../ui/controls/Select.tsx'
import css from './WhenToPrompt.module.css'

export interface WhenToPromptProps {
  thresholds: Thresholds
  /** Whose numbers these are. */
  by: 'house' | 'own'
  /** `null`: back to those of the house. */
  onSet(thresholds: Thresholds | null): void
}

const STEPS: Record<keyof Thresholds, readonly number[]> = {
  drop: [10, 15, 20, 25, 30, 40, 50], low: [0, 10, 20, 30, 40, 50, 60], least: [1, 2, 3, 4, 5], high: [70, 75, 80, 85, 90, 95, 100], running: [2, 3, 4, 5, 6, 8, 10, 12],
}
const NAMES: Record<keyof Thresholds, () => string> = {
  drop: m.prompts_drop, low: m.prompts_low, least: m.prompts_least, high: m.prompts_high, running: m.prompts_running,
}
const ORDER = ['drop', 'low', 'least', 'high', 'running'] as const

/** When a prompt appears: the therapist's own numbers, for all their rooms. Prompts, no cut-offs. */
export function WhenToPrompt({ thresholds, by, onSet }: WhenToPromptProps) {
  return (
    <details className={css['part']} data-prompts={by}>
      <summary>{m.prompts_title()}</summary>
      <p className="small dim">{m.prompts_lead()}</p>
      <ul className={css['list']}>
        {ORDER.map((name) => (
          <li key={name}>
            <span>{NAMES[name]()}</span>
            <Select
              name={NAMES[name]()}
              options={[...new Set([...STEPS[name], thresholds[name]])].sort((a, b) => a - b).map((value) => ({ id: String(value), label: String(value) }))}
              value={String(thresholds[name])}
              empty=""
              onChange={(value) => onSet({ ...thresholds, [name]: Number(value) })}
            />
          </li>
        ))}
      </ul>
      {by === 'own' && <Button size="small" onPress={() => onSet(null)}>{m.prompts_house()}</Button>}
    </details>
  )
}
