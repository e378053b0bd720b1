import { m } from '../../../i18n/messages.ts'
import css from './CameraLine.module.css'

/** The therapist's clock: minutes since admission; near the planned end, what is left; then what is over. */
export type ClockView = { state: 'elapsed' | 'left' | 'over'; minutes: number } | null

const CLOCKS = { elapsed: m.room_clock_elapsed, left: m.room_clock_left, over: m.room_clock_over }

export interface CameraLineProps {
  name: string
  clock: ClockView
  /** Someone waits at another room's door: one neutral dot, no name, no sound. */
  elsewhere: 'nobody' | 'someone'
}

/** Under the lens: who this is, whether someone waits elsewhere, and the time. */
export function CameraLine({ name, clock, elsewhere }: CameraLineProps) {
  return (
    <header className={css['line']}>
      <h1 className={`small ${css['name']}`}>{name}</h1>
      <span role="status">
        {elsewhere === 'someone' && (
          <span className={css['knock']} title={m.room_knock_elsewhere()} data-knock-elsewhere>
            <i aria-hidden="true" />
            <span className="hidden-text">{m.room_knock_elsewhere()}</span>
          </span>
        )}
      </span>
      {clock && (
        <span className={`num ${css['clock']} ${clock.state === 'left' ? css['near'] : ''}`} data-clock={clock.state}>
          {CLOCKS[clock.state]({ count: clock.minutes })}
        </span>
      )}
    </header>
  )
}
