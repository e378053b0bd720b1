import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import css from './OverTime.module.css'

export interface KeepProps {
  /** `forNow`: for a day after the session. */
  readable: 'forNow' | 'kept'
  onKeep(): void
  onStopKeeping(): void
}

/** Whether this device may go on reading it when the day is over: the client's choice, and theirs to take back. */
export function Keep({ readable, onKeep, onStopKeeping }: KeepProps) {
  const isKept = readable === 'kept'
  return (
    <div className={css['keep']} data-readable={readable}>
      <p className="small dim">{isKept ? m.over_time_kept_lead() : m.over_time_for_now_lead()}</p>
      <Button size="small" onPress={isKept ? onStopKeeping : onKeep}>
        {isKept ? m.over_time_stop_keeping() : m.over_time_keep()}
      </Button>
    </div>
  )
}
